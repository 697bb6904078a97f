import type { Mark } from '../../src-shared/model/mark';
import { compress, decompress } from './compress';

/** Marks as bytes: JSON, deflated. */
export async function encodeMarks(marks: readonly Mark[]): Promise<Uint8Array> {
  const plain = marks.map((mark) => ({ ...mark, runs: [...mark.runs] }));
  return compress(new TextEncoder().encode(JSON.stringify(plain)));
}

/** What `encodeMarks` was given, not checked yet. @throws where the bytes are something else */
export async function decodeMarks(bytes: Uint8Array): Promise<unknown> {
  const text = new TextDecoder().decode(await decompress(bytes));
  const plain = JSON.parse(text) as { runs: number[] }[];
  return plain.map((mark) => ({ ...mark, runs: Int32Array.from(mark.runs) }));
}
