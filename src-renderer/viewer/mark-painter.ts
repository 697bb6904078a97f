import type { PixelRegion } from '../../src-shared/model/pixel-region';
import type { SparseTiles } from '../mask/mask-tiles';
import { drawBrackets, drawCounts, drawPins } from './draw-mark-signs';
import { MarkOutlines } from './mark-outlines';
import { dashes, isPin, markLine, mostPins, type MarkLine } from './mark-style';
import { overlayColours, secondColour } from './overlay-colours';
import type { PhotoViewProps, ShownMark } from './photo-view-props';
import { regionOnScreen, type ScreenRect } from './tile-grid';
import { makeHatch } from './tint-layer';
import { photoOrigin, type Point, type Viewport } from './viewport';

type Context = CanvasRenderingContext2D;

/** What marks are drawn with. */
export interface MarkScene {
  readonly props: PhotoViewProps;
  readonly viewport: Viewport;
  readonly pixelRatio: number;
  readonly erased: SparseTiles;
}

interface DrawnMark {
  readonly shown: ShownMark;
  readonly line: MarkLine;
  readonly isCurrent: boolean;
  readonly isPin: boolean;
}

/** Draws the marks that the detector found: outlines, fills, pins, counts, and brackets round those in question. */
export class MarkPainter {
  private readonly outlines = new MarkOutlines();

  /** Says where something was erased from the marks, or is no longer. */
  invalidate(marks: readonly ShownMark[], region: PixelRegion): void {
    this.outlines.invalidate(
      marks.map(({ mark }) => mark),
      region,
    );
  }

  /** @param visible the part of the pane that is drawn; the context's origin is the pane's corner */
  draw(context: Context, scene: MarkScene, visible: ScreenRect): void {
    const marks = drawnMarks(scene);
    const { overlayMode } = scene.props.look;
    const large = marks.filter((mark) => !mark.isPin && isNear(scene, mark, visible));
    if (overlayMode !== 'outline') this.fill(context, scene, large);
    if (overlayMode !== 'filled') {
      for (const line of ['dashed', 'solid', 'dotted'] as const) {
        this.outline(context, scene, line, large);
      }
    }
    this.fillDoubtful(context, scene, large);
    const { viewport, pixelRatio } = scene;
    const small = marks.filter((mark) => mark.isPin).map(({ shown }) => middle(viewport, shown));
    const colour = overlayColours[scene.props.look.overlayColour];
    if (small.length > mostPins) drawCounts(context, small, pixelRatio);
    else drawPins(context, small, colour, pixelRatio);
    for (const { shown, isCurrent } of marks) {
      if (isCurrent) drawBrackets(context, regionOnScreen(viewport, shown.mark.bounds), pixelRatio);
    }
  }

  private fill(context: Context, scene: MarkScene, marks: readonly DrawnMark[]): void {
    const { overlayColour, overlayOpacity } = scene.props.look;
    const path = this.join(
      scene,
      marks.filter(({ line }) => line !== 'dotted'),
    );
    withTransform(context, scene.viewport, () => {
      context.fillStyle = `rgba(${overlayColours[overlayColour].join()}, ${overlayOpacity})`;
      context.fill(path);
    });
  }

  /** What is probably part of the picture has another colour and a hatch, as long as it is asked for. */
  private fillDoubtful(context: Context, scene: MarkScene, marks: readonly DrawnMark[]): void {
    const doubtful = marks.filter(
      ({ shown, line }) => shown.mark.isProbablyPicture && line === 'dotted',
    );
    if (doubtful.length === 0) return;
    const path = new Path2D();
    const { scale } = scene.viewport;
    const { x, y } = photoOrigin(scene.viewport);
    // Added under a transform: the hatch itself is in pixels of the screen.
    path.addPath(this.join(scene, doubtful), { a: scale, d: scale, e: x, f: y });
    const colour = secondColour(scene.props.look.overlayColour);
    context.globalAlpha = scene.props.look.overlayOpacity;
    context.fillStyle = makeHatch(context, colour, scene.pixelRatio);
    context.fill(path);
    context.globalAlpha = 1;
  }

  private outline(
    context: Context,
    scene: MarkScene,
    line: MarkLine,
    marks: readonly DrawnMark[],
  ): void {
    const drawn = marks.filter((mark) => mark.line === line);
    if (drawn.length === 0) return;
    const path = this.join(scene, drawn);
    const { scale } = scene.viewport;
    const width = Math.max(1, Math.round(scene.pixelRatio));
    withTransform(context, scene.viewport, () => {
      // Twice as wide as a line, half of it inside; the clip leaves the white one there alone.
      context.lineWidth = (2 * width) / scale;
      context.setLineDash(dashes[line].map((length) => (length * scene.pixelRatio) / scale));
      context.strokeStyle = '#000000';
      context.stroke(path);
      context.clip(path);
      context.strokeStyle = '#FFFFFF';
      context.stroke(path);
    });
  }

  private join({ viewport, erased }: MarkScene, marks: readonly DrawnMark[]): Path2D {
    const path = new Path2D();
    for (const { shown } of marks) {
      path.addPath(this.outlines.path(shown.mark, erased, viewport.scale));
    }
    return path;
  }
}

/** All marks of the pane that have something to show: whether pins become counts must not hang on what is drawn anew. */
function drawnMarks(scene: MarkScene): DrawnMark[] {
  const { props, viewport, pixelRatio } = scene;
  const { width, height } = viewport.screen;
  const pane = { left: 0, top: 0, right: width, bottom: height };
  const drawn: DrawnMark[] = [];
  for (const shown of props.marks) {
    const { id } = shown.mark;
    const isSelected = props.selectedMarkIds.has(id);
    const isCurrent = id === props.currentMarkId;
    const look = { isCurrent, isSelected, showsRepaired: props.showsRepairedMarks };
    const line = markLine(shown, look);
    const isAskedFor = isCurrent || isSelected;
    // The painted mask draws itself, with its soft edges; its places only get brackets.
    if (!line || (shown.mark.class === 'painted' && !isAskedFor)) continue;
    const mark = {
      shown,
      line,
      isCurrent: isAskedFor,
      isPin: !isAskedFor && isPin(shown, viewport.scale, pixelRatio),
    };
    if (isNear(scene, mark, pane)) drawn.push(mark);
  }
  return drawn;
}

/** True where a mark, or its brackets, can reach into a part of the pane. */
function isNear(
  { viewport, pixelRatio }: MarkScene,
  { shown }: DrawnMark,
  { left, top, right, bottom }: ScreenRect,
): boolean {
  const rect = regionOnScreen(viewport, shown.mark.bounds);
  const more = 32 * pixelRatio;
  return (
    rect.left < right + more &&
    rect.right > left - more &&
    rect.top < bottom + more &&
    rect.bottom > top - more
  );
}

function middle(viewport: Viewport, { mark }: ShownMark): Point {
  const { left, top, right, bottom } = regionOnScreen(viewport, mark.bounds);
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function withTransform(context: Context, viewport: Viewport, draw: () => void): void {
  const { x, y } = photoOrigin(viewport);
  context.save();
  context.translate(x, y);
  context.scale(viewport.scale, viewport.scale);
  draw();
  context.restore();
}
