import { PhotoError } from '../photo-error';
import type { ByteSource } from './byte-source';

/** A marker segment between the start of the file and the first scan: "APP1", "COM", "DQT"; payload without length. */
export interface JpegSegment {
  readonly name: string;
  readonly data: Buffer;
}

export interface JpegComponent {
  readonly id: number;
  readonly horizontal: number;
  readonly vertical: number;
  readonly tableId: number;
}

/** The frame header (T.81 B.2.2). */
export interface JpegFrame {
  readonly process: 'baseline' | 'extended' | 'progressive' | 'lossless';
  readonly isArithmetic: boolean;
  readonly precision: number;
  readonly width: number;
  readonly height: number;
  readonly components: readonly JpegComponent[];
}

/** Everything before the first scan. */
export interface JpegSegments {
  readonly segments: readonly JpegSegment[];
  readonly frame: JpegFrame;
  /** By table number; 64 values in zigzag order. */
  readonly quantisationTables: ReadonlyMap<number, readonly number[]>;
  /** Offset of the first start-of-scan marker. */
  readonly scanOffset: number;
}

const maxStrayBytes = 65_536;
const processes = ['baseline', 'extended', 'progressive', 'lossless'] as const;

/**
 * Reads the marker segments up to the first scan.
 * @throws PhotoError 'truncated' when the file ends first, 'damaged' when the markers make no sense.
 */
export function readJpegSegments(source: ByteSource, name: string): JpegSegments {
  const segments: JpegSegment[] = [];
  const quantisationTables = new Map<number, number[]>();
  let frame: JpegFrame | undefined;
  let offset = 2;
  let strayBytes = 0;
  for (;;) {
    const head = source.read(offset, 4);
    if (head.length < 4) throw truncated(name);
    const marker = head[1] ?? 0;
    if (head[0] !== 0xff || marker === 0xff || marker === 0) {
      // Fill and stray bytes between segments: decoders look for the next marker, and so does this.
      strayBytes += 1;
      if (strayBytes > maxStrayBytes) throw damaged(name);
      offset += 1;
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      offset += 2;
      continue;
    }
    if (marker === 0xd9) throw damaged(name);
    if (marker === 0xda) break;
    const length = head.readUInt16BE(2);
    const data = Buffer.from(source.read(offset + 4, length - 2));
    if (length < 2) throw damaged(name);
    if (data.length < length - 2) throw truncated(name);
    if (isFrameMarker(marker)) frame ??= readFrame(marker, data, name);
    else if (marker === 0xdb) readQuantisationTables(data, quantisationTables);
    segments.push({ name: segmentName(marker), data });
    offset += 2 + length;
  }
  if (!frame) throw damaged(name);
  return { segments, frame, quantisationTables, scanOffset: offset };
}

/** SOF0..SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isFrameMarker(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readFrame(marker: number, data: Buffer, name: string): JpegFrame {
  if (data.length < 6) throw damaged(name);
  const count = data[5] ?? 0;
  const width = data.readUInt16BE(3);
  const height = data.readUInt16BE(1);
  if (width === 0 || height === 0 || count === 0 || data.length < 6 + 3 * count)
    throw damaged(name);
  const components = Array.from({ length: count }, (_, index) => {
    const [id = 0, factors = 0, tableId = 0] = data.subarray(6 + 3 * index, 9 + 3 * index);
    return { id, horizontal: factors >> 4, vertical: factors & 15, tableId };
  });
  if (components.some(({ horizontal, vertical }) => horizontal === 0 || vertical === 0)) {
    throw damaged(name);
  }
  return {
    process: processes[marker & 3] ?? 'lossless',
    isArithmetic: marker >= 0xc9,
    precision: data[0] ?? 0,
    width,
    height,
    components,
  };
}

/** Reads the tables of one DQT segment (T.81 B.2.4.1) into `tables`; zigzag order. */
export function readQuantisationTables(data: Buffer, tables: Map<number, number[]>): void {
  let at = 0;
  while (at < data.length) {
    const head = data[at] ?? 0;
    const size = head >> 4 === 0 ? 1 : 2;
    if (at + 1 + 64 * size > data.length) return;
    const values = Array.from({ length: 64 }, (_, index) =>
      data.readUIntBE(at + 1 + index * size, size),
    );
    tables.set(head & 15, values);
    at += 1 + 64 * size;
  }
}

function segmentName(marker: number): string {
  if (marker >= 0xe0 && marker <= 0xef) return `APP${marker - 0xe0}`;
  if (marker === 0xfe) return 'COM';
  return marker.toString(16);
}

function truncated(name: string): PhotoError {
  return new PhotoError(
    'truncated',
    `“${name}” ends before its picture begins, so it was not opened; scan it again or use a backup.`,
  );
}

function damaged(name: string): PhotoError {
  return new PhotoError(
    'damaged',
    `The header of “${name}” makes no sense as a JPEG, so it was not opened; scan it again or use a backup.`,
  );
}
