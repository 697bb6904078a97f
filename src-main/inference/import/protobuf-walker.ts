import type { FileHandle } from 'node:fs/promises';

/** One field of a protocol buffer message that lies in a file: its number, and its value or where its bytes lie. */
export type ProtobufField =
  | { readonly number: number; readonly value: bigint }
  | { readonly number: number; readonly start: number; readonly end: number };

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;
/** A key of five bytes and a length of ten at most. */
const LONGEST_HEADER_BYTES = 16;

/**
 * The fields of the message between `start` and `end`, read without their contents, so that a file of gigabytes is looked
 * through in kilobytes.
 * @throws RangeError where the bytes are no protocol buffer message
 */
export async function* walkFields(
  file: FileHandle,
  start: number,
  end: number,
): AsyncGenerator<ProtobufField> {
  const header = Buffer.alloc(LONGEST_HEADER_BYTES);
  let at = start;
  while (at < end) {
    const wanted = Math.min(LONGEST_HEADER_BYTES, end - at);
    const { bytesRead } = await file.read(header, 0, wanted, at);
    const key = readVarint(header, 0, bytesRead);
    const number = Number(key.value >> 3n);
    const type = Number(key.value & 7n);
    if (number === 0) throw new RangeError('A field has no number.');
    if (type === VARINT) {
      const { value, next } = readVarint(header, key.next, bytesRead);
      yield { number, value };
      at += next;
    } else if (type === BYTES) {
      const { value, next } = readVarint(header, key.next, bytesRead);
      const from = at + next;
      const to = from + Number(value);
      if (to > end) throw new RangeError('A field ends outside its message.');
      yield { number, start: from, end: to };
      at = to;
    } else if (type === FIXED64 || type === FIXED32) {
      at += key.next + (type === FIXED64 ? 8 : 4);
    } else {
      throw new RangeError(`There is no wire type ${type}.`);
    }
  }
}

/** Text of a field of at most `limit` bytes. @throws RangeError where it is longer */
export async function readText(
  file: FileHandle,
  { start, end }: { readonly start: number; readonly end: number },
  limit: number,
): Promise<string> {
  if (end - start > limit) throw new RangeError('A name is absurdly long.');
  const bytes = Buffer.alloc(end - start);
  await file.read(bytes, 0, bytes.length, start);
  return bytes.toString('utf8');
}

function readVarint(
  bytes: Buffer,
  start: number,
  end: number,
): { readonly value: bigint; readonly next: number } {
  let value = 0n;
  for (let i = start; i < end && i < start + 10; i++) {
    value |= BigInt(bytes[i]! & 0x7f) << BigInt(7 * (i - start));
    if (bytes[i]! < 0x80) return { value, next: i + 1 };
  }
  throw new RangeError('A number has no end.');
}
