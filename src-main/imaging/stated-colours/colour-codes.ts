import type { ChromaticityPoints } from './colorants';
import { makeProfile, type ToneParameters } from './make-profile';

/** Colours as code points state them (ITU-T H.273). */
export interface ColourCodes {
  readonly primaries: number;
  readonly transfer: number;
}

const d65 = [0.3127, 0.329] as const;
const illuminantC = [0.31, 0.316] as const;
const theatre = [0.314, 0.351] as const;
const video: ToneParameters = [1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081];

/** The tone curve of sRGB (IEC 61966-2-1). */
export const srgbCurve: ToneParameters = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

/** White, red, green and blue of sRGB and BT.709. */
export const srgbPoints: ChromaticityPoints = [d65, [0.64, 0.33], [0.3, 0.6], [0.15, 0.06]];

const studio: ChromaticityPoints = [d65, [0.63, 0.34], [0.31, 0.595], [0.155, 0.07]];

/** H.273, table 2. */
const primaries: Record<number, { name: string; points: ChromaticityPoints } | undefined> = {
  1: { name: 'BT.709', points: srgbPoints },
  2: { name: 'BT.709', points: srgbPoints },
  4: { name: 'BT.470 M', points: [illuminantC, [0.67, 0.33], [0.21, 0.71], [0.14, 0.08]] },
  5: { name: 'BT.470 BG', points: [d65, [0.64, 0.33], [0.29, 0.6], [0.15, 0.06]] },
  6: { name: 'BT.601', points: studio },
  7: { name: 'SMPTE 240', points: studio },
  8: { name: 'Film', points: [illuminantC, [0.681, 0.319], [0.243, 0.692], [0.145, 0.049]] },
  9: { name: 'BT.2020', points: [d65, [0.708, 0.292], [0.17, 0.797], [0.131, 0.046]] },
  11: { name: 'DCI P3', points: [theatre, [0.68, 0.32], [0.265, 0.69], [0.15, 0.06]] },
  12: { name: 'Display P3', points: [d65, [0.68, 0.32], [0.265, 0.69], [0.15, 0.06]] },
  22: { name: 'EBU 3213', points: [d65, [0.63, 0.34], [0.295, 0.605], [0.155, 0.077]] },
};

/** H.273, table 3; without a curve where a profile of three colorants cannot say it. */
const transfers: Record<number, { name?: string; curve?: ToneParameters } | undefined> = {
  1: { name: 'BT.709', curve: video },
  2: { curve: srgbCurve },
  4: { name: 'gamma 2.2', curve: [2.2] },
  5: { name: 'gamma 2.8', curve: [2.8] },
  6: { name: 'BT.709', curve: video },
  8: { name: 'linear', curve: [1] },
  13: { curve: srgbCurve },
  14: { name: 'BT.709', curve: video },
  15: { name: 'BT.709', curve: video },
  16: { name: 'PQ' },
  18: { name: 'HLG' },
};

/** True where codes say what is taken for granted without them: sRGB, the BT.709 that every viewer shows as it, nothing. */
export function areUsualCodes(codes: ColourCodes): boolean {
  return [1, 2].includes(codes.primaries) && [1, 2, 6, 13, 14, 15].includes(codes.transfer);
}

/** The colour profile that means the same as codes; undefined where there is none, as for HDR. */
export function profileOfCodes(codes: ColourCodes, isGrey: boolean): Buffer | undefined {
  const colours = primaries[codes.primaries];
  const transfer = transfers[codes.transfer];
  if (!colours || !transfer?.curve) return undefined;
  const name = [colours.name, ...(transfer.name ? [transfer.name] : [])].join(', ');
  return makeProfile(name, transfer.curve, isGrey ? undefined : colours.points);
}

/** Codes by the names that people know, or as numbers. */
export function describeCodes(codes: ColourCodes): string {
  const colours = primaries[codes.primaries]?.name ?? String(codes.primaries);
  return `${colours}/${transfers[codes.transfer]?.name ?? String(codes.transfer)}`;
}
