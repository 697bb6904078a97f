import type { HuffmanSpec } from './huffman-decoder';

const maxCodeLength = 16;
/** Takes the code of all ones, which JPEG reserves. */
const reservedSymbol = 256;

/** Codes ready for encoding, by symbol. */
export interface HuffmanCodes {
  readonly codes: Uint16Array;
  /** In bits; 0 for a symbol without a code. */
  readonly lengths: Uint8Array;
}

/**
 * The table that codes symbols of the given frequencies (by symbol 0..255) in the fewest bits, no code longer than 16
 * (T.81 K.2, figures K.1 to K.4).
 */
export function optimalTable(frequencies: ArrayLike<number>): HuffmanSpec {
  const lengths = codeLengths(frequencies);
  const lengthCounts = new Uint32Array(2 * reservedSymbol);
  for (const length of lengths) if (length > 0) lengthCounts[length]! += 1;
  limitLengths(lengthCounts);
  const symbols = Array.from({ length: reservedSymbol }, (_, symbol) => symbol)
    .filter((symbol) => lengths[symbol]! > 0)
    .sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  return {
    counts: Uint8Array.from(lengthCounts.subarray(1, maxCodeLength + 1)),
    symbols: Uint8Array.from(symbols),
  };
}

/** The codes of a table (T.81 Annex C). */
export function makeHuffmanCodes({ counts, symbols }: HuffmanSpec): HuffmanCodes {
  const codes = new Uint16Array(256);
  const lengths = new Uint8Array(256);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= maxCodeLength; length += 1) {
    for (let entry = 0; entry < counts[length - 1]!; entry += 1) {
      codes[symbols[index]!] = code;
      lengths[symbols[index]!] = length;
      code += 1;
      index += 1;
    }
    code <<= 1;
  }
  return { codes, lengths };
}

/** Huffman's algorithm; the reserved symbol has frequency 1 and, among the rarest, the longest code. */
function codeLengths(frequencies: ArrayLike<number>): Uint16Array {
  const weights = Array.from({ length: reservedSymbol + 1 }, (_, symbol) =>
    symbol === reservedSymbol ? 1 : frequencies[symbol]!,
  );
  const lengths = new Uint16Array(reservedSymbol + 1);
  /** Symbols that share a subtree form a chain. */
  const nextInChain = new Int32Array(reservedSymbol + 1).fill(-1);
  for (;;) {
    const first = rarest(weights, -1);
    const second = rarest(weights, first);
    if (second < 0) return lengths;
    weights[first]! += weights[second]!;
    weights[second] = 0;
    let at = first;
    lengths[at]! += 1;
    while (nextInChain[at]! >= 0) {
      at = nextInChain[at]!;
      lengths[at]! += 1;
    }
    nextInChain[at] = second;
    for (at = second; at >= 0; at = nextInChain[at]!) lengths[at]! += 1;
  }
}

/** The symbol of the smallest weight above 0, the highest of several; -1 where there is none beside `other`. */
function rarest(weights: readonly number[], other: number): number {
  let found = -1;
  for (let symbol = 0; symbol < weights.length; symbol += 1) {
    const weight = weights[symbol]!;
    if (weight === 0 || symbol === other) continue;
    if (found < 0 || weight <= weights[found]!) found = symbol;
  }
  return found;
}

/** Shortens codes of more than 16 bits in pairs, and takes the reserved code out (T.81 figure K.3). */
function limitLengths(counts: Uint32Array): void {
  for (let length = counts.length - 1; length > maxCodeLength; length -= 1) {
    while (counts[length]! > 0) {
      let shorter = length - 2;
      while (counts[shorter] === 0) shorter -= 1;
      counts[length]! -= 2;
      counts[length - 1]! += 1;
      counts[shorter + 1]! += 2;
      counts[shorter]! -= 1;
    }
  }
  let longest = maxCodeLength;
  while (counts[longest] === 0) longest -= 1;
  counts[longest]! -= 1;
}
