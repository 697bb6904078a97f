import type { RepairEstimate } from '../../src-shared/contract';
import type { PhotoSamples } from '../../src-shared/model/photo';
import type { RepairSettings } from '../../src-shared/model/settings';
import type { Prior } from '../engine/prior/prior';
import { planRepair } from '../engine/repair/repair-plan';
import { planWindowIterations } from '../engine/repair/repair-presets';
import { coarseRadiusPx } from '../engine/repair/window-geometry';
import { scheduleRun } from '../engine/repair/run-schedule';
import { countMarked, tilesToMask, type TiledMask } from './layers/mask-tiles';
import { windowOptions } from './window-options';
import { colourTriples, createPhotoSource } from './photo-source';

/** Farther from every intact pixel than this, a fill is hardly more than a guess, whatever the picture's size. */
const veryWideRadiusPx = 96;
/** The same as a share of the shorter side, for small pictures. */
const veryWideFraction = 0.12;

/** What is known before a repair starts. */
export interface EstimateRequest {
  readonly photo: PhotoSamples;
  readonly mask: TiledMask;
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
  const { photo, mask, settings, prior, msPerMegapixel } = request;
  // A large photo has a hundred times as many pixels as its damage, and whoever pans it waits for this.
  const damagedPixelCount = countMarked(mask);
  const damagedFraction = damagedPixelCount / (mask.width * mask.height);
  const facts = { damagedPixelCount, damagedFraction };
  if (damagedPixelCount === 0) {
    return {
      ...facts,
      places: 0,
      durationMs: undefined,
      noiseStart: undefined,
      noiseEnd: undefined,
      hasVeryWideHole: false,
    };
  }
  const triples = colourTriples(photo);
  const source = createPhotoSource(photo, tilesToMask(mask), triples[0]!);
  const plan = planRepair(source, windowOptions(prior, settings), settings.preset);
  const { windows } = plan.levels.at(-1)!;
  const widest = windows.reduce((most, { widestRadiusPx }) => Math.max(most, widestRadiusPx), 0);
  const shorterSide = Math.min(photo.width, photo.height);
  const megapixels =
    prior && scheduleRun(plan, { options: settings, prior }, undefined).pixelsTotal / 1e6;
  const noise = prior && noiseOf(settings, prior, widest);
  return {
    ...facts,
    noiseStart: noise?.at(0),
    noiseEnd: noise?.at(-1),
    places: windows.length,
    durationMs:
      megapixels === undefined || msPerMegapixel === undefined
        ? undefined
        : triples.length * megapixels * msPerMegapixel,
    hasVeryWideHole: widest > Math.min(veryWideRadiusPx, veryWideFraction * shorterSide),
  };
}

/** Noise levels of the iterations of the window with the widest hole, at full size. */
function noiseOf(options: RepairSettings, { sigmaRange }: Prior, widestRadiusPx: number): number[] {
  const startsFromCoarser = widestRadiusPx > coarseRadiusPx;
  const facts = { level: 0, widestRadiusPx, startsFromCoarser, sigmaRange };
  return planWindowIterations(options, facts).map(({ sigma }) => sigma);
}
