import { countCellPx, pinOffsetPx } from './mark-style';
import type { ScreenRect } from './tile-grid';
import type { Rgb } from './tint-layer';
import type { Point } from './viewport';

type Context = CanvasRenderingContext2D;

const smallestBracketPx = 24;
const bracketArmPx = 8;
const bracketGapPx = 4;
const pinRadiusPx = 4.5;
const countTextPx = 12;

/** Corner brackets of two tones round a mark; never so small that a speck of dust could not be found in them. */
export function drawBrackets(context: Context, rect: ScreenRect, pixelRatio: number): void {
  const width = Math.round(2 * pixelRatio);
  const smallest = smallestBracketPx * pixelRatio;
  const gap = bracketGapPx * pixelRatio;
  const growX = Math.max(gap, (smallest - (rect.right - rect.left)) / 2);
  const growY = Math.max(gap, (smallest - (rect.bottom - rect.top)) / 2);
  const box = {
    left: Math.round(rect.left - growX),
    top: Math.round(rect.top - growY),
    right: Math.round(rect.right + growX),
    bottom: Math.round(rect.bottom + growY),
  };
  const arm = Math.round(
    Math.min(bracketArmPx * pixelRatio, (box.right - box.left) / 3, (box.bottom - box.top) / 3),
  );
  // Black outside, white inside it.
  for (const [colour, outside] of [
    ['#000000', width],
    ['#FFFFFF', 0],
  ] as const) {
    context.fillStyle = colour;
    for (const [x, y, sx, sy] of [
      [box.left - outside, box.top - outside, 1, 1],
      [box.right + outside, box.top - outside, -1, 1],
      [box.left - outside, box.bottom + outside, 1, -1],
      [box.right + outside, box.bottom + outside, -1, -1],
    ] as const) {
      context.fillRect(x, y, sx * (arm + outside), sy * width);
      context.fillRect(x, y, sx * width, sy * (arm + outside));
    }
  }
}

/** Where the pin of a mark lies whose middle is at `at`. */
export function pinPlace(at: Point, pixelRatio: number): Point {
  return { x: at.x + pinOffsetPx * pixelRatio, y: at.y - pinOffsetPx * pixelRatio };
}

/** A diamond beside each mark that is too small for an outline. @param places the middles of the marks */
export function drawPins(
  context: Context,
  places: readonly Point[],
  colour: Rgb,
  pixelRatio: number,
): void {
  if (places.length === 0) return;
  const line = Math.max(1, Math.round(pixelRatio));
  const radius = pinRadiusPx * pixelRatio;
  for (const [style, size] of [
    ['#000000', radius],
    ['#FFFFFF', radius - 1.4 * line],
    [`rgb(${colour.join()})`, radius - 2.8 * line],
  ] as const) {
    context.fillStyle = style;
    context.beginPath();
    for (const place of places) {
      const { x, y } = pinPlace(place, pixelRatio);
      context.moveTo(x, y - size);
      context.lineTo(x + size, y);
      context.lineTo(x, y + size);
      context.lineTo(x - size, y);
      context.closePath();
    }
    context.fill();
  }
}

/** How many small marks lie in each cell of the screen, in the middle of those marks. */
export function drawCounts(context: Context, places: readonly Point[], pixelRatio: number): void {
  const side = countCellPx * pixelRatio;
  const cells = new Map<string, Point[]>();
  for (const place of places) {
    const key = `${Math.floor(place.x / side)} ${Math.floor(place.y / side)}`;
    const cell = cells.get(key);
    if (cell) cell.push(place);
    else cells.set(key, [place]);
  }
  context.font = `600 ${countTextPx * pixelRatio}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const cell of cells.values()) {
    const x = cell.reduce((sum, place) => sum + place.x, 0) / cell.length;
    const y = cell.reduce((sum, place) => sum + place.y, 0) / cell.length;
    drawCount(context, String(cell.length), x, y, pixelRatio);
  }
}

function drawCount(context: Context, text: string, x: number, y: number, pixelRatio: number): void {
  const height = 18 * pixelRatio;
  const width = Math.max(height, context.measureText(text).width + 10 * pixelRatio);
  context.beginPath();
  context.roundRect(x - width / 2, y - height / 2, width, height, height / 2);
  context.fillStyle = '#000000';
  context.fill();
  context.lineWidth = Math.max(1, Math.round(pixelRatio));
  context.strokeStyle = '#FFFFFF';
  context.stroke();
  context.fillStyle = '#FFFFFF';
  context.fillText(text, x, y + 0.5 * pixelRatio);
}
