import { UnsupportedJpegError } from './jpeg-coefficients';

/** A Huffman table as a DHT segment states it (T.81 B.2.4.2): codes of each length 1..16, and their symbols in order. */
export interface HuffmanSpec {
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
}

/** A table made ready for decoding. */
export interface HuffmanDecoder {
  /** By the next 9 bits: code length * 256 + symbol, or 0 where the code is longer. */
  readonly lookup: Uint16Array;
  /** By length: the largest code, left-aligned in 16 bits, plus one; 0 where there is none. */
  readonly limits: Int32Array;
  /** By length: index of its first symbol less its first code. */
  readonly offsets: Int32Array;
  readonly symbols: Uint8Array;
}

export const lookupBits = 9;

/** Reads the tables of one DHT segment into `tables`, by class * 16 + number (class 0: DC, 1: AC). */
export function readHuffmanTables(data: Buffer, tables: Map<number, HuffmanDecoder>): void {
  let at = 0;
  while (at + 17 <= data.length) {
    const counts = Uint8Array.from(data.subarray(at + 1, at + 17));
    const total = counts.reduce((sum, count) => sum + count, 0);
    const symbols = Uint8Array.from(data.subarray(at + 17, at + 17 + total));
    if (symbols.length < total) throw new UnsupportedJpegError('a Huffman table is cut short');
    tables.set(data[at]!, makeHuffmanDecoder({ counts, symbols }));
    at += 17 + total;
  }
}

/** Prepares a table for decoding (T.81 Annex C and F.2.2.3). */
export function makeHuffmanDecoder({ counts, symbols }: HuffmanSpec): HuffmanDecoder {
  const lookup = new Uint16Array(1 << lookupBits);
  const limits = new Int32Array(17);
  const offsets = new Int32Array(17);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length += 1) {
    const count = counts[length - 1]!;
    offsets[length] = index - code;
    if (code + count > 1 << length) throw new UnsupportedJpegError('a Huffman table is invalid');
    if (length <= lookupBits) {
      const shift = lookupBits - length;
      for (let entry = 0; entry < count; entry += 1) {
        const start = (code + entry) << shift;
        lookup.fill(length * 256 + symbols[index + entry]!, start, start + (1 << shift));
      }
    }
    code += count;
    index += count;
    limits[length] = code << (16 - length);
    code <<= 1;
  }
  return { lookup, limits, offsets, symbols };
}
