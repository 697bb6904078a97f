import { createBreath, type TakeBreath } from './breath';
import { treeScore } from './boosted-trees';
import { followPath } from './centreline';
import { gatherEvidence, type Evidence } from './evidence';
import { lineFeatures } from './features';
import { measureLine } from './line-facts';
import { lineTrees } from './line-trees';
import type { LocalLuma } from './local-luma';
import type { LumaSource } from './luma-source';
import { storedWhite, type LumaLevel } from './luma-pyramid';
import { LumaStatistics } from './luma-statistics';

/** A part of a line, in pixels of the luma in which it was followed. */
export interface TracedPart {
  readonly luma: LocalLuma;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly isDark: boolean;
}

/** What is around a line has its say up to this distance. */
const surroundingsPx = 64;
/** Spread of the picture's luma and sharpness: from so many pixels of rows all over it. */
const sampledPixels = 400_000;
const edgePx = 4;

/** Log odds that a line is damage and not a part of the picture, by the facts and trees that judge what is found unasked. */
export async function judgeTrace(
  source: LumaSource,
  part: TracedPart,
  pause: () => Promise<void>,
): Promise<number> {
  const breathe: TakeBreath = createBreath(pause);
  const { level, left, top } = cutAround(part);
  const evidence = await gatherEvidence(level, breathe);
  const x = Float32Array.from(part.points, ([px]) => px - left);
  const y = Float32Array.from(part.points, ([, py]) => py - top);
  const { isDark } = part;
  const chain = { x, y, isDark, strengthSum: sumStrength(evidence, x, y) };
  const line = followPath(x, y);
  const facts = measureLine(evidence, chain, line, statisticsOf(source));
  const { width, height } = part.luma;
  const isAtEdge = ([px, py]: readonly [number, number]) =>
    Math.min(px, py, width - 1 - px, height - 1 - py) <= edgePx;
  return treeScore(
    lineTrees,
    lineFeatures({
      ...facts,
      lengthFraction: line.lengthPx / Math.max(width, height),
      edgeEnds: [part.points[0]!, part.points.at(-1)!].filter(isAtEdge).length,
    }),
  );
}

/** The surroundings of a line as a level of their own. */
function cutAround({ luma, points }: TracedPart) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  left = Math.max(0, Math.floor(left) - surroundingsPx);
  top = Math.max(0, Math.floor(top) - surroundingsPx);
  const width = Math.min(luma.width, Math.ceil(right) + surroundingsPx) - left;
  const height = Math.min(luma.height, Math.ceil(bottom) + surroundingsPx) - top;
  const data = new Uint16Array(width * height);
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      data[i] = luma.sample(left + column, top + row) * storedWhite + 0.5;
    }
  }
  const level: LumaLevel = { scale: luma.scale, width, height, data };
  return { level, left, top };
}

/** The strongest evidence within a pixel of each point, added. */
function sumStrength(
  { level: { width, height }, lineStrength }: Evidence,
  x: Float32Array,
  y: Float32Array,
): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    let strongest = 0;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const px = Math.max(0, Math.min(width - 1, Math.round(x[i]!) + dx));
        const py = Math.max(0, Math.min(height - 1, Math.round(y[i]!) + dy));
        strongest = Math.max(strongest, lineStrength[py * width + px]!);
      }
    }
    sum += strongest;
  }
  return sum;
}

function statisticsOf(source: LumaSource): LumaStatistics {
  const { width, height } = source;
  const step = Math.max(1, Math.ceil((width * height) / sampledPixels));
  const rows = Math.ceil(height / step);
  const data = new Uint16Array(width * rows);
  for (let row = 0; row < rows; row++) {
    const luma = source.readLuma({ x: 0, y: row * step, width, height: 1 });
    for (let x = 0; x < width; x++) data[row * width + x] = luma[x]! * storedWhite + 0.5;
  }
  return new LumaStatistics({ scale: 1, width, height: rows, data });
}
