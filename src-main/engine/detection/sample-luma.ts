import { storedWhite, type LumaLevel } from './luma-pyramid';

/** Luma of 0..1 between the four nearest pixels; the edge pixel beyond the edges. */
export function sampleLuma({ width, height, data }: LumaLevel, x: number, y: number): number {
  const cx = Math.max(0, Math.min(width - 1, x));
  const cy = Math.max(0, Math.min(height - 1, y));
  const x0 = Math.floor(cx);
  const y0 = Math.floor(cy);
  const x1 = Math.min(width - 1, x0 + 1);
  const below = (Math.min(height - 1, y0 + 1) - y0) * width;
  const fx = cx - x0;
  const fy = cy - y0;
  const row = y0 * width;
  const top = data[row + x0]! * (1 - fx) + data[row + x1]! * fx;
  const bottom = data[row + below + x0]! * (1 - fx) + data[row + below + x1]! * fx;
  return (top * (1 - fy) + bottom * fy) / storedWhite;
}
