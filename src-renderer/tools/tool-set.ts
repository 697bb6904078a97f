import type { PhotoViewProps } from '../viewer/photo-view-props';
import { screenToPhoto, type Point, type Viewport } from '../viewer/viewport';
import type { MaskLayer } from '../mask/mask-layer';
import { keyColumn, keyRow } from '../mask/mask-tiles';
import { BrushTool } from './brush-tool';
import { LassoTool } from './lasso-tool';
import type { HitScene } from './mark-hit';
import { SelectTool, type SelectHost } from './select-tool';
import { TraceTool, type TraceHost } from './trace-tool';
import { WholeMarkEraser } from './whole-mark-eraser';
import type { MaskEditLabel, PointerSample, Tool, ToolHost, ToolId } from './tool';

export interface ToolSetHost {
  readonly props: () => PhotoViewProps;
  readonly viewport: () => Viewport;
  readonly pixelRatio: () => number;
  readonly restoreLayer: () => MaskLayer;
  readonly panBy: (dx: number, dy: number) => void;
  readonly redraw: () => void;
}

/** The hand: every press pans. */
const handTool: Tool = { begin: () => undefined };

const systemCursors: Record<ToolId, string> = {
  select: 'default',
  // The ring is drawn by the view: the system's cursors end at 128 px.
  brush: 'none',
  eraser: 'none',
  lasso: 'crosshair',
  trace: 'crosshair',
  hand: 'grab',
};

/** The tools of one photo view. */
export class ToolSet {
  private readonly host: ToolSetHost;
  private readonly tools: Record<ToolId, Tool>;
  private readonly wholeMarkEraser: Tool;

  constructor(host: ToolSetHost) {
    this.host = host;
    const toolHost = this.makeToolHost();
    const brush = () => {
      const { brushSizePx, brushHardness, usesPenPressure, penCurve } = host.props().settings;
      const pressure = usesPenPressure ? penCurve : undefined;
      return { sizePx: brushSizePx, hardness: brushHardness, pressure };
    };
    this.wholeMarkEraser = new WholeMarkEraser({
      scene: () => this.scene(),
      sizePx: () => host.props().settings.brushSizePx,
      touched: (markIds) => host.props().events.onSelectMarks({ markIds, mode: 'replace' }),
      erase: (markIds) => host.props().events.onEraseMarks(markIds),
    });
    this.tools = {
      select: new SelectTool(this.selectHost()),
      brush: new BrushTool(toolHost, brush, false),
      eraser: new BrushTool(toolHost, brush, true),
      lasso: new LassoTool(toolHost, () => {
        const { lassoTakesAway, lassoFeatherPx } = host.props().settings;
        return { takesAway: lassoTakesAway, featherPx: lassoFeatherPx };
      }),
      trace: new TraceTool(this.traceHost(toolHost)),
      hand: handTool,
    };
  }

  active(): Tool {
    const { toolId, settings } = this.host.props();
    if (toolId === 'eraser' && settings.erasesWholeMarks) return this.wholeMarkEraser;
    return this.tools[toolId];
  }

  systemCursor(): string {
    return this.active().cursor?.() ?? systemCursors[this.host.props().toolId];
  }

  /** @param screen device pixels of the pane */
  toSample(screen: Point, pressure: number): PointerSample {
    return { screen, photo: screenToPhoto(this.host.viewport(), screen), pressure };
  }

  /** Gives up what tools have begun. @returns true where there was something */
  leave(): boolean {
    return Object.values(this.tools)
      .map((tool) => tool.leave?.() ?? false)
      .some(Boolean);
  }

  private selectHost(): SelectHost {
    const { host } = this;
    const events = () => host.props().events;
    return {
      scene: () => this.scene(),
      select: (selection) => events().onSelectMarks(selection),
      hover: (markId) => events().onHoverMark(markId),
      open: (markId) => events().onOpenMark(markId),
      panBy: host.panBy,
      redraw: host.redraw,
    };
  }

  private scene(): HitScene {
    const { host } = this;
    return {
      marks: host.props().marks,
      viewport: host.viewport(),
      pixelRatio: host.pixelRatio(),
    };
  }

  private traceHost(toolHost: ToolHost): TraceHost {
    const { props } = this.host;
    return {
      ...toolHost,
      traceLine: (point, reachPx) => props().traceLine(point, reachPx),
      foundNothing: () => props().events.onNothingToTrace(),
      failed: (error) => props().events.onFailure(error),
      widthPx: () => props().settings.traceWidthPx,
    };
  }

  private makeToolHost(): ToolHost {
    const { host } = this;
    return {
      viewport: host.viewport,
      pixelRatio: host.pixelRatio,
      mask: () => host.props().mask,
      restoreLayer: () => (host.props().settings.eraserRestores ? host.restoreLayer() : undefined),
      commitEdit: (label) => this.commitEdit(label),
      redraw: host.redraw,
    };
  }

  private commitEdit(label: MaskEditLabel): void {
    const { mask, events } = this.host.props();
    const delta = mask.commit();
    if (delta) events.onMaskEdit({ label, delta });
    const restore = this.host.restoreLayer();
    if (!restore.isEditing) return;
    const tiles = [...restore.tiles('painted')].map(([key, data]) => ({
      column: keyColumn(key),
      row: keyRow(key),
      data,
    }));
    // Nothing of it stays here: what it brought back is a new layer of the owner's.
    restore.cancel();
    if (tiles.length > 0) events.onRestoreOriginal(tiles);
  }
}
