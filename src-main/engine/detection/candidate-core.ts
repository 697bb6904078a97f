import type { Candidate } from './candidates';
import type { LumaLevel } from './luma-pyramid';
import { sampleLuma } from './sample-luma';

/** Where the contrast falls below this share of the line's, the line is interrupted. */
const leastShare = 0.3;

/** The pixels of `target`, a level at least as fine as the candidate's own, that are surely damaged if the candidate is. */
export function coreOf(candidate: Candidate, target: LumaLevel): number[] {
  const ratio = candidate.level.scale / target.scale;
  return candidate.kind === 'line'
    ? lineCore(candidate, target, ratio)
    : blobCore(candidate, target, ratio);
}

/** The middle of the line where it can be seen; its gaps are intact and stay so. */
function lineCore(
  { level, line, facts }: Candidate & { kind: 'line' },
  target: LumaLevel,
  ratio: number,
): number[] {
  const core = new Set<number>();
  const sign = facts.isDark ? -1 : 1;
  const asidePx = facts.widthPx / 2 + 2.5;
  const stepsBetween = Math.max(1, Math.ceil(line.stepPx * ratio));
  for (let i = 0; i < line.count; i++) {
    const x = line.x[i]!;
    const y = line.y[i]!;
    const dx = line.dx[i]!;
    const dy = line.dy[i]!;
    const side = (t: number) => sampleLuma(level, x - t * dy, y + t * dx);
    const contrast = sign * (side(0) - (side(asidePx) + side(-asidePx)) / 2);
    if (contrast < facts.contrast * leastShare) continue;
    for (let step = 0; step < stepsBetween; step++) {
      const along = (step * line.stepPx) / stepsBetween;
      const start = {
        x: (x + along * dx + 0.5) * ratio - 0.5,
        y: (y + along * dy + 0.5) * ratio - 0.5,
      };
      const pixel = strongestAcross(target, start, { dx, dy }, { ratio, sign });
      if (pixel !== undefined) core.add(pixel);
    }
  }
  return [...core];
}

/** In a larger photo the middle of a line is known to a pixel only; the most extreme luma near it is the line. */
function strongestAcross(
  { width, height, data }: LumaLevel,
  { x, y }: { x: number; y: number },
  { dx, dy }: { dx: number; dy: number },
  { ratio, sign }: { ratio: number; sign: number },
): number | undefined {
  const reach = ratio === 1 ? 0 : ratio;
  let best: number | undefined;
  let strongest = -Infinity;
  for (let t = -reach; t <= reach; t++) {
    const px = Math.round(x - t * dy);
    const py = Math.round(y + t * dx);
    if (px < 0 || py < 0 || px >= width || py >= height) continue;
    const value = sign * data[py * width + px]!;
    if (value <= strongest) continue;
    strongest = value;
    best = py * width + px;
  }
  return best;
}

function blobCore(
  { level, blob }: Candidate & { kind: 'blob' },
  target: LumaLevel,
  ratio: number,
): number[] {
  const core: number[] = [];
  for (const index of blob.pixels) {
    const x = (index % level.width) * ratio;
    const y = Math.floor(index / level.width) * ratio;
    for (let dy = 0; dy < ratio; dy++) {
      for (let dx = 0; dx < ratio; dx++) core.push((y + dy) * target.width + x + dx);
    }
  }
  return core;
}
