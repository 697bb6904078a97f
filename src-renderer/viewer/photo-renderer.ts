import { originalLayerId } from '../../src-shared/model/ids';
import type { PictureSource } from '../../src-shared/model/picture-source';
import { drawDivider } from './draw-divider';
import { drawPicture, wantPicture } from './draw-picture';
import { intersectRects } from './frame-scheduler';
import type { Pane } from './panes';
import { regionOnScreen, type ScreenRect } from './tile-grid';
import type { TileStore } from './tile-store';
import { TintLayer, type Rgb } from './tint-layer';
import type { Viewport } from './viewport';

/** Everything that is on the canvas at one moment. */
export interface Scene {
  readonly viewport: Viewport;
  readonly panes: readonly Pane[];
  readonly pixelRatio: number;
  /** CSS colour round the photo. */
  readonly surround: string;
  readonly hasWhiteLine: boolean;
  /** Device column of the divider. */
  readonly dividerX: number | undefined;
  /** An overlay whose alpha says how much, with the colour that it is given. */
  readonly tint: { readonly source: PictureSource; readonly colour: Rgb } | undefined;
  /** Draws marks and masks over one pane; the context's origin is the pane's corner. */
  readonly drawOver: (context: CanvasRenderingContext2D, pane: Pane, visible: ScreenRect) => void;
}

/** Draws a scene on one canvas of the size of the photo area. */
export class PhotoRenderer {
  private readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private readonly tintLayer = new TintLayer();

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d', { alpha: false })!;
  }

  /** @param dirty what has to be drawn anew, device pixels; undefined = everything */
  draw(scene: Scene, store: TileStore, dirty: ScreenRect | undefined): void {
    const { width, height } = this.canvas;
    const whole = { left: 0, top: 0, right: width, bottom: height };
    const area = dirty ? intersectRects(dirty, whole) : whole;
    store.beginFrame();
    for (const pane of scene.panes) this.want(scene, store, pane);
    store.endFrame();
    if (area.left >= area.right || area.top >= area.bottom) return;
    const { context } = this;
    context.save();
    clipTo(context, area);
    context.fillStyle = scene.surround;
    context.fillRect(area.left, area.top, area.right - area.left, area.bottom - area.top);
    for (const pane of scene.panes) this.drawPane(scene, store, pane, area);
    if (scene.dividerX !== undefined) {
      drawDivider(context, scene.viewport, scene.dividerX, scene.pixelRatio);
    }
    context.restore();
  }

  private want(scene: Scene, store: TileStore, pane: Pane): void {
    const visible = inPane(pane, pane.clip);
    if (visible.right <= visible.left) return;
    wantPicture(store, scene.viewport, pane.source, visible);
    if (scene.tint && canBeTinted(pane)) {
      wantPicture(store, scene.viewport, scene.tint.source, visible);
    }
  }

  private drawPane(scene: Scene, store: TileStore, pane: Pane, area: ScreenRect): void {
    const { context } = this;
    const { viewport, pixelRatio } = scene;
    const clip = intersectRects(pane.clip, area);
    if (clip.left >= clip.right || clip.top >= clip.bottom) return;
    const visible = inPane(pane, clip);
    context.save();
    clipTo(context, clip);
    context.translate(pane.offset.x, pane.offset.y);
    if (scene.hasWhiteLine) drawWhiteLine(context, viewport, pixelRatio);
    const standIn = store.standInFor(pane.source);
    if (standIn) drawPicture(context, store, viewport, standIn, visible);
    drawPicture(context, store, viewport, pane.source, visible);
    if (scene.tint && canBeTinted(pane)) {
      const { source, colour } = scene.tint;
      this.tintLayer.draw(context, store, { viewport, source, colour, visible, pixelRatio });
    }
    scene.drawOver(context, pane, visible);
    context.restore();
  }
}

/** Nothing of the file as it was opened is invented. */
function canBeTinted({ source }: Pane): boolean {
  return source.kind !== 'layer' || source.layerId !== originalLayerId;
}

function inPane({ offset }: Pane, rect: ScreenRect): ScreenRect {
  return {
    left: rect.left - offset.x,
    top: rect.top - offset.y,
    right: rect.right - offset.x,
    bottom: rect.bottom - offset.y,
  };
}

function clipTo(context: CanvasRenderingContext2D, rect: ScreenRect): void {
  context.beginPath();
  context.rect(rect.left, rect.top, rect.right - rect.left, rect.bottom - rect.top);
  context.clip();
}

function drawWhiteLine(
  context: CanvasRenderingContext2D,
  viewport: Viewport,
  pixelRatio: number,
): void {
  const photo = regionOnScreen(viewport, { x: 0, y: 0, ...viewport.photo });
  const width = Math.round(2 * pixelRatio);
  context.fillStyle = '#FFFFFF';
  context.fillRect(
    photo.left - width,
    photo.top - width,
    photo.right - photo.left + 2 * width,
    photo.bottom - photo.top + 2 * width,
  );
}
