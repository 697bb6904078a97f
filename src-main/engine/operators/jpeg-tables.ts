import { EngineError } from '../errors';

/** Luminance and chrominance quantisation of ITU-T T.81, annex K.1, row by row: the tables that nearly every encoder scales. */
const luminance = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
  92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const chrominance = [
  17,
  18,
  24,
  47,
  99,
  99,
  99,
  99,
  18,
  21,
  26,
  66,
  99,
  99,
  99,
  99,
  24,
  26,
  56,
  99,
  99,
  99,
  99,
  99,
  47,
  66,
  99,
  99,
  99,
  99,
  99,
  99,
  ...new Array<number>(32).fill(99),
];

/** Quantisation steps of the 64 frequencies of a block, in units of 1/255 of the range. */
export interface JpegTables {
  readonly luminance: readonly number[];
  readonly chrominance: readonly number[];
}

/**
 * The tables of a quality from 1 to 100, scaled as the Independent JPEG Group's library does.
 * @throws EngineError 'settings' for a quality outside.
 */
export function jpegTables(quality: number): JpegTables {
  if (!(quality >= 1 && quality <= 100)) {
    throw new EngineError('settings', `Expected a quality from 1 to 100 but received ${quality}.`);
  }
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  const scaled = (base: number) =>
    Math.min(255, Math.max(1, Math.floor((base * percent + 50) / 100)));
  return { luminance: luminance.map(scaled), chrominance: chrominance.map(scaled) };
}
