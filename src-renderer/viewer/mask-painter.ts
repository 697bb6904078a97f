import type { PixelRegion } from '../../src-shared/model/pixel-region';
import { MaskLayer } from '../mask/mask-layer';
import { MaskOverlay } from '../mask/mask-overlay';
import type { OverlayStyle } from '../mask/overlay-raster';
import { overlayColours, secondColour } from './overlay-colours';
import { MarkPainter, type MarkScene } from './mark-painter';
import type { PhotoViewProps, ShownMark } from './photo-view-props';
import type { ScreenRect } from './tile-grid';
import type { Viewport } from './viewport';

/** Draws what is marked over a photo: the marks, the painted mask, and the eraser's stroke over a result. */
export class MaskPainter {
  private readonly marks = new MarkPainter();
  private scene: MarkScene | undefined;
  private shownMarks: readonly ShownMark[] = [];
  private mask: MaskLayer;
  private restore: MaskLayer;
  private painted: MaskOverlay;
  private restored: MaskOverlay;
  private stops: (() => void)[] = [];
  private readonly onChange: (region: PixelRegion) => void;

  /** @param onChange is told what has to be drawn anew */
  constructor(mask: MaskLayer, onChange: (region: PixelRegion) => void) {
    this.onChange = onChange;
    this.mask = mask;
    this.restore = new MaskLayer(mask.width, mask.height);
    this.painted = new MaskOverlay(mask, 'painted');
    this.restored = new MaskOverlay(this.restore, 'painted');
    this.watch();
  }

  readonly restoreLayer = (): MaskLayer => this.restore;

  setMask(mask: MaskLayer): void {
    this.dispose();
    this.mask = mask;
    this.restore = new MaskLayer(mask.width, mask.height);
    this.painted = new MaskOverlay(mask, 'painted');
    this.restored = new MaskOverlay(this.restore, 'painted');
    this.watch();
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
  }

  /** Brings the overlays up to date. @param isHidden only the stroke in hand is shown */
  update(props: PhotoViewProps, viewport: Viewport, pixelRatio: number, isHidden: boolean): void {
    const { overlayColour, overlayOpacity, overlayMode } = props.look;
    const erased = this.mask.tiles('erased');
    this.shownMarks = props.marks;
    this.scene = isHidden ? undefined : { props, viewport, pixelRatio, erased };
    const lineWidthPx = Math.max(1, Math.round(pixelRatio));
    const style: OverlayStyle = {
      colour: overlayColours[overlayColour],
      // Painting always shows its fill.
      fillOpacity: overlayOpacity,
      hasOutline: overlayMode !== 'filled',
      lineWidthPx,
    };
    this.painted.update(viewport, style, isHidden ? 'strokeInHand' : 'plane');
    const restoreStyle = { ...style, colour: secondColour(overlayColour), hasOutline: true };
    this.restored.update(viewport, restoreStyle, 'plane');
  }

  /** @param visible the part of the pane to draw; the context's origin is the pane's corner */
  draw(context: CanvasRenderingContext2D, visible: ScreenRect): void {
    if (this.scene) this.marks.draw(context, this.scene, visible);
    const { left, top, right, bottom } = visible;
    const width = right - left;
    const height = bottom - top;
    for (const { canvas, isEmpty } of [this.painted, this.restored]) {
      if (isEmpty) continue;
      context.drawImage(canvas, left, top, width, height, left, top, width, height);
    }
  }

  private watch(): void {
    for (const [mask, overlay] of [
      [this.mask, this.painted],
      [this.restore, this.restored],
    ] as const) {
      this.stops.push(
        mask.onChange((region, mayErase) => {
          overlay.invalidate(region);
          if (mayErase) this.marks.invalidate(this.shownMarks, region);
          this.onChange(region);
        }),
      );
    }
  }
}
