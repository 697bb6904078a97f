import { EngineError } from '../errors';
import { growRegion, intersectRegions, type Region } from '../tensor/region';

/** How windows are cut; all in pixels. */
export interface WindowOptions {
  /** Sides of a window are multiples of this. */
  readonly sizeMultiple: number;
  /** Least context between a target and the window's edge, except at the photo's border. */
  readonly contextPx: number;
  /** No side of a window is longer. */
  readonly maxSidePx: number;
  /** How far a window's weight reaches beyond its targets into a neighbour's; at most contextPx. */
  readonly blendPx: number;
}

/** 16-px multiples, 48 px of context unless a prior needs more, 384 px at most, blended over 16 px to each side of a cut. */
export const defaultWindowOptions: WindowOptions = {
  sizeMultiple: 16,
  contextPx: 48,
  maxSidePx: 384,
  blendPx: 16,
};

/** Holes wider than this (distance to the rim, pixels) are first solved at half size. */
export const coarseRadiusPx = 8;

/** Side of the cells in which damage is counted; cuts between windows fall on their borders. */
export const damageCellPx = 8;

/** Where a person wants small windows, the context of a far-sighted prior still leaves targets of this side. */
const leastTargetSidePx = 64;

/** The longest side of damage that one window may be responsible for. */
export function maxTargetSide({ maxSidePx, sizeMultiple, contextPx }: WindowOptions): number {
  return longestSide({ maxSidePx, sizeMultiple }) - 2 * contextPx;
}

/**
 * The context of windows for a prior: its halo beyond all that a window gives to the picture, which reaches blendPx beyond the
 * targets. In whole cells, so that windows and targets share a grid; never less than usual, and no more than leaves room.
 */
export function contextFor(
  haloPx: number,
  options: Pick<WindowOptions, 'sizeMultiple' | 'maxSidePx' | 'blendPx'>,
): number {
  const needed = roundUp(haloPx + options.blendPx, damageCellPx);
  const cells = Math.floor((longestSide(options) - leastTargetSidePx) / 2 / damageCellPx);
  const room = cells * damageCellPx;
  return Math.max(defaultWindowOptions.contextPx, Math.min(needed, room));
}

function longestSide({
  maxSidePx,
  sizeMultiple,
}: Pick<WindowOptions, 'sizeMultiple' | 'maxSidePx'>): number {
  return Math.floor(maxSidePx / sizeMultiple) * sizeMultiple;
}

/**
 * Refuses options with which no window can be cut.
 * @throws EngineError 'settings'.
 */
export function expectWindowOptions(options: WindowOptions): void {
  const { sizeMultiple, contextPx, maxSidePx, blendPx } = options;
  const whole = [sizeMultiple, contextPx, maxSidePx, blendPx].every(Number.isInteger);
  const ordered = sizeMultiple > 0 && blendPx >= 0 && blendPx <= contextPx;
  if (!whole || !ordered || maxTargetSide(options) < damageCellPx) {
    throw new EngineError(
      'settings',
      `Tiles of at most ${maxSidePx} px in steps of ${sizeMultiple} px leave no room for ${contextPx} px of context, blended over ${blendPx} px, so nothing was repaired; allow larger tiles (--window-side).`,
    );
  }
}

/** Rounds a length up to the next multiple. */
export function roundUp(length: number, multiple: number): number {
  return Math.ceil(length / multiple) * multiple;
}

/**
 * The window around `target`: context on every side as far as the photo goes, sides rounded up, what is left over given to
 * both sides and kept inside the photo. Only a photo shorter than the rounded side is exceeded, at its right or bottom.
 */
export function windowAround(target: Region, photo: Region, options: WindowOptions): Region {
  const needed = intersectRegions(growRegion(target, options.contextPx), photo) ?? target;
  const [x, width] = fitSide(needed.x, needed.width, photo.width, options.sizeMultiple);
  const [y, height] = fitSide(needed.y, needed.height, photo.height, options.sizeMultiple);
  return { x, y, width, height };
}

function fitSide(start: number, length: number, limit: number, multiple: number): [number, number] {
  const side = roundUp(length, multiple);
  const centred = start - Math.floor((side - length) / 2);
  return [Math.max(0, Math.min(centred, limit - side)), side];
}
