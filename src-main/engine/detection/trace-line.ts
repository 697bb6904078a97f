import { judgeTrace } from './judge-trace';
import { directionCount, directionVector, filterLines, lineHaloPx } from './line-filter';
import {
  followStrip,
  quietResponse,
  stripLengthPx,
  type FollowedLine,
  type StripStart,
} from './line-strip';
import { LocalLuma } from './local-luma';
import type { LumaSource } from './luma-source';

/** How a line is looked for. */
export interface TraceOptions {
  /** How far from the point it may be, in pixels of the photo. */
  readonly reachPx: number;
  /** Follows whatever is line-like, also what rather belongs to the picture. */
  readonly followsFaint: boolean;
  /** Lets others run; called between pieces of work of some ten milliseconds. */
  readonly pause: () => Promise<void>;
}

/** A line from end to end, as the application's contract describes it. */
export interface TracedPath {
  /** Along its middle: x, y, x, y ... in pixels of the photo. */
  readonly points: number[];
  readonly widthPx: number;
  readonly polarity: 'brighter' | 'darker';
}

/** Lines wider than 4 px are followed in a photo reduced so far that they are thin. */
const scales = [1, 2, 4] as const;
/** The search around the point covers this many pixels to each side, of a reduced photo if it has to reach farther. */
const largestSearchPx = 48;
/** What is usual there is measured over at least as many. */
const smallestSurroundingsPx = 16;
const advancePx = 24;
const longestLinePx = 20_000;
const shortestLinePx = 14;
/** What the beginning and the sum of gains must reach; in strips of noise the sum is below zero. */
const least = { contrastToUsual: 1.5, score: 20 } as const;
/** Log odds of being damage that a line must reach; of clicks into clean photographs 95 % are answered with nothing. */
const leastOdds = -1.5;
/** So much of a line to each side of the point is judged. */
const judgedPoints = 160;
/** Loss after which the end is given up for the best one before: gaps of some 60 px, longer for long lines. */
const largestLoss = 90;
const lossPerLength = 0.25;

/**
 * Follows the thin line nearest to a point to both its ends, through its gaps: from strip to strip along the most line-like
 * way, to where going on costs more than it brings.
 * @returns undefined where there is nothing that looks like a scratch or a fold
 */
export async function traceLine(
  source: LumaSource,
  point: { readonly x: number; readonly y: number },
  options: TraceOptions,
): Promise<TracedPath | undefined> {
  const seed = scales
    .filter((scale) => Math.min(source.width, source.height) >= 16 * scale)
    .map((scale) => findSeed(new LocalLuma(source, scale), point, options.reachPx))
    .reduce((best, next) => (next && next.worth > (best?.worth ?? 0) ? next : best), undefined);
  if (!seed || seed.contrastToUsual < least.contrastToUsual) return undefined;
  const ahead = followLine(seed, seed);
  const back = followLine(seed, { ...seed, dx: -seed.dx, dy: -seed.dy });
  const points = [...back.points.reverse(), ...ahead.points.slice(1)];
  if (ahead.score + back.score < least.score || points.length < shortestLinePx) return undefined;
  if (!options.followsFaint) {
    const middle = back.points.length - 1;
    const part = {
      luma: seed.luma,
      points: points.slice(Math.max(0, middle - judgedPoints), middle + judgedPoints),
      isDark: seed.sign === -1,
    };
    if ((await judgeTrace(source, part, options.pause)) < leastOdds) return undefined;
  }
  return describePath(seed.luma, points, seed.sign);
}

/** Where a line was found at first. */
interface Seed extends StripStart, FollowedLine {
  readonly luma: LocalLuma;
  readonly contrastToUsual: number;
  /** The same, less for what is farther from the point or seen in a reduced photo. */
  readonly worth: number;
}

