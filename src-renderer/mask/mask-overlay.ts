import type { PixelRegion } from '../../src-shared/model/pixel-region';
import { intersectRects } from '../viewer/frame-scheduler';
import { regionOnScreen, type ScreenRect } from '../viewer/tile-grid';
import { photoOrigin, type Viewport } from '../viewer/viewport';
import type { MaskLayer, MaskPlane } from './mask-layer';
import { MaskPyramid } from './mask-pyramid';
import { regionOfTiles, type TileBytes, type TileKey } from './mask-tiles';
import { rasterOverlay, type OverlayStyle } from './overlay-raster';
import { sampleMask, type TileReader } from './screen-mask';

/** What of the mask is drawn: all of the plane, or only what the edit in hand has added to it. */
export type OverlayContent = 'plane' | 'strokeInHand';

/**
 * Keeps one plane of a mask drawn at the size of the screen. A stroke redraws what it touched, panning moves what is there
 * and draws the strip that comes in, and only another zoom draws everything.
 */
export class MaskOverlay {
  readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private readonly mask: MaskLayer;
  private readonly plane: MaskPlane;
  private readonly pyramid = new MaskPyramid();
  /** False as long as nothing was drawn: most photos are looked at without a mask, and zooming them is to cost nothing here. */
  private isInUse = false;
  private drawn: { viewport: Viewport; style: string; content: OverlayContent } | undefined;
  private dirty: PixelRegion[] = [];

  constructor(mask: MaskLayer, plane: MaskPlane) {
    this.mask = mask;
    this.plane = plane;
    this.canvas = document.createElement('canvas');
    this.context = this.canvas.getContext('2d')!;
  }

  /** True where nothing at all is to be drawn. */
  get isEmpty(): boolean {
    return !this.isInUse;
  }

  /** Says that the mask was written to in a region. */
  invalidate(region: PixelRegion): void {
    this.pyramid.update(this.mask.tiles(this.plane), region, this.mask.width, this.mask.height);
    this.dirty.push(region);
  }

  /** Brings the canvas up to date. */
  update(viewport: Viewport, style: OverlayStyle, content: OverlayContent): void {
    const styleKey = JSON.stringify(style);
    const { drawn } = this;
    const isSameLook = drawn?.style === styleKey && drawn.content === content;
    const { width, height } = viewport.screen;
    const hasOtherSize = this.canvas.width !== width || this.canvas.height !== height;
    if (hasOtherSize) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const isZoomed = drawn?.viewport.scale !== viewport.scale;
    if (this.usedTiles(content).length === 0) {
      if (this.isInUse && !hasOtherSize) this.context.clearRect(0, 0, width, height);
      this.isInUse = false;
    } else if (hasOtherSize || !drawn || !isSameLook || isZoomed) {
      this.redraw(viewport, style, content, wholeScreen(viewport));
    } else {
      this.shift(drawn.viewport, viewport, style, content);
      for (const region of this.dirty) {
        this.redraw(viewport, style, content, overlayRect(viewport, region, style));
      }
    }
    this.drawn = { viewport, style: styleKey, content };
    this.dirty = [];
  }

  /** Everywhere else there is nothing to draw. */
  private usedTiles(content: OverlayContent): TileKey[] {
    const { mask, plane } = this;
    const tiles = content === 'plane' ? mask.tiles(plane) : mask.tilesBeforeEdit(plane);
    return [...(tiles?.keys() ?? [])];
  }

  private shift(from: Viewport, to: Viewport, style: OverlayStyle, content: OverlayContent): void {
    const dx = photoOrigin(to).x - photoOrigin(from).x;
    const dy = photoOrigin(to).y - photoOrigin(from).y;
    if (dx === 0 && dy === 0) return;
    const { width, height } = to.screen;
    this.context.globalCompositeOperation = 'copy';
    this.context.drawImage(this.canvas, dx, dy);
    this.context.globalCompositeOperation = 'source-over';
    // Outlines at the old edge of the screen knew nothing of what lay beyond it.
    const more = style.lineWidthPx;
    const columns =
      dx > 0
        ? { left: 0, right: Math.min(width, dx + more) }
        : { left: Math.max(0, width + dx - more), right: width };
    const rows =
      dy > 0
        ? { top: 0, bottom: Math.min(height, dy + more) }
        : { top: Math.max(0, height + dy - more), bottom: height };
    if (dx !== 0) this.redraw(to, style, content, { ...columns, top: 0, bottom: height });
    if (dy !== 0) this.redraw(to, style, content, { ...rows, left: 0, right: width });
  }

  private redraw(
    viewport: Viewport,
    style: OverlayStyle,
    content: OverlayContent,
    rect: ScreenRect,
  ): void {
    const whole = clipRect(rect, viewport);
    if (whole.left >= whole.right || whole.top >= whole.bottom) return;
    const { width, height } = this.mask;
    const used = regionOfTiles(this.usedTiles(content), width, height);
    if (!used) return;
    this.isInUse = true;
    this.context.clearRect(
      whole.left,
      whole.top,
      whole.right - whole.left,
      whole.bottom - whole.top,
    );
    const { left, top, right, bottom } = intersectRects(whole, overlayRect(viewport, used, style));
    if (left >= right || top >= bottom) return;
    const sampled = sampleMask(
      viewport,
      { left, top, right, bottom },
      style.lineWidthPx,
      content === 'plane' ? this.planeReader() : this.strokeReader(),
    );
    const pixels = new ImageData(right - left, bottom - top);
    rasterOverlay(sampled, style, new Uint32Array(pixels.data.buffer));
    this.context.putImageData(pixels, left, top);
  }

  private planeReader(): TileReader {
    const tiles = this.mask.tiles(this.plane);
    return (key, level) => this.pyramid.tile(tiles, key, level);
  }

  /** Only what the stroke in hand adds is shown while the mask as a whole is hidden. */
  private strokeReader(): TileReader {
    const before = this.mask.tilesBeforeEdit(this.plane);
    if (!before) return () => undefined;
    const whole = this.planeReader();
    const earlier = new MaskPyramid();
    const beforeTiles = new Map<TileKey, TileBytes>();
    for (const [key, tile] of before) if (tile) beforeTiles.set(key, tile);
    return (key: TileKey, level) => {
      if (!before.has(key)) return undefined;
      const now = whole(key, level);
      const then = earlier.tile(beforeTiles, key, level);
      return now && then ? now.map((value, index) => Math.max(0, value - then[index]!)) : now;
    };
  }
}

const wholeScreen = ({ screen }: Viewport): ScreenRect => ({
  left: 0,
  top: 0,
  right: screen.width,
  bottom: screen.height,
});

/** The part of the screen that a change of the mask can alter: its outline lies around it. */
export function overlayRect(
  viewport: Viewport,
  region: PixelRegion,
  style: OverlayStyle,
): ScreenRect {
  const rect = regionOnScreen(viewport, region);
  // A reduced mask pixel spans up to two device pixels.
  const more = style.lineWidthPx + 3;
  return {
    left: rect.left - more,
    top: rect.top - more,
    right: rect.right + more,
    bottom: rect.bottom + more,
  };
}

function clipRect({ left, top, right, bottom }: ScreenRect, { screen }: Viewport): ScreenRect {
  return {
    left: Math.max(0, left),
    top: Math.max(0, top),
    right: Math.min(screen.width, right),
    bottom: Math.min(screen.height, bottom),
  };
}
