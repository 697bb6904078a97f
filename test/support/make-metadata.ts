import { crc32 } from '../../src-main/imaging/containers/crc32';
import {
  serialiseTiff,
  type TiffField,
  type TiffNode,
} from '../../src-main/imaging/containers/tiff-fields';

const text = (tag: number, value: string): TiffField => {
  const bytes = Buffer.from(`${value}\0`);
  return { tag, type: 2, count: bytes.length, bytes };
};
const short = (tag: number, value: number, littleEndian: boolean): TiffField => {
  const bytes = Buffer.alloc(2);
  if (littleEndian) bytes.writeUInt16LE(value);
  else bytes.writeUInt16BE(value);
  return { tag, type: 3, count: 1, bytes };
};

export interface ExifOptions {
  readonly orientation?: number;
  readonly littleEndian?: boolean;
  /** What the tags for the size in pixels say. */
  readonly size?: readonly [width: number, height: number];
  /** Adds a second directory with a preview picture, as cameras do. */
  readonly withPreview?: boolean;
}

/** EXIF data with a maker's note that no parser understands, GPS, and, where asked for, a preview. */
export function makeExif(options: ExifOptions = {}): Buffer {
  const { orientation = 1, littleEndian = true, withPreview = false, size = [24, 16] } = options;
  const node: TiffNode = {
    fields: [
      text(271, 'Leitz'),
      short(274, orientation, littleEndian),
      text(315, 'Großmutter'),
      {
        tag: 34665,
        directory: {
          fields: [
            text(36867, '1931:05:17 12:00:00'),
            { tag: 37500, type: 7, count: 40, bytes: Buffer.alloc(40, 'maker?') },
            short(40962, size[0], littleEndian),
            short(40963, size[1], littleEndian),
          ],
        },
      },
      { tag: 34853, directory: { fields: [text(1, 'N')] } },
    ],
  };
  const exif = serialiseTiff(node, { littleEndian, isBig: false });
  return withPreview ? addPreview(exif, littleEndian) : exif;
}

function addPreview(exif: Buffer, littleEndian: boolean): Buffer {
  const count = littleEndian ? exif.readUInt16LE(8) : exif.readUInt16BE(8);
  const linkAt = 8 + 2 + count * 12;
  const preview = serialiseTiff(
    { fields: [short(259, 6, littleEndian)] },
    { littleEndian, isBig: false },
  ).subarray(8);
  const padded = Buffer.concat([exif, Buffer.alloc(exif.length % 2)]);
  if (littleEndian) padded.writeUInt32LE(padded.length, linkAt);
  else padded.writeUInt32BE(padded.length, linkAt);
  return Buffer.concat([padded, preview, Buffer.from('PREVIEW PIXELS')]);
}

/** An XMP packet as Adobe's programs write it, with room at its end. */
export const xmpPacket = Buffer.from(`<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
 xmp:CreatorTool="VueScan 9" xmp:Rating="5" tiff:Orientation="6"/>
</rdf:RDF></x:xmpmeta>
${' '.repeat(200)}
<?xpacket end="w"?>`);

/** IPTC records: a caption. */
export const iptcRecords = Buffer.concat([
  Buffer.from([0x1c, 2, 120, 0, 9]),
  Buffer.from('The farm.'),
]);

/** A JPEG with further segments behind its start, each given by marker number and payload. */
export function addJpegSegments(jpeg: Buffer, segments: [number, Buffer][]): Buffer {
  const coded = segments.map(([marker, data]) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...coded, jpeg.subarray(2)]);
}

/** A PNG with a chunk added behind its header. */
export function addPngChunk(png: Buffer, name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  const chunk = [frame.subarray(0, 4), body, frame.subarray(4)];
  return Buffer.concat([png.subarray(0, 33), ...chunk, png.subarray(33)]);
}

/** Photoshop's resource blocks around IPTC records, as they stand in a JPEG's APP13 segment. */
export function photoshopSegment(iptc: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(iptc.length);
  const other = Buffer.from('8BIM\x03\xed\0\0\0\0\0\x04ABCD', 'latin1');
  const block = Buffer.concat([Buffer.from('8BIM\x04\x04\0\0', 'latin1'), size, iptc]);
  return Buffer.concat([
    Buffer.from('Photoshop 3.0\0'),
    other,
    block,
    Buffer.alloc(iptc.length % 2),
  ]);
}
