import type { Preferences } from '../../src-shared/model/preferences';
import type { Point, Viewport } from '../viewer/viewport';
import type { MaskDelta, MaskLayer } from '../mask/mask-layer';

/** The six tools of the rail. */
export type ToolId = 'select' | 'brush' | 'eraser' | 'lasso' | 'trace' | 'hand';

/** How hard a pen must be pressed for a wide stroke. */
export type PenCurve = Preferences['penCurve'];

/** Where a pointer is. */
export interface PointerSample {
  readonly photo: Point;
  /** Device pixels from the corner of the pane. */
  readonly screen: Point;
  /** [0, 1]; 1 for anything but a pen. */
  readonly pressure: number;
}

/** How a gesture was begun. */
export interface GestureIntent {
  /** Right button, pen's eraser end, or Ctrl/⌘: take away instead of adding. */
  readonly isErasing: boolean;
  /** Shift: straight line from the last point, or add to the selection. */
  readonly isExtending: boolean;
}

/** Something that is being done with the pointer held down, or with the keyboard cursor's pen down. */
export interface Gesture {
  /** Every position since the last call, oldest first; never empty. */
  readonly move: (samples: readonly PointerSample[]) => void;
  /** The pointer was let go, or lost. */
  readonly commit: () => void;
  /** Escape, or a second finger: nothing stays of it. */
  readonly cancel: () => void;
}

/** What is drawn for a tool above the picture; points in photo pixels. */
export type ToolPreview =
  | { readonly kind: 'path'; readonly points: readonly Point[]; readonly snap: Point | undefined }
  | { readonly kind: 'line'; readonly points: readonly Point[]; readonly widthPx: number }
  | { readonly kind: 'box'; readonly from: Point; readonly to: Point };

/** A state machine for one tool; without DOM. */
export interface Tool {
  /** @returns undefined where the tool does nothing with a press here: the picture is panned then */
  readonly begin: (sample: PointerSample, intent: GestureIntent) => Gesture | undefined;
  /** The pointer moves without being pressed; undefined: it left. */
  readonly hover?: (sample: PointerSample | undefined) => void;
  /** A second click at the same place. */
  readonly doubleClick?: (sample: PointerSample) => void;
  readonly preview?: () => ToolPreview | undefined;
  /** CSS cursor, where it depends on what is under the pointer. */
  readonly cursor?: () => string;
  /** Gives up what was begun (corners of a lasso). @returns false where there was nothing */
  readonly leave?: () => boolean;
}

/** What an edit of the mask is called in the undo menu. */
export type MaskEditLabel = 'stroke' | 'erase' | 'lasso' | 'lassoErase' | 'trace';

/** Settings of brush and eraser. */
export interface BrushSettings {
  /** Diameter in photo pixels. */
  readonly sizePx: number;
  /** [0, 1]. */
  readonly hardness: number;
  /** How a pen's pressure changes the size; undefined: it does not. */
  readonly pressure: PenCurve | undefined;
}

/** What every tool may use; read anew at every gesture. */
export interface ToolHost {
  readonly viewport: () => Viewport;
  /** Device pixels a CSS pixel. */
  readonly pixelRatio: () => number;
  readonly mask: () => MaskLayer;
  /** Takes the strokes that bring the original back; undefined while there is no result. */
  readonly restoreLayer: () => MaskLayer | undefined;
  /** Ends the open edit and hands it on. */
  readonly commitEdit: (label: MaskEditLabel) => void;
  /** What the tool shows has changed. */
  readonly redraw: () => void;
}

/** What `commitEdit` hands on. */
export interface MaskEdit {
  readonly label: MaskEditLabel;
  readonly delta: MaskDelta;
}
