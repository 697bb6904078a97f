import { brushSizeAtScale, wheelBrushSize } from '../tools/brush-size';
import type { PointerRouter } from '../tools/pointer-router';
import type { ToolSet } from '../tools/tool-set';
import { hardCoreRadius } from '../mask/stroke-raster';
import type { BrushRing } from './cursor-layer';
import type { PhotoViewProps } from './photo-view-props';
import type { ViewState } from './view-state';
import { screenToPhoto, wheelZoomFactor, type Point, type Viewport } from './viewport';
import { wheelAction } from './wheel';

export interface CommandHost {
  readonly props: () => PhotoViewProps;
  readonly view: ViewState;
  readonly tools: ToolSet;
  readonly router: PointerRouter;
  readonly pixelRatio: () => number;
  readonly paneOffset: () => Point;
  readonly redraw: () => void;
}

/** What wheel, keys, double click and menu do in the photo area. Points are device pixels of the pane. */
export class ViewCommands {
  private readonly host: CommandHost;
  /** The size as it would be without the limits, so that zooming there and back changes nothing. */
  private brush: { readonly given: number; readonly freeSizePx: number } | undefined;

  constructor(host: CommandHost) {
    this.host = host;
  }

  wheel(event: WheelEvent, point: Point): void {
    const { view, pixelRatio } = this.host;
    const props = this.host.props();
    const action = wheelAction(event, props.wheel, this.hasBrush());
    if (action.kind === 'zoom') {
      view.zoomBy(wheelZoomFactor(action.deltaPx, action.isPinch), point);
    } else if (action.kind === 'pan') {
      view.panBy(action.dx * pixelRatio(), action.dy * pixelRatio());
    } else props.events.onBrushSize(wheelBrushSize(props.settings.brushSizePx, action.notches));
  }

  doubleClick(_point: Point): void {
    if (this.host.props().toolId === 'hand') this.host.view.toggleFit();
  }

  /** @returns true where the key meant something here */
  keyDown(event: KeyboardEvent): boolean {
    const step = arrowStep(event);
    if (!step) return false;
    const { view, pixelRatio } = this.host;
    const size = (event.shiftKey ? 64 : 8) * pixelRatio();
    view.panBy(-step.x * size, -step.y * size);
    return true;
  }

  openContextMenu(point: Point, client: Point): void {
    const photo = screenToPhoto(this.host.view.viewport, point);
    this.host.props().events.onContextMenu({
      clientX: client.x,
      clientY: client.y,
      photo,
      markId: undefined,
    });
  }

  menuKey(toClient: (point: Point) => Point): void {
    const { screen } = this.host.view.viewport;
    const point = this.keyboardPoint() ?? { x: screen.width / 2, y: screen.height / 2 };
    const offset = this.host.paneOffset();
    this.openContextMenu(point, toClient({ x: point.x + offset.x, y: point.y + offset.y }));
  }

  /** Gives up what the keyboard has begun. @returns true where there was something */
  cancel(): boolean {
    return false;
  }

  /** The pointer takes over from the keyboard's cursor. */
  pointerMoved(): void {
    this.host.redraw();
  }

  /** Where the keyboard's cursor is, device pixels of the pane; undefined: not shown. */
  keyboardPoint(): Point | undefined {
    return undefined;
  }

  /** The ring of the active tool; undefined for tools without one. */
  brushRing(): BrushRing | undefined {
    const { toolId, settings } = this.host.props();
    if (!this.hasBrush()) return undefined;
    const { scale } = this.host.view.viewport;
    const radius = settings.brushSizePx / 2;
    return {
      radiusPx: radius * scale,
      coreRadiusPx: hardCoreRadius(radius, settings.brushHardness) * scale,
      isEraser: toolId === 'eraser',
    };
  }

  /** A brush that is not locked to the photo stays as large on the screen as it is. */
  viewportChanged(now: Viewport, before: Viewport): void {
    const { settings, events } = this.host.props();
    if (settings.isBrushLockedToPhoto || now.scale === before.scale) return;
    // The window opening is not a zoom.
    if (before.screen.width === 1) return;
    const given = settings.brushSizePx;
    const from = this.brush?.given === given ? this.brush.freeSizePx : given;
    const freeSizePx = (from * before.scale) / now.scale;
    const sizePx = brushSizeAtScale(from, before.scale, now.scale);
    this.brush = { given: sizePx, freeSizePx };
    events.onBrushSize(sizePx);
  }

  private hasBrush(): boolean {
    const { toolId } = this.host.props();
    return toolId === 'brush' || toolId === 'eraser';
  }
}

function arrowStep({ key }: KeyboardEvent): Point | undefined {
  if (key === 'ArrowLeft') return { x: -1, y: 0 };
  if (key === 'ArrowRight') return { x: 1, y: 0 };
  if (key === 'ArrowUp') return { x: 0, y: -1 };
  return key === 'ArrowDown' ? { x: 0, y: 1 } : undefined;
}
