import type { PictureSource } from '../../src-shared/model/picture-source';
import { drawPicture } from './draw-picture';
import type { ScreenRect } from './tile-grid';
import type { TileStore } from './tile-store';
import type { Viewport } from './viewport';

/** Red, green, blue, 0..255 each. */
export type Rgb = readonly [number, number, number];

export interface TintedPicture {
  readonly viewport: Viewport;
  readonly source: PictureSource;
  readonly colour: Rgb;
  readonly visible: ScreenRect;
  readonly pixelRatio: number;
}

const tintOpacity = 0.55;
/** Distance of the hatch's lines along the row, CSS pixels. */
const hatchPitchPx = 6;

/** Draws pictures that are all alpha in one colour, hatched at 45 degrees so that the colour need not be seen. */
export class TintLayer {
  private readonly canvas = document.createElement('canvas');
  private hatch: { readonly key: string; readonly pattern: CanvasPattern } | undefined;

  draw(context: CanvasRenderingContext2D, store: TileStore, tinted: TintedPicture): void {
    const { visible, viewport } = tinted;
    const width = visible.right - visible.left;
    const height = visible.bottom - visible.top;
    if (this.canvas.width < width) this.canvas.width = width;
    if (this.canvas.height < height) this.canvas.height = height;
    const scratch = this.canvas.getContext('2d')!;
    scratch.save();
    scratch.clearRect(0, 0, width, height);
    scratch.translate(-visible.left, -visible.top);
    drawPicture(scratch, store, viewport, tinted.source, visible);
    scratch.globalCompositeOperation = 'source-in';
    // The hatch is fixed to the pane, not to what is drawn anew.
    scratch.fillStyle = this.hatchFor(scratch, tinted.colour, tinted.pixelRatio);
    scratch.fillRect(visible.left, visible.top, width, height);
    scratch.restore();
    context.globalAlpha = tintOpacity;
    context.drawImage(this.canvas, 0, 0, width, height, visible.left, visible.top, width, height);
    context.globalAlpha = 1;
  }

  private hatchFor(
    context: CanvasRenderingContext2D,
    colour: Rgb,
    pixelRatio: number,
  ): CanvasPattern {
    const key = `${colour.join()} ${pixelRatio}`;
    if (this.hatch?.key !== key)
      this.hatch = { key, pattern: makeHatch(context, colour, pixelRatio) };
    return this.hatch.pattern;
  }
}

/** A pattern of 45 degree lines, opaque on a half-transparent ground. */
export function makeHatch(
  context: CanvasRenderingContext2D,
  colour: Rgb,
  pixelRatio: number,
): CanvasPattern {
  const side = Math.max(4, Math.round(hatchPitchPx * pixelRatio));
  const pixels = new ImageData(side, side);
  const words = new Uint32Array(pixels.data.buffer);
  const [red, green, blue] = colour;
  const colourWord = (alpha: number) => ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  const line = Math.max(1, Math.round(side / 3));
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      words[y * side + x] = colourWord((x + y) % side < line ? 255 : 110);
    }
  }
  const tile = document.createElement('canvas');
  tile.width = side;
  tile.height = side;
  tile.getContext('2d')!.putImageData(pixels, 0, 0);
  return context.createPattern(tile, 'repeat')!;
}
