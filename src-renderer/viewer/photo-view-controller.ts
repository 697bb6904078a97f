import { originalLayerId } from '../../src-shared/model/ids';
import type { PixelRegion } from '../../src-shared/model/pixel-region';
import type { PictureSource } from '../../src-shared/model/picture-source';
import { PointerRouter } from '../tools/pointer-router';
import { ToolSet } from '../tools/tool-set';
import { CursorLayer } from './cursor-layer';
import { FrameScheduler } from './frame-scheduler';
import { MaskPainter } from './mask-painter';
import {
  dividerPosition,
  dividerX,
  isOnDivider,
  layoutPanes,
  paneAt,
  paneCount,
  paneSize,
  type Pane,
} from './panes';
import { PhotoRenderer } from './photo-renderer';
import type { PhotoViewProps } from './photo-view-props';
import { regionOnScreen, type ScreenRect } from './tile-grid';
import { makeTileImage } from './tile-image';
import { TileStore } from './tile-store';
import { listenToInput } from './view-input';
import { ViewCommands } from './view-commands';
import { ViewState } from './view-state';
import type { Point, Viewport } from './viewport';
import { secondColour } from './overlay-colours';

export interface PhotoViewElements {
  readonly area: HTMLElement;
  readonly picture: HTMLCanvasElement;
  readonly cursor: HTMLCanvasElement;
}

/** Runs the photo area for one photo: holds what React must not render sixty times a second. */
export class PhotoViewController {
  readonly view: ViewState;
  readonly commands: ViewCommands;
  private props: PhotoViewProps;
  private readonly elements: PhotoViewElements;
  private readonly store: TileStore;
  private readonly renderer: PhotoRenderer;
  private readonly cursorLayer: CursorLayer;
  private readonly pictureFrames = new FrameScheduler((dirty) => this.drawPicture(dirty));
  private readonly cursorFrames = new FrameScheduler(() => this.drawCursor());
  private readonly painter: MaskPainter;
  private readonly tools: ToolSet;
  private readonly router: PointerRouter;
  private readonly stops: (() => void)[] = [];
  private pixelRatio = 1;
  /** On the canvas; undefined: not over the photo area. */
  private pointer: Point | undefined;
  private activePane: Pane;

  constructor(elements: PhotoViewElements, props: PhotoViewProps, previous?: Viewport) {
    this.elements = elements;
    this.props = props;
    const { photo } = props;
    this.view = new ViewState(photo, (now, before) => this.viewportChanged(now, before), previous);
    this.store = new TileStore(photo, {
      loadTile: (source, tile) => this.props.client.getTile(photo.photoId, source, tile),
      makeImage: makeTileImage,
      nowMs: () => performance.now(),
      callLater: (callback, delayMs) => void setTimeout(callback, delayMs),
      onTile: (region) => this.invalidateRegion(region),
      onFailure: (error) => this.props.events.onFailure(error),
    });
    this.renderer = new PhotoRenderer(elements.picture);
    this.cursorLayer = new CursorLayer(elements.cursor);
    this.painter = new MaskPainter(props.mask, (region) => this.invalidateRegion(region));
    this.tools = new ToolSet({
      props: () => this.props,
      viewport: () => this.view.viewport,
      pixelRatio: () => this.pixelRatio,
      restoreLayer: this.painter.restoreLayer,
      panBy: (dx, dy) => this.view.panBy(dx, dy),
      redraw: () => this.cursorFrames.invalidate(),
    });
    this.activePane = this.panes()[0]!;
    this.router = this.makeRouter();
    this.commands = new ViewCommands({
      props: () => this.props,
      view: this.view,
      tools: this.tools,
      router: this.router,
      pixelRatio: () => this.pixelRatio,
      paneOffset: () => this.activePane.offset,
      toClient: (point) => this.toClient(point),
      redraw: () => this.cursorFrames.invalidate(),
    });
    const refine = () => this.store.refine();
    const stopRefining = props.client.onExactTiles(photo.photoId, refine);
    this.stops.push(this.listen(), this.watchSize(), stopRefining);
  }

