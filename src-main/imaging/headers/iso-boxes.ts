/** A box of an ISO media file (ISO 14496-12, 4.2). */
export interface Box {
  /** Of its payload. */
  readonly start: number;
  readonly end: number;
}

/** The first box of a name between two offsets. */
export function findBox(bytes: Buffer, name: string, start: number, end: number): Box | undefined {
  for (const box of readBoxes(bytes, start, end)) if (box.name === name) return box;
  return undefined;
}

/** The boxes between two offsets, as far as they make sense. */
export function* readBoxes(
  bytes: Buffer,
  start: number,
  end: number,
): Generator<Box & { readonly name: string }> {
  let at = start;
  while (at + 8 <= end) {
    const short = bytes.readUInt32BE(at);
    const headLength = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short || end - at;
    if (length < headLength || at + length > end) return;
    const name = bytes.toString('latin1', at + 4, at + 8);
    yield { name, start: at + headLength, end: at + length };
    at += length;
  }
}
