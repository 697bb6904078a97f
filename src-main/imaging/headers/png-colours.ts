import {
  areUsualCodes,
  profileOfCodes,
  srgbCurve,
  srgbPoints,
  type ColourCodes,
} from '../stated-colours/colour-codes';
import type { ChromaticityPoints } from '../stated-colours/colorants';
import { makeProfile } from '../stated-colours/make-profile';
import type { CarriedBlock, PhotoMetadata } from './photo-header';

/** Gamma and primaries are stated in steps of this. */
const step = 1 / 100_000;
const srgbGamma = 0.45455;
/** Programs round the numbers of sRGB in different ways. */
const tolerance = 0.001;
/** Gammas beyond these are mistakes. */
const gammaRange = { least: 0.1, most: 10 };

/**
 * The profile that means the same as what a PNG states of its colours by numbers: codes go before sRGB, that before gamma
 * and primaries (PNG specification, third edition, 4.3).
 * @returns undefined where that is sRGB, nothing, nonsense, or codes that no profile holds
 */
export function profileOfPng(blocks: readonly CarriedBlock[], isGrey: boolean): Buffer | undefined {
  const codes = readCodes(blocks);
  if (codes) return areUsualCodes(codes) ? undefined : profileOfCodes(codes, isGrey);
  if (blocks.some(({ name }) => name === 'sRGB')) return undefined;
  const gamma = readGamma(blocks);
  const points = isGrey ? undefined : readPoints(blocks);
  const hasUsualGamma = gamma === undefined || isClose(gamma, srgbGamma);
  const hasUsualPoints =
    !points || points.flat().every((value, at) => isClose(value, srgbPoints.flat()[at]!));
  if (hasUsualGamma && hasUsualPoints) return undefined;
  const names = [
    ...(points ? ['own primaries'] : []),
    ...(gamma ? [`gamma ${(1 / gamma).toFixed(2)}`] : []),
  ];
  return makeProfile(
    `PNG, ${names.join(', ')}`,
    gamma ? [1 / gamma] : srgbCurve,
    isGrey ? undefined : (points ?? srgbPoints),
  );
}

/** True where a PNG's codes say no more than the profile that stands for them, or than sRGB does. */
export function areCodesHeld({ carried, icc }: PhotoMetadata): boolean {
  const codes = readCodes(carried);
  if (!codes) return false;
  const hasOwnProfile = carried.some(({ name }) => name === 'iCCP');
  return areUsualCodes(codes) || (icc !== undefined && !hasOwnProfile);
}

function isClose(value: number, expected: number): boolean {
  return Math.abs(value - expected) < tolerance;
}

/** Codes for samples of RGB that use their whole range. */
function readCodes(blocks: readonly CarriedBlock[]): ColourCodes | undefined {
  const data = blocks.find(({ name }) => name === 'cICP')?.data;
  const [primaries, transfer, matrix, isFullRange] = data ?? [];
  if (primaries === undefined || transfer === undefined) return undefined;
  return matrix === 0 && isFullRange === 1 ? { primaries, transfer } : undefined;
}

function readGamma(blocks: readonly CarriedBlock[]): number | undefined {
  const [gamma] = readNumbers(blocks, 'gAMA', 1);
  if (gamma === undefined) return undefined;
  return gamma >= gammaRange.least && gamma <= gammaRange.most ? gamma : undefined;
}

function readPoints(blocks: readonly CarriedBlock[]): ChromaticityPoints | undefined {
  const [wx, wy, rx, ry, gx, gy, bx, by] = readNumbers(blocks, 'cHRM', 8);
  if (!wy || !ry || !gy || !by) return undefined;
  return [
    [wx!, wy],
    [rx!, ry],
    [gx!, gy],
    [bx!, by],
  ];
}

function readNumbers(blocks: readonly CarriedBlock[], name: string, count: number): number[] {
  const data = blocks.find((block) => block.name === name)?.data;
  if (data?.length !== 4 * count) return [];
  return Array.from({ length: count }, (_, at) => data.readUInt32BE(4 * at) * step);
}
