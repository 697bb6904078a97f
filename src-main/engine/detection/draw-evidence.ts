import type { Region } from '../tensor/region';
import { usualStrength, type EvidencePlanes } from './evidence';
import type { LumaLevel } from './luma-pyramid';

/** What is drawn of a photo that is, or is being, looked at. */
export interface DrawnEvidence {
  /** The photo at all sizes, the full one first. */
  readonly levels: readonly LumaLevel[];
  /** The sizes that were looked at so far, in any order. */
  readonly evidence: readonly EvidencePlanes[];
}

/** The grey of a place that nothing speaks for, and the little of the photo that is left for orientation. */
const ground = 22;
const groundRange = 44;
/** What is shown begins between these multiples of what is usual around it, and is white at `whiteRatio` times that. */
const lowestMultiple = 2.2;
const highestMultiple = 11;
const whiteRatio = 2.5;
/** Where it begins it stands out of the ground already. */
const leastShare = 0.25;
/** Specks of sizes coarser than this, as a share of what is drawn, are whole objects of the picture. */
const coarsestSpeckRatio = 0.5;
/** Sizes finer than half of what is drawn are left out: their noise would fill every pixel. */
const finestRatio = 2;

/**
 * Draws what the detector sees in a part of the photo: the darkened photo, with possible lines and specks as bright as they are
 * strong.
 * @param level the photo is drawn at 1 / 2^level of its size
 * @param region in pixels of that size
 * @param threshold 0 = all that stands out a little, 1 = only what is very strong
 * @param grey receives 0..255 for each pixel of the region
 */
export function drawEvidence(
  { levels, evidence }: DrawnEvidence,
  level: number,
  region: Region,
  threshold: number,
  grey: Uint8Array,
): void {
  drawGround(levels, level, region, grey);
  const low = lowestMultiple * (highestMultiple / lowestMultiple) ** threshold * usualStrength;
  const white = Math.min(255, low * whiteRatio);
  const strength = new Uint8Array(region.width * region.height);
  const coarsest = Math.max(0, ...evidence.map((planes) => planes.level.scale));
  for (const planes of evidence) {
    const ratio = 2 ** level / planes.level.scale;
    const isTooFine = ratio > finestRatio && planes.level.scale < coarsest;
    if (!isTooFine) takeStrongest(planes, ratio, region, strength);
  }
  for (let i = 0; i < strength.length; i++) {
    if (strength[i]! < low) continue;
    const share = leastShare + (1 - leastShare) * ((strength[i]! - low) / Math.max(1, white - low));
    grey[i] = Math.round(grey[i]! + (255 - grey[i]!) * Math.min(1, share));
  }
}

function drawGround(
  levels: readonly LumaLevel[],
  level: number,
  region: Region,
  grey: Uint8Array,
): void {
  const luma = [...levels].reverse().find(({ scale }) => scale <= 2 ** level) ?? levels[0];
  if (!luma) {
    grey.fill(ground);
    return;
  }
  const ratio = 2 ** level / luma.scale;
  for (let row = 0, i = 0; row < region.height; row++) {
    const y = Math.min(luma.height - 1, Math.floor((region.y + row + 0.5) * ratio));
    for (let column = 0; column < region.width; column++, i++) {
      const x = Math.min(luma.width - 1, Math.floor((region.x + column + 0.5) * ratio));
      grey[i] = ground + (groundRange * luma.data[y * luma.width + x]!) / 65_536;
    }
  }
}

/** Raises each pixel to the strongest evidence in it; between the pixels of a coarser size it is interpolated. */
function takeStrongest(
  planes: EvidencePlanes,
  ratio: number,
  region: Region,
  strength: Uint8Array,
): void {
  const strengthAt = ratio >= coarsestSpeckRatio ? linesAndSpecks(planes) : linesOf(planes);
  const read =
    ratio >= 1
      ? strongestWithin(planes.level, strengthAt, ratio)
      : interpolated(planes.level, strengthAt, ratio);
  for (let row = 0, i = 0; row < region.height; row++) {
    for (let column = 0; column < region.width; column++, i++) {
      const value = read(region.x + column, region.y + row);
      if (value > strength[i]!) strength[i] = value;
    }
  }
}

/** The strength of the pixel with an index. */
type StrengthAt = (index: number) => number;
type ReadStrength = (x: number, y: number) => number;

const linesOf =
  ({ lineStrength }: EvidencePlanes): StrengthAt =>
  (index) =>
    lineStrength[index]!;

const linesAndSpecks =
  ({ lineStrength, speckStrength }: EvidencePlanes): StrengthAt =>
  (index) =>
    Math.max(lineStrength[index]!, speckStrength[index]!);

function strongestWithin(
  { width, height }: LumaLevel,
  strengthAt: StrengthAt,
  ratio: number,
): ReadStrength {
  return (x, y) => {
    let strongest = 0;
    const right = Math.min(width, (x + 1) * ratio);
    const bottom = Math.min(height, (y + 1) * ratio);
    for (let py = y * ratio; py < bottom; py++) {
      for (let px = x * ratio; px < right; px++) {
        strongest = Math.max(strongest, strengthAt(py * width + px));
      }
    }
    return strongest;
  };
}

function interpolated(
  { width, height }: LumaLevel,
  strengthAt: StrengthAt,
  ratio: number,
): ReadStrength {
  const clampedAt = (x: number, y: number) =>
    strengthAt(Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x)));
  return (x, y) => {
    const px = (x + 0.5) * ratio - 0.5;
    const py = (y + 0.5) * ratio - 0.5;
    const left = Math.floor(px);
    const top = Math.floor(py);
    const right = px - left;
    const below = py - top;
    return (
      (1 - below) * ((1 - right) * clampedAt(left, top) + right * clampedAt(left + 1, top)) +
      below * ((1 - right) * clampedAt(left, top + 1) + right * clampedAt(left + 1, top + 1))
    );
  };
}
