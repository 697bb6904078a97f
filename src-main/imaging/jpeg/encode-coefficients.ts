import { serialiseJpegSegment } from '../containers/jpeg-container';
import type { JpegSegment } from '../headers/jpeg-segments';
import { BitWriter } from './bit-writer';
import type { HuffmanSpec } from './huffman-decoder';
import { makeHuffmanCodes, optimalTable, type HuffmanCodes } from './huffman-encoder';
import { UnsupportedJpegError, type JpegCoefficients } from './jpeg-coefficients';

const endOfBlock = 0x00;
const sixteenZeros = 0xf0;
const maxBlocksPerMcu = 10;

/** Takes one symbol of a component, and the bits that follow it. */
type SymbolSink = (
  component: number,
  isDc: boolean,
  symbol: number,
  bits: number,
  size: number,
) => void;

/**
 * Codes coefficients as one sequential scan with the shortest Huffman tables (T.81 F.1.2). The result is everything
 * behind the frame header: tables, scan and end-of-image marker.
 * @throws UnsupportedJpegError when an MCU would hold more than 10 blocks.
 */
export function encodeCoefficients(image: JpegCoefficients): Buffer[] {
  const blocksPerMcu = image.components.reduce(
    (sum, { horizontal, vertical }) => sum + horizontal * vertical,
    0,
  );
  if (blocksPerMcu > maxBlocksPerMcu) {
    throw new UnsupportedJpegError('its components cannot be interleaved');
  }
  const tables = countSymbols(image).map(({ dc, ac }) => ({
    dc: optimalTable(dc),
    ac: optimalTable(ac),
  }));
  const codes = tables.map(({ dc, ac }) => ({
    dc: makeHuffmanCodes(dc),
    ac: makeHuffmanCodes(ac),
  }));
  const writer = new BitWriter();
  visitSymbols(image, (component, isDc, symbol, bits, size) => {
    const pair = codes[tableOf(component)]!;
    const { codes: values, lengths }: HuffmanCodes = isDc ? pair.dc : pair.ac;
    writer.write(values[symbol]!, lengths[symbol]!);
    writer.write(bits, size);
  });
  const segments: JpegSegment[] = tables.flatMap(({ dc, ac }, number) => [
    { name: 'c4', data: describeTable(number, dc) },
    { name: 'c4', data: describeTable(16 + number, ac) },
  ]);
  return [
    ...[...segments, scanHeader(image)].map(serialiseJpegSegment),
    writer.finish(),
    Buffer.from([0xff, 0xd9]),
  ];
}

/** The first component (and black) has one pair of tables, the colours share another, as baseline JPEG allows two. */
function tableOf(component: number): 0 | 1 {
  return component === 0 || component === 3 ? 0 : 1;
}

function countSymbols(image: JpegCoefficients): { dc: Uint32Array; ac: Uint32Array }[] {
  const tableCount = image.components.length > 1 ? 2 : 1;
  const counts = Array.from({ length: tableCount }, () => ({
    dc: new Uint32Array(256),
    ac: new Uint32Array(256),
  }));
  visitSymbols(image, (component, isDc, symbol) => {
    const pair = counts[tableOf(component)]!;
    (isDc ? pair.dc : pair.ac)[symbol]! += 1;
  });
  return counts;
}

function visitSymbols(image: JpegCoefficients, sink: SymbolSink): void {
  const predictions = image.components.map(() => 0);
  const isLone = image.components.length === 1;
  for (let mcuY = 0; mcuY < image.mcusHigh; mcuY += 1) {
    for (let mcuX = 0; mcuX < image.mcusWide; mcuX += 1) {
      for (let index = 0; index < image.components.length; index += 1) {
        const { horizontal, vertical, blocksPerRow, coefficients } = image.components[index]!;
        const across = isLone ? 1 : horizontal;
        const down = isLone ? 1 : vertical;
        for (let y = 0; y < down; y += 1) {
          const row = (mcuY * down + y) * blocksPerRow + mcuX * across;
          for (let x = 0; x < across; x += 1) {
            const offset = (row + x) * 64;
            visitBlock(coefficients, offset, index, predictions[index]!, sink);
            predictions[index] = coefficients[offset]!;
          }
        }
      }
    }
  }
}

function visitBlock(
  coefficients: Int16Array,
  offset: number,
  component: number,
  prediction: number,
  sink: SymbolSink,
): void {
  const difference = coefficients[offset]! - prediction;
  const dcSize = magnitudeBits(difference);
  sink(component, true, dcSize, difference < 0 ? difference - 1 : difference, dcSize);
  let zeros = 0;
  for (let k = 1; k < 64; k += 1) {
    const value = coefficients[offset + k]!;
    if (value === 0) {
      zeros += 1;
      continue;
    }
    for (; zeros > 15; zeros -= 16) sink(component, false, sixteenZeros, 0, 0);
    const size = magnitudeBits(value);
    // A negative number is coded as its ones' complement, whose low bits are those of value - 1.
    sink(component, false, zeros * 16 + size, value < 0 ? value - 1 : value, size);
    zeros = 0;
  }
  if (zeros > 0) sink(component, false, endOfBlock, 0, 0);
}

/** Bits that the magnitude of a number takes (T.81 table F.1). */
function magnitudeBits(value: number): number {
  return 32 - Math.clz32(Math.abs(value));
}

function describeTable(header: number, { counts, symbols }: HuffmanSpec): Buffer {
  return Buffer.concat([Buffer.from([header]), counts, symbols]);
}

function scanHeader({ components }: JpegCoefficients): JpegSegment {
  const parts = components.flatMap(({ id }, index) => [id, tableOf(index) * 17]);
  return { name: 'da', data: Buffer.from([components.length, ...parts, 0, 63, 0]) };
}
