/**
 * The description of an ICC profile, such as "Display P3" (ICC.1:2010 9.2.41: tag `desc`, as text or localised
 * Unicode); undefined where the profile has none that can be read.
 */
export function iccProfileName(icc: Buffer): string | undefined {
  if (icc.length < 132) return undefined;
  const tagCount = Math.min(icc.readUInt32BE(128), 100);
  for (let index = 0; index < tagCount; index += 1) {
    const at = 132 + index * 12;
    if (at + 12 > icc.length) return undefined;
    if (icc.toString('latin1', at, at + 4) !== 'desc') continue;
    const offset = icc.readUInt32BE(at + 4);
    return readDescription(icc.subarray(offset, offset + icc.readUInt32BE(at + 8)));
  }
  return undefined;
}

function readDescription(tag: Buffer): string | undefined {
  if (tag.length < 16) return undefined;
  const type = tag.toString('latin1', 0, 4);
  if (type === 'desc') return tidy(tag.toString('latin1', 12, 12 + tag.readUInt32BE(8)));
  if (type !== 'mluc' || tag.length < 28) return undefined;
  const length = tag.readUInt32BE(20);
  const offset = tag.readUInt32BE(24);
  const text = Buffer.from(tag.subarray(offset, offset + (length & ~1)));
  return text.length % 2 === 0 ? tidy(text.swap16().toString('utf16le')) : undefined;
}

function tidy(text: string): string | undefined {
  return text.replace(/\0.*$/s, '').trim() || undefined;
}
