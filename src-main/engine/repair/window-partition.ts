import type { Region } from '../tensor/region';
import type { DamageCell } from './damage-cells';
import { damageCellPx, maxTargetSide, roundUp, type WindowOptions } from './window-geometry';

/** Damage that one window may take: its tight bounds and its number of pixels. */
export interface DamagePiece {
  readonly bounds: Region;
  readonly pixelCount: number;
}

/** A straight cut between two columns (or rows) of cells, the first of the second half being `at`. */
interface Cut {
  readonly axis: 'column' | 'row';
  readonly at: number;
  readonly cost: number;
}

/** Damage on one side of a cut while it is swept across the cells. */
interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
  pixelCount: number;
}

/** What a pixel of seam costs in pixels of window: seams are blended, so they shall be worth it. */
const seamWeightPx = 96;

/** Share by which an even cut is preferred to a lopsided one, which keeps the recursion shallow. */
const balanceWeight = 0.02;

/**
 * Cuts the damage by straight lines, each across all that is left in its part, until a further cut saves nothing:
 * so the pieces' bounds are disjoint, and a long diagonal becomes a chain of small windows instead of one huge one.
 */
export function partitionDamage(
  cells: readonly DamageCell[],
  options: WindowOptions,
): readonly DamagePiece[] {
  const pieces: DamagePiece[] = [];
  const waiting = cells.length > 0 ? [cells] : [];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const whole = boundsOf(part);
    const cut = bestCut(part, options);
    if (!cut || (fitsOneWindow(whole, options) && windowCost(whole, options) <= cut.cost)) {
      pieces.push(toPiece(whole));
      continue;
    }
    waiting.push(part.filter((cell) => cell[cut.axis] >= cut.at));
    waiting.push(part.filter((cell) => cell[cut.axis] < cut.at));
  }
  return pieces;
}

/** Area of the windows that bounds need, were they full of damage. */
function windowCost({ left, top, right, bottom }: Bounds, options: WindowOptions): number {
  const across = sideCost(right - left, options);
  const down = sideCost(bottom - top, options);
  return across * down;
}

/** Length of the windows side by side over a length of damage. */
function sideCost(length: number, options: WindowOptions): number {
  const windows = Math.ceil(length / maxTargetSide(options));
  return windows * roundUp(length / windows + 2 * options.contextPx, options.sizeMultiple);
}

function fitsOneWindow({ left, top, right, bottom }: Bounds, options: WindowOptions): boolean {
  return Math.max(right - left, bottom - top) <= maxTargetSide(options);
}

function bestCut(cells: readonly DamageCell[], options: WindowOptions): Cut | undefined {
  const across = bestCutAlong('column', cells, options);
  const down = bestCutAlong('row', cells, options);
  return down && (!across || down.cost < across.cost) ? down : across;
}

/** Sweeps one axis: the damage before and after every line is known from running bounds, so each line costs one look. */
function bestCutAlong(
  axis: Cut['axis'],
  cells: readonly DamageCell[],
  options: WindowOptions,
): Cut | undefined {
  const lines = new Map<number, { bounds: Bounds; joins: number }>();
  for (const cell of cells) {
    const joins = Number(axis === 'column' ? cell.joinsLeft : cell.joinsAbove);
    const line = lines.get(cell[axis]);
    if (line) {
      extend(line.bounds, cell);
      line.joins += joins;
    } else {
      lines.set(cell[axis], { bounds: copyBounds(cell), joins });
    }
  }
  const ordered = [...lines.entries()].sort(([a], [b]) => a - b);
  const after = boundsFromEachToLast(ordered.map(([, { bounds }]) => bounds));
  const first = ordered[0];
  if (!first || ordered.length < 2) return undefined;
  const before = copyBounds(first[1].bounds);
  let best: Cut | undefined;
  for (let index = 1; index < ordered.length; index++) {
    const [at, { bounds, joins }] = ordered[index]!;
    const rest = after[index]!;
    const lopsided =
      Math.abs(before.pixelCount - rest.pixelCount) / (before.pixelCount + rest.pixelCount);
    const area = windowCost(before, options) + windowCost(rest, options);
    const cost = area * (1 + balanceWeight * lopsided) + joins * damageCellPx * seamWeightPx;
    if (!best || cost < best.cost) best = { axis, at, cost };
    extend(before, bounds);
  }
  return best;
}

function boundsFromEachToLast(lines: readonly Bounds[]): readonly Bounds[] {
  const after: Bounds[] = [];
  for (const bounds of [...lines].reverse()) {
    const previous = after.at(-1);
    const sum = copyBounds(bounds);
    if (previous) extend(sum, previous);
    after.push(sum);
  }
  return after.reverse();
}

function boundsOf(cells: readonly DamageCell[]): Bounds {
  const bounds = copyBounds(cells[0]!);
  for (const cell of cells.slice(1)) extend(bounds, cell);
  return bounds;
}

function copyBounds({ left, top, right, bottom, pixelCount }: Readonly<Bounds>): Bounds {
  return { left, top, right, bottom, pixelCount };
}

function extend(bounds: Bounds, other: Readonly<Bounds>): void {
  bounds.left = Math.min(bounds.left, other.left);
  bounds.top = Math.min(bounds.top, other.top);
  bounds.right = Math.max(bounds.right, other.right);
  bounds.bottom = Math.max(bounds.bottom, other.bottom);
  bounds.pixelCount += other.pixelCount;
}

function toPiece({ left, top, right, bottom, pixelCount }: Bounds): DamagePiece {
  return {
    bounds: { x: left, y: top, width: right - left, height: bottom - top },
    pixelCount,
  };
}
