import type { DamageMask } from '../../../../src-shared/model/photo';

/** A mark of the damage: a line with round ends, a speck where both ends are one point; pixels. */
export interface DamageMark {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly radiusPx: number;
}

/** An empty mask. */
export function emptyDamageMask(width: number, height: number): DamageMask {
  return { width, height, data: new Uint8Array(width * height) };
}

/** Sets a mark in the mask. @returns how many pixels it newly covers */
export function drawMark({ width, height, data }: DamageMask, mark: DamageMark): number {
  const { from, to, radiusPx } = mark;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const lengthSquared = dx * dx + dy * dy;
  const top = Math.max(0, Math.floor(Math.min(from[1], to[1]) - radiusPx));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(from[1], to[1]) + radiusPx));
  const left = Math.max(0, Math.floor(Math.min(from[0], to[0]) - radiusPx));
  const right = Math.min(width - 1, Math.ceil(Math.max(from[0], to[0]) + radiusPx));
  let covered = 0;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const [px, py] = [x - from[0], y - from[1]];
      const along = lengthSquared === 0 ? 0 : (px * dx + py * dy) / lengthSquared;
      const share = Math.max(0, Math.min(1, along));
      const distanceSquared = (px - share * dx) ** 2 + (py - share * dy) ** 2;
      if (distanceSquared > radiusPx * radiusPx || data[y * width + x] !== 0) continue;
      data[y * width + x] = 255;
      covered++;
    }
  }
  return covered;
}
