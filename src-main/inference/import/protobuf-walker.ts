import type { ByteSource } from './paged-file';

/** Of 64 bits, seven a byte. */
export const LONGEST_VARINT_BYTES = 10;

/** Where a field's bytes lie in its file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * One field of a protocol buffer message that lies in a file: its number, and its value or where its bytes lie. `real` is
 * what bytes of a fixed number mean as a float32 or float64.
 */
export type ProtobufField =
  | { readonly number: number; readonly value: bigint }
  | { readonly number: number; readonly fixedBytes: 4 | 8; readonly real: number }
  | ({ readonly number: number } & ByteRange);

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;
const LONGEST_KEY_BYTES = 5;
const LARGEST_KEY = 0xffff_ffffn;
/** A key of five bytes and a length of ten at most. */
const LONGEST_HEADER_BYTES = 16;

/**
 * The fields of the message between `start` and `end`, read without their contents, so that a file of gigabytes is looked
 * through in kilobytes.
 * @throws RangeError where the bytes are no protocol buffer message
 */
export async function* walkFields(
  file: ByteSource,
  { start, end }: ByteRange,
): AsyncGenerator<ProtobufField> {
  const header = Buffer.alloc(LONGEST_HEADER_BYTES);
  let at = start;
  while (at < end) {
    const wanted = Math.min(LONGEST_HEADER_BYTES, end - at);
    const { bytesRead } = await file.read(header, 0, wanted, at);
    const { number, type, next: afterKey } = readKey(header, bytesRead);
    if (type === VARINT) {
      const { value, next } = readVarint(header, afterKey, bytesRead);
      yield { number, value };
      at += next;
    } else if (type === BYTES) {
      const { value, next } = readVarint(header, afterKey, bytesRead);
      const from = at + next;
      const to = from + Number(value);
      if (to > end) throw new RangeError('A field ends outside its message.');
      yield { number, start: from, end: to };
      at = to;
    } else if (type === FIXED64 || type === FIXED32) {
      const fixedBytes = type === FIXED64 ? 8 : 4;
      at += afterKey + fixedBytes;
      if (at > end) throw new RangeError('A field ends outside its message.');
      const real = type === FIXED64 ? header.readDoubleLE(afterKey) : header.readFloatLE(afterKey);
      yield { number, fixedBytes, real };
    } else {
      throw new RangeError(`There is no wire type ${type}.`);
    }
  }
}

/** Bytes of a field, of which there are at most `limit`. @throws RangeError where there are more */
export async function readBytes(
  file: ByteSource,
  { start, end }: ByteRange,
  limit: number,
): Promise<Buffer> {
  if (end - start > limit) throw new RangeError('A field is absurdly long.');
  const bytes = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
  if (bytesRead < bytes.length) throw new RangeError('A field ends outside its file.');
  return bytes;
}

/** Text of a field of at most `limit` bytes. @throws RangeError where it is longer */
export async function readText(file: ByteSource, range: ByteRange, limit: number): Promise<string> {
  return (await readBytes(file, range, limit)).toString('utf8');
}

/** Signed numbers that were written one after another. @throws RangeError where the bytes are none */
export function unpackVarints(bytes: Buffer): bigint[] {
  const values: bigint[] = [];
  for (let at = 0; at < bytes.length;) {
    const { value, next } = readVarint(bytes, at, bytes.length);
    values.push(signed(value));
    at = next;
  }
  return values;
}

/** What a field of int64 means: negative numbers are written as their complement. */
export function signed(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

function readKey(bytes: Buffer, end: number) {
  const { value, next } = readVarint(bytes, 0, end);
  // The reader of ONNX Runtime keeps 32 bits of a key: more of them would show it another field than is seen here.
  if (next > LONGEST_KEY_BYTES || value > LARGEST_KEY) {
    throw new RangeError('The number of a field is absurdly long.');
  }
  const number = Number(value >> 3n);
  if (number === 0) throw new RangeError('A field has no number.');
  return { number, type: Number(value & 7n), next };
}

function readVarint(
  bytes: Buffer,
  start: number,
  end: number,
): { readonly value: bigint; readonly next: number } {
  let value = 0n;
  for (let i = start; i < end && i < start + LONGEST_VARINT_BYTES; i++) {
    value |= BigInt(bytes[i]! & 0x7f) << BigInt(7 * (i - start));
    if (bytes[i]! < 0x80) return { value, next: i + 1 };
  }
  throw new RangeError('A number has no end.');
}
