import { readSync } from 'node:fs';

/** Bytes that can be read anywhere: a file in memory, or an open file of which only the header is wanted. */
export interface ByteSource {
  readonly byteLength: number;
  /** Up to `length` bytes from `offset`; fewer where the source ends. */
  read(offset: number, length: number): Buffer;
}

/** A source over bytes in memory; what it returns shares their storage. */
export function bufferSource(bytes: Buffer): ByteSource {
  return {
    byteLength: bytes.length,
    read: (offset, length) => bytes.subarray(clampOffset(offset, bytes.length), offset + length),
  };
}

/**
 * A source over an open file descriptor, which stays the caller's to close. Reads are synchronous because a header is
 * a handful of small blocks, and parsers that need not wait are much easier to read.
 */
export function fileSource(descriptor: number, byteLength: number): ByteSource {
  return {
    byteLength,
    read(offset, length) {
      const start = clampOffset(offset, byteLength);
      return readBlock(descriptor, start, Math.max(0, Math.min(length, byteLength - start)));
    },
  };
}

function readBlock(descriptor: number, start: number, length: number): Buffer {
  const block = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, block, filled, length - filled, start + filled);
    if (count === 0) break;
    filled += count;
  }
  return block.subarray(0, filled);
}

function clampOffset(offset: number, byteLength: number): number {
  return Math.min(Math.max(0, offset), byteLength);
}
