import type { RepairEstimate } from '../../src-shared/contract';
import type { DamageMask, PhotoSamples } from '../../src-shared/model/photo';
import type { RepairSettings } from '../../src-shared/model/settings';
import type { Prior } from '../engine/prior/prior';
import { planRepair } from '../engine/repair/repair-plan';
import { scheduleRun } from '../engine/repair/run-schedule';
import { colourTriples, createPhotoSource } from './photo-source';

/** Farther from every intact pixel than this, a fill is hardly more than a guess, whatever the picture's size. */
const veryWideRadiusPx = 96;
/** The same as a share of the shorter side, for small pictures. */
const veryWideFraction = 0.12;

/** What is known before a repair starts. */
export interface EstimateRequest {
  readonly photo: PhotoSamples;
  readonly damageMask: DamageMask;
  readonly settings: RepairSettings;
  /** Undefined while it is loading: then there is no duration. */
  readonly prior: Prior | undefined;
  readonly msPerMegapixel: number | undefined;
}

/**
 * Plans a repair without doing it.
 * @throws EngineError 'settings' when everything is marked
 */
export function estimateRepair(request: EstimateRequest): RepairEstimate {
  const { photo, damageMask, settings, prior, msPerMegapixel } = request;
  const damagedPixelCount = damageMask.data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  const facts = { damagedPixelCount, damagedFraction: damagedPixelCount / damageMask.data.length };
  if (damagedPixelCount === 0) {
    return { ...facts, places: 0, durationMs: undefined, hasVeryWideHole: false };
  }
  const triples = colourTriples(photo);
  const source = createPhotoSource(photo, damageMask, triples[0]!);
  const plan = planRepair(source, prior ? { sizeMultiple: prior.sizeMultiple } : {});
  const { windows } = plan.levels.at(-1)!;
  const widest = windows.reduce((most, { widestRadiusPx }) => Math.max(most, widestRadiusPx), 0);
  const shorterSide = Math.min(photo.width, photo.height);
  const megapixels =
    prior && scheduleRun(plan, { options: settings, prior }, undefined).pixelsTotal / 1e6;
  return {
    ...facts,
    places: windows.length,
    durationMs:
      megapixels === undefined || msPerMegapixel === undefined
        ? undefined
        : triples.length * megapixels * msPerMegapixel,
    hasVeryWideHole: widest > Math.min(veryWideRadiusPx, veryWideFraction * shorterSide),
  };
}
