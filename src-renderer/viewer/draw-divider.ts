import { knobY } from './panes';
import { regionOnScreen } from './tile-grid';
import type { Viewport } from './viewport';

const knobRadiusPx = 22;

/** Draws the divider: a line of two tones, and a knob that says by two triangles which way it goes. */
export function drawDivider(
  context: CanvasRenderingContext2D,
  viewport: Viewport,
  x: number,
  pixelRatio: number,
): void {
  const line = Math.round(2 * pixelRatio);
  const photo = regionOnScreen(viewport, { x: 0, y: 0, ...viewport.photo });
  const top = Math.max(0, photo.top);
  const height = Math.min(viewport.screen.height, photo.bottom) - top;
  context.fillStyle = '#FFFFFF';
  context.fillRect(x - line, top, line, height);
  context.fillStyle = '#000000';
  context.fillRect(x, top, line, height);
  const y = knobY(viewport);
  const radius = knobRadiusPx * pixelRatio;
  context.beginPath();
  context.arc(x, y, radius - line / 2, 0, 2 * Math.PI);
  context.fillStyle = '#FFFFFF';
  context.fill();
  context.lineWidth = line;
  context.strokeStyle = '#000000';
  context.stroke();
  context.fillStyle = '#000000';
  for (const side of [-1, 1])
    drawTriangle(context, x + side * 5 * pixelRatio, y, side * pixelRatio);
}

function drawTriangle(context: CanvasRenderingContext2D, x: number, y: number, unit: number): void {
  context.beginPath();
  context.moveTo(x + 8 * unit, y);
  context.lineTo(x, y - 7 * unit);
  context.lineTo(x, y + 7 * unit);
  context.fill();
}
