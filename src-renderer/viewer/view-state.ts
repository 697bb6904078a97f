import type { PixelRegion } from '../../src-shared/model/pixel-region';
import { regionOnScreen } from './tile-grid';
import {
  centreOn,
  fitMarginPx,
  fitViewport,
  panBy,
  resizeViewport,
  screenToPhoto,
  zoomAt,
  zoomStep,
  type Point,
  type Size,
  type Viewport,
} from './viewport';

/** The viewport of one photo view, and the ways in which it changes. */
export class ViewState {
  /** In device pixels of the pane; undefined: the pointer is elsewhere and zooming goes round the middle. */
  pointer: Point | undefined;
  private current: Viewport;
  private pixelRatio = 1;
  private readonly onChange: (viewport: Viewport, before: Viewport) => void;

  /** @param previous of the photo shown before: kept where the sizes match */
  constructor(
    photo: Size,
    onChange: (viewport: Viewport, before: Viewport) => void,
    previous?: Viewport,
  ) {
    const isSameSize =
      previous?.photo.width === photo.width && previous.photo.height === photo.height;
    this.current = isSameSize ? previous : fitViewport(photo, { width: 1, height: 1 }, fitMarginPx);
    this.onChange = onChange;
  }

  get viewport(): Viewport {
    return this.current;
  }

  resize(pane: Size, pixelRatio: number): void {
    this.pixelRatio = pixelRatio;
    this.set(resizeViewport(this.current, pane, fitMarginPx * pixelRatio));
  }

  fit(): void {
    const { photo, screen } = this.current;
    this.set(fitViewport(photo, screen, fitMarginPx * this.pixelRatio));
  }

  zoomTo(scale: number, point = this.zoomPoint()): void {
    this.set(zoomAt(this.current, scale, point));
  }

  zoomBy(factor: number, point: Point): void {
    this.set(zoomAt(this.current, this.current.scale * factor, point));
  }

  zoomStep(direction: 1 | -1): void {
    this.zoomTo(zoomStep(this.current.scale, direction));
  }

  toggleFit(): void {
    if (this.current.isFit) this.zoomTo(1);
    else this.fit();
  }

  panBy(dx: number, dy: number): void {
    if (dx !== 0 || dy !== 0) this.set(panBy(this.current, dx, dy));
  }

  /** Moves the picture until a region is seen: its middle comes to the middle, unless it is all in view already. */
  reveal(region: PixelRegion): void {
    const { screen } = this.current;
    const { left, top, right, bottom } = regionOnScreen(this.current, region);
    if (left >= 0 && top >= 0 && right <= screen.width && bottom <= screen.height) return;
    const middle = { x: region.x + region.width / 2, y: region.y + region.height / 2 };
    this.set(centreOn(this.current, middle));
  }

  /** Moves the picture just so far that a photo point is not nearer than `marginPx` to the pane's edge. */
  follow(point: Point, marginPx: number): void {
    const { screen, scale } = this.current;
    const origin = screenToPhoto(this.current, { x: 0, y: 0 });
    const x = (point.x - origin.x) * scale;
    const y = (point.y - origin.y) * scale;
    const push = (at: number, length: number) =>
      Math.max(0, marginPx - at) - Math.max(0, at - (length - marginPx));
    this.panBy(push(x, screen.width), push(y, screen.height));
  }

  private zoomPoint(): Point {
    const { screen } = this.current;
    return this.pointer ?? { x: screen.width / 2, y: screen.height / 2 };
  }

  private set(viewport: Viewport): void {
    const before = this.current;
    this.current = viewport;
    this.onChange(viewport, before);
  }
}