  /** Takes new props; what they change is drawn in the next frame. */
  update(props: PhotoViewProps): void {
    const before = this.props;
    this.props = props;
    if (props.mask !== before.mask) this.painter.setMask(props.mask);
    if (props.toolId !== before.toolId) {
      this.commands.hideCursor();
      this.tools.leave();
    }
    if (paneCount(props.compare) !== paneCount(before.compare)) this.resizePane();
    this.pictureFrames.invalidate();
    this.cursorFrames.invalidate();
    this.updateCursor();
  }

  invalidate(source: PictureSource, region: PixelRegion | undefined): void {
    this.store.invalidate(source, region);
  }

  /** @returns true where there was something to give up */
  cancelGesture(): boolean {
    return this.router.cancel() || this.commands.cancel() || this.tools.leave();
  }

  dispose(): void {
    this.router.cancel();
    this.commands.cancel();
    this.tools.leave();
    for (const stop of this.stops) stop();
    this.painter.dispose();
    this.pictureFrames.stop();
    this.cursorFrames.stop();
    this.store.close();
  }

  private makeRouter(): PointerRouter {
    return new PointerRouter({
      toolId: () => this.props.toolId,
      tool: () => this.tools.active(),
      toSample: (point, pressure) => this.tools.toSample(this.inPane(point), pressure),
      panBy: (dx, dy) => this.view.panBy(dx, dy),
      zoomBy: (factor, point) => this.view.zoomBy(factor, this.inPane(point)),
      isOnDivider: (point) => this.isOnDivider(point),
      dragDivider: ({ x }) => this.dragDivider(x),
      openContextMenu: (point) =>
        this.commands.openContextMenu(this.inPane(point), this.toClient(point)),
      callLater: (callback, delayMs) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
      pixelRatio: () => this.pixelRatio,
      isMac: this.props.isMac,
      onPen: () => this.props.events.onPenSeen(),
    });
  }

  private listen(): () => void {
    return listenToInput(this.elements.area, {
      router: this.router,
      pixelsPerCssPx: () => this.pixelsPerCssPx(),
      pointerMoved: (point) => this.pointerMoved(point),
      pressed: () => this.commands.hideCursor(),
      blurred: () => this.commands.hideCursor(),
      wheel: (event, point) => this.commands.wheel(event, this.inPane(point)),
      doubleClick: (point) => this.commands.doubleClick(this.inPane(point)),
      keyDown: (event) => this.commands.keyDown(event),
      changed: () => this.updateCursor(),
    });
  }

  private watchSize(): () => void {
    const observer = new ResizeObserver((entries) => {
      const box = entries.at(-1)?.devicePixelContentBoxSize[0];
      if (box) this.resize(box.inlineSize, box.blockSize);
    });
    observer.observe(this.elements.picture, { box: 'device-pixel-content-box' });
    return () => observer.disconnect();
  }

  private resize(width: number, height: number): void {
    const { picture, cursor } = this.elements;
    if (width === 0 || height === 0) return;
    for (const canvas of [picture, cursor]) {
      canvas.width = width;
      canvas.height = height;
    }
    this.pixelRatio = devicePixelRatio;
    this.resizePane();
    // Setting the size has cleared the canvas: waiting for the next frame would flash.
    this.drawPicture(undefined);
    this.drawCursor();
  }

  private resizePane(): void {
    const { elements, props, pixelRatio } = this;
    const size = paneSize(elements.picture, paneCount(props.compare), pixelRatio);
    this.view.resize(size, pixelRatio);
    this.choosePane(this.pointer);
  }

  /** What is pointed at, or drawn with the keyboard, is in this pane from here on. */
  private choosePane(point: Point | undefined): void {
    this.activePane = point ? paneAt(this.panes(), point) : this.panes()[0]!;
    this.view.pointer = point && this.inPane(point);
  }

  private panes(): readonly Pane[] {
    const { isOriginalHeld, compare, source } = this.props;
    const [canvas, { viewport }] = [this.elements.picture, this.view];
    if (isOriginalHeld && compare?.mode !== 'sideBySide') {
      const original = { kind: 'layer', layerId: originalLayerId } as const;
      return layoutPanes(canvas, viewport, original, undefined, this.pixelRatio);
    }
    return layoutPanes(canvas, viewport, source, compare, this.pixelRatio);
  }

