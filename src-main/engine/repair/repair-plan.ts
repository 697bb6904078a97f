import { EngineError } from '../errors';
import {
  growRegion,
  intersectRegions,
  regionArea,
  uniteRegions,
  type Region,
} from '../tensor/region';
import { createHalfSource } from './half-source';
import { isHardlyObserved } from './normalisation';
import type { BlockRule } from './pyramid';
import type { RepairOptions } from './repair-options';
import type { RepairSource } from './repair-source';
import { coarseRadiusPx, type WindowOptions } from './window-geometry';
import { planWindows, type RepairWindow } from './windows';

/** A level smaller than this is solved as it is. */
const smallestLevelSidePx = 48;
/** Least context that a coarser level sees around the windows which need it, in pixels of the finer one. */
const coarseContextPx = 64;

/** One pyramid level of a repair: 0 is the photo itself. */
export interface RepairLevel {
  readonly level: number;
  readonly source: RepairSource;
  readonly windows: readonly RepairWindow[];
}

/** What is solved, coarsest level first; a photo without wide holes has one level. */
export interface RepairPlan {
  readonly levels: readonly RepairLevel[];
}

/**
 * Cuts the damage into windows and decides where it is worth solving at half, a quarter ... of the size first. No samples are
 * read for it.
 * @throws EngineError 'settings' when no pixel of the photo is observed.
 */
export function planRepair(
  photo: RepairSource,
  options: Partial<WindowOptions>,
  preset: RepairOptions['preset'] = 'photo',
): RepairPlan {
  if (!photo.unobserved.data.includes(0)) {
    throw new EngineError(
      'settings',
      'The mask marks the whole picture as damaged, so nothing is left to repair it from; leave some of it unmarked.',
    );
  }
  // Halved, it and the windows' own context are at least as much at half size.
  const contextPx = Math.max(coarseContextPx, options.contextPx ?? 0);
  let finer = planLevel(0, photo, options);
  const levels = [finer];
  if (preset === 'paper' && !finer.windows.some(isBlindAndWide)) return { levels };
  for (;;) {
    const source = halveAroundWideHoles(finer, contextPx);
    if (!source) return { levels };
    const { windows, ...level } = planLevel(finer.level + 1, source, options);
    finer = { ...level, windows: windows.filter(servesWideHole(finer, source)) };
    levels.unshift(finer);
  }
}

function planLevel(
  level: number,
  source: RepairSource,
  options: Partial<WindowOptions>,
): RepairLevel {
  const { damage, unobserved } = source;
  return { level, source, windows: planWindows(damage, options, unobserved) };
}

/** A region of a level's source in pixels of the whole photo, cut to it. */
export function atFullSize(
  { level, source }: RepairLevel,
  region: Region,
  photo: { readonly width: number; readonly height: number },
): Region {
  const factor = 2 ** level;
  const enlarged = {
    x: (source.origin.x + region.x) * factor,
    y: (source.origin.y + region.y) * factor,
    width: region.width * factor,
    height: region.height * factor,
  };
  const whole = { x: 0, y: 0, width: photo.width, height: photo.height };
  return intersectRegions(enlarged, whole) ?? whole;
}

/** Of a coarser level only the windows are solved that a wide hole of the finer one starts from. */
function servesWideHole({ source, windows }: RepairLevel, coarse: RepairSource) {
  const starts = windows.filter(isWide).map(({ region }) => ({
    x: Math.floor((source.origin.x + region.x) / 2) - coarse.origin.x - 1,
    y: Math.floor((source.origin.y + region.y) / 2) - coarse.origin.y - 1,
    width: Math.ceil(region.width / 2) + 3,
    height: Math.ceil(region.height / 2) + 3,
  }));
  return ({ region }: RepairWindow) =>
    starts.some((start) => intersectRegions(start, region) !== undefined);
}

const isWide = ({ widestRadiusPx }: RepairWindow) => widestRadiusPx > coarseRadiusPx;

/**
 * The paper's start leaves the hole empty, so that all it takes from what fills the hole is the contrast of windows in which
 * hardly anything is observed.
 */
const isBlindAndWide = (window: RepairWindow) =>
  isWide(window) && isHardlyObserved(window.holePixelCount, regionArea(window.region));

/** The next coarser level, or undefined where none is needed or nothing would be observed on it. */
function halveAroundWideHoles(
  { source, windows }: RepairLevel,
  contextPx: number,
): RepairSource | undefined {
  const wide = windows.filter(isWide);
  const first = wide[0];
  if (!first) return undefined;
  const whole = { x: 0, y: 0, width: source.damage.width, height: source.damage.height };
  const united = wide.reduce((bounds, { region }) => uniteRegions(bounds, region), first.region);
  if (Math.max(whole.width, whole.height) < smallestLevelSidePx) return undefined;
  const nearby = intersectRegions(growRegion(united, contextPx), whole) ?? whole;
  // A hole so wide that its surroundings hold no observed pixel is looked at from the whole picture, and one around single
  // pixels, of which no block is observed by half, from those.
  const rules: readonly BlockRule[] = ['half', 'any'];
  for (const rule of rules) {
    for (const bounds of [nearby, whole]) {
      const half = createHalfSource(source, startAtEvenPixels(bounds, source.origin), rule);
      if (half.unobserved.data.includes(0)) return half;
    }
  }
  return undefined;
}

/** Moves the top left corner to the even pixel of the level at or before it, so that 2 x 2 blocks never overlap others. */
function startAtEvenPixels(bounds: Region, origin: RepairSource['origin']): Region {
  const left = (origin.x + bounds.x) % 2;
  const top = (origin.y + bounds.y) % 2;
  const x = bounds.x - left >= 0 ? bounds.x - left : bounds.x + left;
  const y = bounds.y - top >= 0 ? bounds.y - top : bounds.y + top;
  return { x, y, width: bounds.x + bounds.width - x, height: bounds.y + bounds.height - y };
}
