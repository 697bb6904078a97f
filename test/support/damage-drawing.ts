import { drawBlob, drawStroke, type DamageCanvas, type Point } from './damage-drawing-strokes';

/** Deterministic numbers in 0..1 (mulberry32); the same seed draws the same damage everywhere. */
export function createDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const drawnKinds = ['dust', 'hair', 'scratch', 'crease', 'crack', 'chip'] as const;
export type DrawnKind = (typeof drawnKinds)[number];

/** One piece of damage that was drawn: its pixels are where `owner` of the canvas holds its number. */
export interface DrawnDamage {
  readonly number: number;
  readonly kind: DrawnKind;
  /** How far it is from what lay under it, in luma. */
  readonly contrast: number;
}

/** A canvas over a copy of a luma picture (0..1), with nothing drawn yet. */
export function startCanvas(luma: Float32Array, width: number, height: number): DamageCanvas {
  return { width, height, luma: luma.slice(), owner: new Uint16Array(width * height) };
}

/** Draws one piece of damage somewhere; `number` (from 1) marks its pixels. */
export function drawDamage(
  canvas: DamageCanvas,
  kind: DrawnKind,
  number: number,
  dice: () => number,
): DrawnDamage {
  const between = (low: number, high: number) => low + (high - low) * dice();
  const isBright = dice() < 0.7;
  // Most damage that a person sees is strong; a part is faint.
  const alpha = 1 - 0.8 * dice() ** 1.7;
  // Paper and dust are near white, dirt is near black, but not in every light and at every exposure.
  const value = isBright ? 0.98 - 0.4 * dice() ** 2 : 0.02 + 0.35 * dice() ** 2;
  const ink = { value, alpha, number, softnessPx: between(0.4, 1.4) };
  const start: Point = { x: dice() * canvas.width, y: dice() * canvas.height };
  const before = meanLuma(canvas, start);
  switch (kind) {
    case 'dust':
      drawBlob(canvas, start, { ...ink, radiusPx: between(0.6, 3), dice });
      break;
    case 'chip':
      drawBlob(canvas, start, { ...ink, alpha: between(0.7, 1), radiusPx: between(3, 10), dice });
      break;
    case 'hair':
      drawStroke(
        canvas,
        walk(start, dice, { lengthPx: between(20, 90), bend: 0.06, wander: 0.02 }),
        {
          ...ink,
          widthPx: between(0.8, 2),
          gaps: 0,
          dice,
        },
      );
      break;
    case 'scratch':
      drawStroke(
        canvas,
        walk(start, dice, { lengthPx: between(40, 350), bend: 0.002, wander: 0.002 }),
        {
          ...ink,
          widthPx: between(0.7, 2.5),
          gaps: between(0, 0.4),
          dice,
        },
      );
      break;
    case 'crease':
      drawStroke(canvas, crossing(canvas, dice), {
        ...ink,
        alpha: between(0.4, 1),
        widthPx: between(1.2, 5),
        gaps: between(0, 0.3),
        ruggedness: 0.8,
        dice,
      });
      break;
    case 'crack':
      drawCrack(canvas, start, { ...ink, alpha: between(0.4, 1) }, dice);
      break;
  }
  return { number, kind, contrast: alpha * Math.abs(value - before) };
}

interface Ink {
  value: number;
  alpha: number;
  number: number;
  softnessPx: number;
}

/** A ragged line with two or three branches. */
function drawCrack(canvas: DamageCanvas, start: Point, ink: Ink, dice: () => number): void {
  const stroke = { ...ink, widthPx: 1 + 3.5 * dice(), gaps: 0.05, ruggedness: 0.8, dice };
  const trunk = walk(start, dice, { lengthPx: 60 + 140 * dice(), bend: 0.004, wander: 0.06 });
  drawStroke(canvas, trunk, stroke);
  for (let branch = 0; branch < 2; branch++) {
    const from = trunk[Math.floor(dice() * trunk.length)]!;
    const path = walk(from, dice, { lengthPx: 20 + 50 * dice(), bend: 0.004, wander: 0.08 });
    drawStroke(canvas, path, { ...stroke, widthPx: stroke.widthPx * 0.7 });
  }
}

function meanLuma({ luma, width, height }: DamageCanvas, { x, y }: Point): number {
  const px = Math.min(width - 1, Math.floor(x));
  const py = Math.min(height - 1, Math.floor(y));
  return luma[py * width + px]!;
}

/** A path of 2 px steps from a point in a random direction, constantly and randomly turning (radians a step). */
function walk(
  start: Point,
  dice: () => number,
  { lengthPx, bend, wander }: { lengthPx: number; bend: number; wander: number },
): Point[] {
  let angle = dice() * 2 * Math.PI;
  const turn = (2 * dice() - 1) * bend;
  const path = [start];
  for (let i = 0; i < lengthPx / 2; i++) {
    const last = path.at(-1)!;
    path.push({ x: last.x + 2 * Math.cos(angle), y: last.y + 2 * Math.sin(angle) });
    angle += turn + (2 * dice() - 1) * wander * 3;
  }
  return path;
}

/** From one edge of the picture to another one. */
function crossing({ width, height }: DamageCanvas, dice: () => number): Point[] {
  const isLevel = dice() < 0.5;
  const from = isLevel ? { x: 0, y: dice() * height } : { x: dice() * width, y: 0 };
  const to = isLevel
    ? { x: width - 1, y: from.y + (dice() - 0.5) * 0.5 * height }
    : { x: from.x + (dice() - 0.5) * 0.5 * width, y: height - 1 };
  const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 3);
  let offset = 0;
  return Array.from({ length: steps }, (_, i) => {
    offset = 0.95 * offset + (dice() - 0.5) * 0.8;
    const share = i / steps;
    return {
      x: from.x + share * (to.x - from.x) + (isLevel ? 0 : offset),
      y: from.y + share * (to.y - from.y) + (isLevel ? offset : 0),
    };
  });
}
