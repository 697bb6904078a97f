import { bufferSource } from '../headers/byte-source';
import { readJpegSegments } from '../headers/jpeg-segments';
import { BitReader } from './bit-reader';
import {
  progressiveDecoder,
  sequentialDecoder,
  type BlockDecoder,
  type EndOfBandRun,
  type ScanComponent,
  type ScanParameters,
} from './block-decoders';
import { readHuffmanTables, type HuffmanDecoder } from './huffman-decoder';
import { makeCoefficients, UnsupportedJpegError, type JpegCoefficients } from './jpeg-coefficients';

/** Tables and settings that hold until they are stated anew. */
interface DecoderState {
  readonly tables: Map<number, HuffmanDecoder>;
  restartInterval: number;
}

/**
 * Decodes the quantised coefficients of a baseline, extended or progressive Huffman-coded JPEG (T.81 Annexes F and G),
 * without dequantising: what an encoder puts back is bit for bit the same.
 * @throws UnsupportedJpegError for other processes and for data that are corrupt or end early.
 */
export function decodeCoefficients(jpeg: Buffer): JpegCoefficients {
  const head = readJpegSegments(bufferSource(jpeg), 'the photo');
  const { frame } = head;
  if (frame.isArithmetic) throw new UnsupportedJpegError('it is coded arithmetically');
  if (frame.process === 'lossless') throw new UnsupportedJpegError('it is coded by lossless JPEG');
  if (frame.precision !== 8)
    throw new UnsupportedJpegError(`it has ${frame.precision} bits a sample`);
  const image = makeCoefficients(frame, head.quantisationTables);
  const state: DecoderState = { tables: new Map(), restartInterval: 0 };
  for (const { name, data } of head.segments) readTables(name, data, state);
  let offset = head.scanOffset;
  while (jpeg[offset + 1] === 0xda) {
    offset = decodeScan(jpeg, offset, image, state);
    offset = skipTables(jpeg, offset, state);
  }
  if (jpeg[offset + 1] !== 0xd9) throw new UnsupportedJpegError('it does not end as a JPEG does');
  return image;
}

/** Reads the tables between two scans; returns the offset of the marker behind them. */
function skipTables(jpeg: Buffer, start: number, state: DecoderState): number {
  let offset = start;
  for (;;) {
    const marker = jpeg[offset + 1];
    if (jpeg[offset] !== 0xff || marker === undefined) {
      throw new UnsupportedJpegError('it does not end as a JPEG does');
    }
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return offset;
    if (marker === 0xdb || marker === 0xdc) {
      throw new UnsupportedJpegError('it states its size or quantisation anew between scans');
    }
    const data = readPayload(jpeg, offset);
    readTables(marker.toString(16), data, state);
    offset += 4 + data.length;
  }
}

function readTables(name: string, data: Buffer, state: DecoderState): void {
  if (name === 'c4') readHuffmanTables(data, state.tables);
  else if (name === 'dd' && data.length >= 2) state.restartInterval = data.readUInt16BE(0);
}

/** The payload of the marker segment at `offset`. */
function readPayload(jpeg: Buffer, offset: number): Buffer {
  const length = offset + 4 <= jpeg.length ? jpeg.readUInt16BE(offset + 2) : 0;
  if (length < 2 || offset + 2 + length > jpeg.length) {
    throw new UnsupportedJpegError('one of its segments is cut short');
  }
  return jpeg.subarray(offset + 4, offset + 2 + length);
}

/** Decodes the scan whose header starts at `offset`; returns the offset of the marker behind it. */
function decodeScan(
  jpeg: Buffer,
  offset: number,
  image: JpegCoefficients,
  state: DecoderState,
): number {
  const header = readPayload(jpeg, offset);
  const parts = readParts(header, image, state.tables);
  const at = 1 + 2 * parts.length;
  const scan: ScanParameters = {
    spectralStart: header[at]!,
    spectralEnd: Math.min(63, header[at + 1]!),
    highBit: header[at + 2]! >> 4,
    lowBit: header[at + 2]! & 15,
  };
  const reader = new BitReader(jpeg, offset + 4 + header.length);
  const run: EndOfBandRun = { length: 0 };
  const isProgressive = image.frame.process === 'progressive';
  expectTables(parts, scan, isProgressive);
  const decode = isProgressive ? progressiveDecoder(reader, scan, run) : sequentialDecoder(reader);
  const restart = (): void => {
    reader.restart();
    run.length = 0;
    for (const part of parts) part.prediction = 0;
  };
  visitBlocks(image, parts, decode, state.restartInterval, restart);
  return reader.end();
}

function readParts(
  header: Buffer,
  image: JpegCoefficients,
  tables: ReadonlyMap<number, HuffmanDecoder>,
): ScanComponent[] {
  return Array.from({ length: header[0] ?? 0 }, (_, index) => {
    const component = image.components.find(({ id }) => id === header[1 + 2 * index]);
    const numbers = header[2 + 2 * index];
    if (!component || numbers === undefined)
      throw new UnsupportedJpegError('a scan header is corrupt');
    return {
      component,
      dcTable: tables.get(numbers >> 4),
      acTable: tables.get(16 + (numbers & 15)),
      prediction: 0,
    };
  });
}

/** Refuses a scan that needs a table which was not stated, or, of one band, has several components. */
function expectTables(
  parts: readonly ScanComponent[],
  { spectralStart, spectralEnd, highBit }: ScanParameters,
  isProgressive: boolean,
): void {
  const needsDc = !isProgressive || (spectralStart === 0 && highBit === 0);
  const needsAc = !isProgressive || spectralStart > 0;
  const isSound =
    parts.length > 0 &&
    parts.every((part) => (!needsDc || part.dcTable) && (!needsAc || part.acTable)) &&
    (!isProgressive || spectralStart === 0 || parts.length === 1) &&
    spectralStart <= spectralEnd;
  if (!isSound) throw new UnsupportedJpegError('a scan lacks its Huffman table');
}

/** Goes through the blocks of a scan in coding order: one by one for a lone component, else MCU by MCU (T.81 A.2). */
function visitBlocks(
  image: JpegCoefficients,
  parts: readonly ScanComponent[],
  decode: BlockDecoder,
  restartInterval: number,
  restart: () => void,
): void {
  const [first] = parts;
  const isLone = parts.length === 1 && first !== undefined;
  const unitsWide = isLone ? first.component.blocksWide : image.mcusWide;
  const unitCount = unitsWide * (isLone ? first.component.blocksHigh : image.mcusHigh);
  for (let unit = 0; unit < unitCount; unit += 1) {
    if (restartInterval > 0 && unit > 0 && unit % restartInterval === 0) restart();
    const unitX = unit % unitsWide;
    const unitY = Math.floor(unit / unitsWide);
    for (const part of parts) {
      const { horizontal, vertical, blocksPerRow } = part.component;
      const across = isLone ? 1 : horizontal;
      const down = isLone ? 1 : vertical;
      for (let y = 0; y < down; y += 1) {
        const row = (unitY * down + y) * blocksPerRow + unitX * across;
        for (let x = 0; x < across; x += 1) decode(part, (row + x) * 64);
      }
    }
  }
}