  private drawPicture(dirty: ScreenRect | undefined): void {
    const { props } = this;
    const { viewport } = this.view;
    const { overlayColour, surround, whiteLine } = props.look;
    const divider = props.compare?.mode === 'divider' ? props.compare.position : undefined;
    const isDivided = divider !== undefined && !props.isOriginalHeld;
    const isHidden =
      props.look.overlayMode === 'hidden' || props.isOriginalHeld || props.compare !== undefined;
    this.painter.update(props, viewport, this.pixelRatio, isHidden);
    this.renderer.draw(
      {
        viewport,
        panes: this.panes(),
        pixelRatio: this.pixelRatio,
        surround,
        hasWhiteLine: whiteLine,
        dividerX: isDivided ? dividerX(viewport, divider) : undefined,
        tint:
          props.tint && !props.isOriginalHeld
            ? { source: props.tint, colour: secondColour(overlayColour) }
            : undefined,
        drawOver: (context, _pane, visible) => this.painter.draw(context, visible),
      },
      this.store,
      dirty,
    );
  }

  private drawCursor(): void {
    const { viewport } = this.view;
    const ring = this.commands.brushRing();
    const at = this.commands.keyboardPoint() ?? (this.pointer && this.inPane(this.pointer));
    const showsRing = ring && at && !this.isPanning() && !this.isPointerOnDivider();
    this.cursorLayer.draw({
      viewport,
      pane: this.activePane,
      pixelRatio: this.pixelRatio,
      ring: showsRing ? { ring, at } : undefined,
      keyboardCursor: this.commands.keyboardPoint(),
      preview: this.tools.active().preview?.(),
    });
  }

  private viewportChanged(now: Viewport, before: Viewport): void {
    this.commands.viewportChanged(now, before);
    this.pictureFrames.invalidate();
    this.cursorFrames.invalidate();
    this.props.events.onViewport(now);
  }

  private invalidateRegion(region: PixelRegion): void {
    const { left, top, right, bottom } = regionOnScreen(this.view.viewport, region);
    const more = Math.ceil(6 * this.pixelRatio);
    for (const { offset } of this.panes()) {
      this.pictureFrames.invalidate({
        left: left - more + offset.x,
        top: top - more + offset.y,
        right: right + more + offset.x,
        bottom: bottom + more + offset.y,
      });
    }
  }

  private pointerMoved(point: Point | undefined): void {
    this.pointer = point;
    if (point && this.router.kind === 'idle') this.choosePane(point);
    else this.view.pointer = point && this.inPane(point);
    this.commands.pointerMoved();
    this.cursorFrames.invalidate();
  }

  private inPane(point: Point): Point {
    const { offset } = this.activePane;
    return { x: point.x - offset.x, y: point.y - offset.y };
  }

  private pixelsPerCssPx(): Point {
    const { area, picture } = this.elements;
    return {
      x: picture.width / Math.max(1, area.clientWidth),
      y: picture.height / Math.max(1, area.clientHeight),
    };
  }

  private toClient(point: Point): Point {
    const { left, top } = this.elements.area.getBoundingClientRect();
    const ratio = this.pixelsPerCssPx();
    return { x: left + point.x / ratio.x, y: top + point.y / ratio.y };
  }

  private isOnDivider(point: Point): boolean {
    const { compare, isOriginalHeld } = this.props;
    if (compare?.mode !== 'divider' || isOriginalHeld) return false;
    return isOnDivider(this.view.viewport, compare.position, point, this.pixelRatio);
  }

  private isPointerOnDivider(): boolean {
    if (this.router.kind === 'divider') return true;
    return this.router.kind === 'idle' && !!this.pointer && this.isOnDivider(this.pointer);
  }

  private dragDivider(x: number): void {
    const { compare } = this.props;
    const position = dividerPosition(this.view.viewport, x, this.pixelRatio);
    if (compare?.mode === 'divider') compare.onPosition(position);
  }

  private isPanning(): boolean {
    const { kind } = this.router;
    return kind === 'pan' || kind === 'pinch' || (kind === 'idle' && this.router.isSpaceHeld);
  }

  private updateCursor(): void {
    const { style } = this.elements.area;
    if (this.isPointerOnDivider()) style.cursor = 'ew-resize';
    else if (this.router.kind === 'pan') style.cursor = 'grabbing';
    else if (this.isPanning()) style.cursor = 'grab';
    else style.cursor = this.tools.systemCursor();
    this.cursorFrames.invalidate();
  }
}
