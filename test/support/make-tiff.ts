import { samplesPerPixel, type PhotoSamples } from '../../src-shared/model/photo';

/** Extra or replacing tags: numbers are written as longs, strings as text, buffers as undefined bytes. */
export type TiffTags = Record<number, number[] | string | Buffer>;

export interface TiffOptions {
  readonly tags?: TiffTags;
  readonly bigEndian?: boolean;
  readonly isBig?: boolean;
  /** Further directories with the same picture. */
  readonly extraPages?: number;
}

const defaultPhotometric = { grey: 1, rgb: 2, cmyk: 5 };

/** An uncompressed TIFF written by hand, independent of the code under test; one strip. */
export function makeTiff(samples: PhotoSamples, options: TiffOptions = {}): Buffer {
  const { width, height, colourModel, hasAlpha, bitDepth, data } = samples;
  const stride = samplesPerPixel(samples);
  const pixels = Buffer.from(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  if (bitDepth === 16 && options.bigEndian) pixels.swap16();
  return makeRawTiff(
    pixels,
    {
      256: [width],
      257: [height],
      258: Array<number>(stride).fill(bitDepth),
      259: [1],
      262: [defaultPhotometric[colourModel]],
      277: [stride],
      278: [height],
      ...(hasAlpha ? { 338: [2] } : {}),
      ...options.tags,
    },
    options,
  );
}

/** A TIFF of any tags around one strip of bytes. */
export function makeRawTiff(strip: Buffer, tags: TiffTags, options: TiffOptions = {}): Buffer {
  const big = options.isBig ?? false;
  const writer = makeWriter(options.bigEndian ?? false);
  const headerLength = big ? 16 : 8;
  const header = Buffer.concat(
    big
      ? [writer.order, writer.uint(43, 2), writer.uint(8, 2), writer.uint(0, 2)]
      : [writer.order, writer.uint(42, 2)],
  );
  const parts = [strip, Buffer.alloc(strip.length % 2)];
  let end = headerLength + strip.length + (strip.length % 2);
  const first = end;
  const pages = 1 + (options.extraPages ?? 0);
  for (let page = 0; page < pages; page += 1) {
    const directory = makeDirectory(
      { ...tags, 273: [headerLength], 279: [strip.length] },
      end,
      big,
      writer,
      page < pages - 1,
    );
    parts.push(directory);
    end += directory.length;
  }
  return Buffer.concat([header, writer.uint(first, big ? 8 : 4), ...parts]);
}

interface Writer {
  readonly order: Buffer;
  uint(value: number, size: number): Buffer;
}

function makeWriter(bigEndian: boolean): Writer {
  return {
    order: Buffer.from(bigEndian ? 'MM' : 'II'),
    uint(value, size) {
      const bytes = Buffer.alloc(size);
      bytes.writeUIntLE(value, 0, Math.min(size, 6));
      return bigEndian ? bytes.reverse() : bytes;
    },
  };
}

function makeDirectory(
  tags: TiffTags,
  offset: number,
  big: boolean,
  writer: Writer,
  hasNext: boolean,
): Buffer {
  const wide = big ? 8 : 4;
  const entries = Object.entries(tags).map(([tag, value]) => ({ tag: Number(tag), value }));
  const headLength = (big ? 8 : 2) + entries.length * (big ? 20 : 12) + wide;
  const values: Buffer[] = [];
  let valueOffset = offset + headLength;
  const rows = entries.map(({ tag, value }) => {
    const { type, count, bytes } = encodeValue(value, writer);
    let field: Buffer = Buffer.concat([bytes, Buffer.alloc(Math.max(0, wide - bytes.length))]);
    if (bytes.length > wide) {
      field = writer.uint(valueOffset, wide);
      const padded = Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)]);
      values.push(padded);
      valueOffset += padded.length;
    }
    return Buffer.concat([
      writer.uint(tag, 2),
      writer.uint(type, 2),
      writer.uint(count, wide),
      field,
    ]);
  });
  const next = writer.uint(hasNext ? valueOffset : 0, wide);
  return Buffer.concat([writer.uint(entries.length, big ? 8 : 2), ...rows, next, ...values]);
}

function encodeValue(
  value: number[] | string | Buffer,
  writer: Writer,
): { type: number; count: number; bytes: Buffer } {
  if (typeof value === 'string') {
    const bytes = Buffer.from(`${value}\0`);
    return { type: 2, count: bytes.length, bytes };
  }
  if (Buffer.isBuffer(value)) return { type: 7, count: value.length, bytes: value };
  const isRational = value.some((number) => !Number.isInteger(number));
  const bytes = value.map((number) =>
    isRational
      ? Buffer.concat([writer.uint(Math.round(number * 1000), 4), writer.uint(1000, 4)])
      : writer.uint(number, 4),
  );
  return { type: isRational ? 5 : 4, count: value.length, bytes: Buffer.concat(bytes) };
}
