/** A luma picture that is being damaged, and which damage changed which pixel (0: none). */
export interface DamageCanvas {
  readonly width: number;
  readonly height: number;
  readonly luma: Float32Array;
  readonly owner: Uint16Array;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is laid over the picture. */
interface Ink {
  readonly value: number;
  readonly alpha: number;
  readonly number: number;
  /** Half the width of the transition at the rim. */
  readonly softnessPx: number;
  readonly dice: () => number;
}

/** Changes under this are invisible and do not count as damage. */
const visibleChange = 0.02;

/** Draws a line of varying strength and width with gaps that cover the share `gaps` of it. */
export function drawStroke(
  canvas: DamageCanvas,
  path: readonly Point[],
  ink: Ink & { widthPx: number; gaps: number; ruggedness?: number },
): void {
  const { dice } = ink;
  const strongest = new Float32Array(canvas.luma.length);
  let isGap = false;
  let leftPx = 0;
  let width = ink.widthPx;
  let strength = 1;
  for (let i = 0; i + 1 < path.length; i++) {
    const from = path[i]!;
    const to = path[i + 1]!;
    leftPx -= Math.hypot(to.x - from.x, to.y - from.y);
    if (leftPx <= 0) {
      isGap = dice() < ink.gaps;
      leftPx = (isGap ? 5 : 10) + 25 * dice();
    }
    width +=
      ((dice() - 0.5) * (ink.ruggedness ?? 0.15) + (ink.widthPx - width) * 0.1) * ink.widthPx;
    width = Math.max(0.5, Math.min(2 * ink.widthPx, width));
    strength = Math.max(0.5, Math.min(1, strength + (dice() - 0.5) * 0.15));
    if (!isGap)
      coverSegment(canvas, strongest, from, to, { width, strength, soft: ink.softnessPx });
  }
  layOver(canvas, strongest, ink);
}

/** Draws a ragged, filled spot. */
export function drawBlob(
  canvas: DamageCanvas,
  { x, y }: Point,
  ink: Ink & { radiusPx: number },
): void {
  const { dice, radiusPx, softnessPx } = ink;
  const waves = Array.from({ length: 4 }, (_, i) => ({
    size: (0.35 * dice()) / (i + 1),
    phase: dice() * 2 * Math.PI,
  }));
  const stretch = 0.6 + 0.8 * dice();
  const coverage = new Float32Array(canvas.luma.length);
  const reach = Math.ceil(2.5 * radiusPx + 2);
  forEachPixel(canvas, x - reach, y - reach, x + reach, y + reach, (px, py, index) => {
    const dx = (px - x) * stretch;
    const dy = (py - y) / stretch;
    const angle = Math.atan2(dy, dx);
    const radius = waves.reduce(
      (sum, { size, phase }, i) => sum + radiusPx * size * Math.cos((i + 1) * angle + phase),
      radiusPx,
    );
    coverage[index] = softStep((radius - Math.hypot(dx, dy)) / softnessPx);
  });
  layOver(canvas, coverage, ink);
}

function coverSegment(
  canvas: DamageCanvas,
  coverage: Float32Array,
  from: Point,
  to: Point,
  { width, strength, soft }: { width: number; strength: number; soft: number },
): void {
  const reach = width / 2 + soft + 1;
  const lengthSquared = (to.x - from.x) ** 2 + (to.y - from.y) ** 2;
  forEachPixel(
    canvas,
    Math.min(from.x, to.x) - reach,
    Math.min(from.y, to.y) - reach,
    Math.max(from.x, to.x) + reach,
    Math.max(from.y, to.y) + reach,
    (x, y, index) => {
      const along =
        lengthSquared === 0
          ? 0
          : ((x - from.x) * (to.x - from.x) + (y - from.y) * (to.y - from.y)) / lengthSquared;
      const t = Math.max(0, Math.min(1, along));
      const distance = Math.hypot(
        x - from.x - t * (to.x - from.x),
        y - from.y - t * (to.y - from.y),
      );
      const covered = strength * softStep((width / 2 - distance) / soft);
      if (covered > coverage[index]!) coverage[index] = covered;
    },
  );
}

function layOver(
  canvas: DamageCanvas,
  coverage: Float32Array,
  { value, alpha, number }: Ink,
): void {
  for (let i = 0; i < coverage.length; i++) {
    if (coverage[i] === 0) continue;
    const change = alpha * coverage[i]! * (value - canvas.luma[i]!);
    canvas.luma[i]! += change;
    if (Math.abs(change) >= visibleChange) canvas.owner[i] = number;
  }
}

function softStep(value: number): number {
  const t = Math.max(0, Math.min(1, (value + 1) / 2));
  return t * t * (3 - 2 * t);
}

function forEachPixel(
  { width, height }: DamageCanvas,
  left: number,
  top: number,
  right: number,
  bottom: number,
  visit: (x: number, y: number, index: number) => void,
): void {
  for (let y = Math.max(0, Math.floor(top)); y <= Math.min(height - 1, Math.ceil(bottom)); y++) {
    for (let x = Math.max(0, Math.floor(left)); x <= Math.min(width - 1, Math.ceil(right)); x++) {
      visit(x, y, y * width + x);
    }
  }
}
