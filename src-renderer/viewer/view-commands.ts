import { brushSizeAtScale, wheelBrushSize } from '../tools/brush-size';
import { arrowDirection, KeyboardCursor } from '../tools/keyboard-cursor';
import { hitMarks } from '../tools/mark-hit';
import type { ToolId } from '../tools/tool';
import type { PointerRouter } from '../tools/pointer-router';
import type { ToolSet } from '../tools/tool-set';
import { hardCoreRadius } from '../mask/stroke-raster';
import type { BrushRing } from './cursor-layer';
import type { PhotoViewProps } from './photo-view-props';
import type { ViewState } from './view-state';
import {
  photoToScreen,
  screenToPhoto,
  wheelZoomFactor,
  type Point,
  type Viewport,
} from './viewport';
import { wheelAction } from './wheel';

export interface CommandHost {
  readonly props: () => PhotoViewProps;
  readonly view: ViewState;
  readonly tools: ToolSet;
  readonly router: PointerRouter;
  readonly pixelRatio: () => number;
  readonly paneOffset: () => Point;
  /** From device pixels of the canvas to CSS pixels of the window. */
  readonly toClient: (point: Point) => Point;
  readonly redraw: () => void;
}

/** In these tools the arrows move a cursor; in the others they pan. */
const paintTools: readonly ToolId[] = ['brush', 'eraser', 'lasso', 'trace'];

/** What wheel, keys, double click and menu do in the photo area. Points are device pixels of the pane. */
export class ViewCommands {
  private readonly host: CommandHost;
  private readonly cursor: KeyboardCursor;
  /** The size as it would be without the limits, so that zooming there and back changes nothing. */
  private brush: { readonly given: number; readonly freeSizePx: number } | undefined;

  constructor(host: CommandHost) {
    this.host = host;
    this.cursor = this.makeCursor();
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

  doubleClick(point: Point): void {
    const { tools, view } = this.host;
    if (this.host.props().toolId === 'hand') view.toggleFit();
    else tools.active().doubleClick?.(tools.toSample(point, 1));
  }

  /** @returns true where the key meant something here */
  keyDown(event: KeyboardEvent): boolean {
    const { key, shiftKey } = event;
    const { toolId, isMac } = this.host.props();
    if (event.altKey || this.host.router.kind !== 'idle') return false;
    if (paintTools.includes(toolId)) {
      const commandKey = isMac ? event.metaKey : event.ctrlKey;
      return this.cursor.keyDown({ key, shiftKey, commandKey });
    }
    const direction = arrowDirection(key);
    if (!direction || event.metaKey || event.ctrlKey) return false;
    const step = (shiftKey ? 64 : 8) * this.host.pixelRatio();
    this.host.view.panBy(-direction.x * step, -direction.y * step);
    return true;
  }

  openContextMenu(point: Point, client: Point, markId = this.markAt(point)): void {
    this.host.props().events.onContextMenu({ clientX: client.x, clientY: client.y, markId });
  }

  /** At the keyboard's cursor; without one, at the current mark where that is in view, else in the middle. */
  openMenu(): void {
    const { screen } = this.host.view.viewport;
    const cursor = this.keyboardPoint();
    const mark = cursor ? undefined : this.currentMark();
    const point = cursor ?? mark?.point ?? { x: screen.width / 2, y: screen.height / 2 };
    const offset = this.host.paneOffset();
    const client = this.host.toClient({ x: point.x + offset.x, y: point.y + offset.y });
    this.openContextMenu(point, client, mark?.markId);
  }

  /** Pen down or up; the first time it shows where the pen is. */
  movePen(): void {
    if (this.cursor.position) this.cursor.press(this.hasBrush());
    else this.cursor.show();
  }

  /** Gives up what the keyboard has begun. @returns true where there was something */
  cancel(): boolean {
    return this.cursor.cancel();
  }

  /** The pointer takes over from the keyboard's cursor, unless that has its pen down. */
  pointerMoved(): void {
    if (!this.cursor.isPenDown) this.cursor.hide();
  }

  /** The pointer is pressed, or another place has the focus, or another tool was taken. */
  hideCursor(): void {
    this.cursor.hide();
  }

  /** Where the keyboard's cursor is, device pixels of the pane; undefined: not shown. */
  keyboardPoint(): Point | undefined {
    return this.cursor.position && photoToScreen(this.host.view.viewport, this.cursor.position);
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

  /** The mark in question and the middle of it on the screen; undefined where that is out of view. */
  private currentMark(): { readonly markId: string; readonly point: Point } | undefined {
    const { marks, currentMarkId } = this.host.props();
    const { viewport } = this.host.view;
    const mark = marks.find((shown) => shown.mark.id === currentMarkId)?.mark;
    if (!mark) return undefined;
    const { x, y, width, height } = mark.bounds;
    const point = photoToScreen(viewport, { x: x + width / 2, y: y + height / 2 });
    const { screen } = viewport;
    const isInView =
      point.x >= 0 && point.y >= 0 && point.x <= screen.width && point.y <= screen.height;
    return isInView ? { markId: mark.id, point } : undefined;
  }

  private markAt(point: Point): string | undefined {
    const { marks } = this.host.props();
    const { view, tools, pixelRatio } = this.host;
    const scene = { marks, viewport: view.viewport, pixelRatio: pixelRatio() };
    return hitMarks(scene, tools.toSample(point, 1))[0]?.mark.id;
  }

  private makeCursor(): KeyboardCursor {
    const { host } = this;
    const { view, tools } = host;
    return new KeyboardCursor({
      tool: () => tools.active(),
      photo: () => view.viewport.photo,
      start: () => {
        const { screen } = view.viewport;
        return screenToPhoto(
          view.viewport,
          view.pointer ?? { x: screen.width / 2, y: screen.height / 2 },
        );
      },
      toSample: (photo) => tools.toSample(photoToScreen(view.viewport, photo), 1),
      scale: () => view.viewport.scale,
      pixelRatio: host.pixelRatio,
      changed: (at) => {
        if (at) view.follow(at, 32 * host.pixelRatio());
        host.redraw();
      },
      callLater: (callback, delayMs) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
      rested: (at) => {
        const markId = this.markAt(photoToScreen(view.viewport, at));
        host.props().events.onCursorRest({ x: Math.floor(at.x), y: Math.floor(at.y), markId });
      },
    });
  }
}