/** The most line-like place around the point; nearer ones are preferred. */
function findSeed(
  luma: LocalLuma,
  point: { x: number; y: number },
  reachPx: number,
): Seed | undefined {
  const cx = Math.round((point.x + 0.5) / luma.scale - 0.5);
  const cy = Math.round((point.y + 0.5) / luma.scale - 0.5);
  const reach = Math.min(largestSearchPx, Math.max(3, Math.round(reachPx / luma.scale)));
  const seen = Math.max(reach, smallestSurroundingsPx);
  const halo = seen + lineHaloPx;
  const side = 2 * halo + 1;
  const data = new Float32Array(side * side);
  for (let i = 0; i < data.length; i++) {
    const x = cx - halo + (i % side);
    const y = cy - halo + Math.floor(i / side);
    data[i] = luma.sample(x, y);
  }
  const region = { x: cx - seen, y: cy - seen, width: 2 * seen + 1, height: 2 * seen + 1 };
  const scratch = { short: new Float32Array(side * side), long: new Float32Array(side * side) };
  const { contrast, code } = filterLines(
    { region, haloPx: lineHaloPx, width: side, height: side, data },
    scratch,
  );
  const pull = Math.max(2, reach / 2);
  let best = 0;
  let at = -1;
  let sum = 0;
  for (let dy = -seen; dy <= seen; dy++) {
    for (let dx = -seen; dx <= seen; dx++) {
      const i = (halo + dy) * side + halo + dx;
      sum += contrast[i]!;
      if (dx * dx + dy * dy > reach * reach) continue;
      const value = contrast[i]! * Math.exp((-dx * dx - dy * dy) / (2 * pull * pull));
      const x = cx + dx;
      const y = cy + dy;
      if (value <= best || x < 0 || y < 0 || x >= luma.width || y >= luma.height) continue;
      best = value;
      at = i;
    }
  }
  if (at === -1) return undefined;
  const usual = quietResponse + sum / (2 * seen + 1) ** 2;
  return {
    luma,
    x: cx - halo + (at % side),
    y: cy - halo + Math.floor(at / side),
    ...directionVector(code[at]! % directionCount),
    sign: code[at]! >= directionCount ? -1 : 1,
    contrast: contrast[at]!,
    contrastToUsual: contrast[at]! / usual,
    worth: best / usual / luma.scale ** 0.5,
  };
}

/** Walks one way until nothing pays any more; the points end where the score was best. */
function followLine(line: Seed, start: StripStart) {
  const { luma } = line;
  const points: [number, number][] = [[start.x, start.y]];
  let at = start;
  let score = 0;
  let bestScore = 0;
  let bestLength = 1;
  while (points.length < longestLinePx && isInside(luma, at)) {
    const { offset, gain } = followStrip(luma, at, line);
    for (let s = 1; s <= advancePx; s++) {
      const t = offset[s]!;
      points.push([at.x + s * at.dx - t * at.dy, at.y + s * at.dy + t * at.dx]);
      score += gain[s]!;
      if (score <= bestScore || !isInside(luma, { x: points.at(-1)![0], y: points.at(-1)![1] }))
        continue;
      bestScore = score;
      bestLength = points.length;
    }
    if (bestScore - score > Math.min(largestLoss, 40 + lossPerLength * bestLength)) break;
    at = nextStrip(at, offset, points);
  }
  return { points: points.slice(0, bestLength), score: bestScore };
}

function isInside({ width, height }: LocalLuma, { x, y }: { x: number; y: number }): boolean {
  return x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1;
}

/** The next strip points where the way went around its beginning, half of it before and half after. */
function nextStrip(
  at: StripStart,
  offset: Float32Array,
  points: readonly [number, number][],
): StripStart {
  const [x, y] = points.at(-1)!;
  const before = Math.max(0, advancePx - 16);
  const after = Math.min(stripLengthPx - 1, advancePx + 8);
  const rise = (offset[after]! - offset[before]!) / (after - before);
  const dx = at.dx - rise * at.dy;
  const dy = at.dy + rise * at.dx;
  const length = Math.hypot(dx, dy);
  return { x, y, dx: dx / length, dy: dy / length };
}

function describePath(
  luma: LocalLuma,
  points: readonly [number, number][],
  sign: 1 | -1,
): TracedPath {
  const { scale } = luma;
  const toPhoto = (value: number) => (value + 0.5) * scale - 0.5;
  const kept = points.filter((_, i) => i % 2 === 0 || i === points.length - 1);
  return {
    points: kept.flatMap(([x, y]) => [toPhoto(x), toPhoto(y)]),
    widthPx: scale * measureWidth(luma, points, sign),
    polarity: sign === 1 ? 'brighter' : 'darker',
  };
}

/** Width at half the contrast of the mean profile across the line, in pixels of the reduced photo. */
function measureWidth(luma: LocalLuma, points: readonly [number, number][], sign: 1 | -1): number {
  const reach = 7;
  const profile = new Float32Array(2 * reach + 1);
  for (let i = 4; i + 4 < points.length; i += 3) {
    const [x0, y0] = points[i - 4]!;
    const [x1, y1] = points[i + 4]!;
    const length = Math.hypot(x1 - x0, y1 - y0) || 1;
    for (let t = -reach; t <= reach; t++) {
      const x = points[i]![0] - (t * (y1 - y0)) / length;
      const y = points[i]![1] + (t * (x1 - x0)) / length;
      profile[t + reach]! += sign * luma.sample(x, y);
    }
  }
  const peak = Math.max(profile[reach - 1]!, profile[reach]!, profile[reach + 1]!);
  const half = (peak + Math.min(...profile)) / 2;
  return Math.max(1, profile.filter((value) => value > half).length);
}
