import type { BitReader } from './bit-reader';
import type { HuffmanDecoder } from './huffman-decoder';
import type { ComponentCoefficients } from './jpeg-coefficients';

/** One component's part in a scan. */
export interface ScanComponent {
  readonly component: ComponentCoefficients;
  readonly dcTable: HuffmanDecoder | undefined;
  readonly acTable: HuffmanDecoder | undefined;
  /** The DC value before, which the next one is coded against. */
  prediction: number;
}

/** The parameters of a scan header (T.81 B.2.3): band of the spectrum and bits of precision. */
export interface ScanParameters {
  readonly spectralStart: number;
  readonly spectralEnd: number;
  readonly highBit: number;
  readonly lowBit: number;
}

/** Decodes the part of one block that a scan holds, at `offset` of the component's coefficients. */
export type BlockDecoder = (part: ScanComponent, offset: number) => void;

/** Blocks that end at once, by a run of them, in a progressive AC scan; it starts anew at each restart. */
export interface EndOfBandRun {
  length: number;
}

/** The decoder of sequential JPEG: a whole block at once (T.81 F.2.2). */
export function sequentialDecoder(reader: BitReader): BlockDecoder {
  return (part, offset) => {
    const { coefficients } = part.component;
    part.prediction += reader.signed(reader.symbol(part.dcTable!));
    coefficients[offset] = part.prediction;
    for (let k = 1; k < 64; k += 1) {
      const symbol = reader.symbol(part.acTable!);
      const size = symbol & 15;
      if (size === 0) {
        if (symbol !== 0xf0) return;
        k += 15;
      } else {
        k += symbol >> 4;
        coefficients[offset + (k & 63)] = reader.signed(size);
      }
    }
  };
}

/** The decoder of a progressive scan (T.81 G.1.2, figures G.3 to G.7). */
export function progressiveDecoder(
  reader: BitReader,
  scan: ScanParameters,
  run: EndOfBandRun,
): BlockDecoder {
  if (scan.spectralStart === 0) {
    return scan.highBit === 0 ? dcFirst(reader, scan) : dcRefinement(reader, scan);
  }
  return scan.highBit === 0 ? acFirst(reader, scan, run) : acRefinement(reader, scan, run);
}

function dcFirst(reader: BitReader, { lowBit }: ScanParameters): BlockDecoder {
  return (part, offset) => {
    part.prediction += reader.signed(reader.symbol(part.dcTable!));
    part.component.coefficients[offset] = part.prediction << lowBit;
  };
}

function dcRefinement(reader: BitReader, { lowBit }: ScanParameters): BlockDecoder {
  return (part, offset) => {
    part.component.coefficients[offset]! |= reader.bits(1) << lowBit;
  };
}

function acFirst(
  reader: BitReader,
  { spectralStart, spectralEnd, lowBit }: ScanParameters,
  run: EndOfBandRun,
): BlockDecoder {
  return (part, offset) => {
    if (run.length > 0) {
      run.length -= 1;
      return;
    }
    for (let k = spectralStart; k <= spectralEnd; k += 1) {
      const symbol = reader.symbol(part.acTable!);
      const [zeros, size] = [symbol >> 4, symbol & 15];
      if (size > 0) {
        k += zeros;
        part.component.coefficients[offset + (k & 63)] = reader.signed(size) * (1 << lowBit);
      } else if (zeros < 15) {
        run.length = (1 << zeros) + reader.bits(zeros) - 1;
        return;
      } else k += 15;
    }
  };
}

function acRefinement(
  reader: BitReader,
  { spectralStart, spectralEnd, lowBit }: ScanParameters,
  run: EndOfBandRun,
): BlockDecoder {
  const unit = 1 << lowBit;
  /** Adds a bit to each non-zero coefficient on the way over `zeros` zero ones; returns where it stopped. */
  const refine = (
    coefficients: Int16Array,
    offset: number,
    from: number,
    zeros: number,
  ): number => {
    let left = zeros;
    let k = from;
    for (; k <= spectralEnd; k += 1) {
      const value = coefficients[offset + k]!;
      if (value === 0) {
        if (left === 0) break;
        left -= 1;
      } else if (reader.bits(1) === 1 && (value & unit) === 0) {
        coefficients[offset + k] = value > 0 ? value + unit : value - unit;
      }
    }
    return k;
  };
  return (part, offset) => {
    const { coefficients } = part.component;
    let k = spectralStart;
    while (run.length === 0 && k <= spectralEnd) {
      const symbol = reader.symbol(part.acTable!);
      const [zeros, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && zeros < 15) {
        run.length = (1 << zeros) + reader.bits(zeros);
        break;
      }
      const value = size === 0 ? 0 : reader.bits(1) === 1 ? unit : -unit;
      k = refine(coefficients, offset, k, zeros);
      if (value !== 0 && k <= spectralEnd) coefficients[offset + k] = value;
      k += 1;
    }
    if (run.length > 0) {
      refine(coefficients, offset, k, 64);
      run.length -= 1;
    }
  };
}
