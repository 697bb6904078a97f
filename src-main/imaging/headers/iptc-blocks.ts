const iptcResource = 0x0404;

/** The IPTC records inside Photoshop's image resource blocks, or undefined. */
export function iptcFromPhotoshop(blocks: Buffer): Buffer | undefined {
  let at = 0;
  while (at + 12 <= blocks.length && blocks.toString('latin1', at, at + 4) === '8BIM') {
    const resource = blocks.readUInt16BE(at + 4);
    const nameLength = (blocks[at + 6] ?? 0) + 1;
    const dataAt = at + 6 + nameLength + (nameLength % 2) + 4;
    if (dataAt > blocks.length) return undefined;
    const length = blocks.readUInt32BE(dataAt - 4);
    if (resource === iptcResource) return blocks.subarray(dataAt, dataAt + length);
    at = dataAt + length + (length % 2);
  }
  return undefined;
}

/** One Photoshop image resource block that holds the IPTC records. */
export function photoshopFromIptc(iptc: Buffer): Buffer {
  const head = Buffer.from('8BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(iptc.length, 8);
  return Buffer.concat([head, iptc, Buffer.alloc(iptc.length % 2)]);
}
