const iptcResource = 0x0404;

/** Small pictures of the photo, as Photoshop 4 and its successors store them. */
const thumbnailResources = new Set([0x0409, 0x040c]);

/** One of Photoshop's image resource blocks: where it begins and ends, and its data. */
interface PhotoshopResource {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly data: Buffer;
}

/** The IPTC records inside Photoshop's image resource blocks, or undefined. */
export function iptcFromPhotoshop(blocks: Buffer): Buffer | undefined {
  return listResources(blocks).find(({ id }) => id === iptcResource)?.data;
}

/** Photoshop's image resource blocks without small pictures of the photo; the same object where there are none. */
export function withoutThumbnails(blocks: Buffer): Buffer {
  const thumbnails = listResources(blocks).filter(({ id }) => thumbnailResources.has(id));
  if (thumbnails.length === 0) return blocks;
  const starts = [0, ...thumbnails.map(({ end }) => end)];
  const ends = [...thumbnails.map(({ start }) => start), blocks.length];
  return Buffer.concat(starts.map((start, index) => blocks.subarray(start, ends[index])));
}

/** One Photoshop image resource block that holds the IPTC records. */
export function photoshopFromIptc(iptc: Buffer): Buffer {
  const head = Buffer.from('8BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(iptc.length, 8);
  return Buffer.concat([head, iptc, Buffer.alloc(iptc.length % 2)]);
}

/** The blocks as far as they can be followed. */
function listResources(blocks: Buffer): PhotoshopResource[] {
  const resources: PhotoshopResource[] = [];
  let start = 0;
  while (start + 12 <= blocks.length && blocks.toString('latin1', start, start + 4) === '8BIM') {
    const nameLength = (blocks[start + 6] ?? 0) + 1;
    const dataAt = start + 6 + nameLength + (nameLength % 2) + 4;
    if (dataAt > blocks.length) break;
    const length = blocks.readUInt32BE(dataAt - 4);
    const end = Math.min(blocks.length, dataAt + length + (length % 2));
    const data = blocks.subarray(dataAt, dataAt + length);
    resources.push({ id: blocks.readUInt16BE(start + 4), start, end, data });
    start = end;
  }
  return resources;
}
