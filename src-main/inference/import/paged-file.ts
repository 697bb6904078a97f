import type { FileHandle } from 'node:fs/promises';

/** Bytes of a file from `position` on. */
export interface ByteSource {
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
}

const PAGE_BYTES = 16 * 1024;

/**
 * Reads a file in pages: the fields of a network lie side by side, and a call to the system for each of some thousands takes
 * a tenth of a second, pages a few milliseconds.
 */
export function pagedFile(file: FileHandle): ByteSource {
  const page = Buffer.alloc(PAGE_BYTES);
  let start = 0;
  let end = 0;
  return {
    async read(buffer, offset, length, position) {
      if (length > PAGE_BYTES) return file.read(buffer, offset, length, position);
      if (position < start || position + length > end) {
        const { bytesRead } = await file.read(page, 0, PAGE_BYTES, position);
        [start, end] = [position, position + bytesRead];
      }
      const bytesRead = Math.min(length, end - position);
      page.copy(buffer, offset, position - start, position - start + bytesRead);
      return { bytesRead };
    },
  };
}
