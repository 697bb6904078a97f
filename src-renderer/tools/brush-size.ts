import type { PenCurve } from './tool';

export const minimumBrushPx = 1;
export const maximumBrushPx = 2000;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** The next smaller or larger brush: a tenth, at least one photo pixel, whole numbers. */
export function stepBrushSize(sizePx: number, direction: 1 | -1): number {
  const step = Math.max(1, Math.round(sizePx / 10));
  return clamp(Math.round(sizePx) + direction * step, minimumBrushPx, maximumBrushPx);
}

/** The brush after some notches of the wheel with Shift held: a tenth each, at least one photo pixel. */
export function wheelBrushSize(sizePx: number, notches: number): number {
  const scaled = sizePx * 1.1 ** notches;
  const changed = Math.abs(scaled - sizePx) < 1 ? sizePx + Math.sign(notches) : scaled;
  return clamp(changed, minimumBrushPx, maximumBrushPx);
}

/** Softer or harder by a tenth, [0, 1]. */
export function stepHardness(hardness: number, direction: 1 | -1): number {
  return clamp(Math.round(hardness * 10 + direction) / 10, 0, 1);
}

/** Photo pixels that keep a brush as large on the screen as it was at another scale. */
export function brushSizeAtScale(sizePx: number, fromScale: number, toScale: number): number {
  return clamp((sizePx * fromScale) / toScale, minimumBrushPx, maximumBrushPx);
}

/** Powers of the pressure: with `soft` half the pressure gives two thirds of the way, with `firm` one third. */
const curvePowers: Readonly<Record<PenCurve, number>> = { soft: 0.6, linear: 1, firm: 1.6 };

/** Radius in photo pixels under a pen's pressure, [0, 1]: a light touch leaves a fifth of the size. */
export function pressedRadius(sizePx: number, pressure: number, curve: PenCurve): number {
  return (sizePx / 2) * (0.2 + 0.8 * clamp(pressure, 0, 1) ** curvePowers[curve]);
}
