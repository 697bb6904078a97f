import type { TracedLine } from '../../src-shared/contract/engine-contract';
import type { PhotoId } from '../../src-shared/model/ids';
import type { Mark, MarkState } from '../../src-shared/model/mark';
import type { MaskTile, PictureSource } from '../../src-shared/model/picture-source';
import type { Preferences } from '../../src-shared/model/preferences';
import type { PixelClient } from '../bridge/pixel-client';
import type { MaskLayer } from '../mask/mask-layer';
import type { MaskEdit, ToolId } from '../tools/tool';
import type { Compare } from './panes';
import type { Point, Viewport } from './viewport';

/** A mark and what was decided on it. */
export interface ShownMark {
  readonly mark: Mark;
  readonly state: MarkState;
}

/** Marks that the pointer chose in the picture. */
export interface MarkSelection {
  readonly markIds: readonly string[];
  /** `replace` with no ids: nothing is selected any more. `toggle`: Shift was held. */
  readonly mode: 'replace' | 'toggle' | 'add';
}

/** Settings of the tools, as the options bar has them. */
export interface ToolSettings {
  readonly brushSizePx: number;
  readonly brushHardness: number;
  readonly isBrushLockedToPhoto: boolean;
  readonly usesPenPressure: boolean;
  readonly penCurve: Preferences['penCurve'];
  /** The eraser takes whole marks away. */
  readonly erasesWholeMarks: boolean;
  /** True while there is a result: the eraser then brings the original back, too. */
  readonly eraserRestores: boolean;
  readonly lassoTakesAway: boolean;
  readonly lassoFeatherPx: number;
  readonly traceWidthPx: number | 'auto';
  readonly traceFollowsFaint: boolean;
}

/** What the view tells its owner. */
export interface PhotoViewEvents {
  /** The mask was changed by hand; it holds the change already. */
  readonly onMaskEdit: (edit: MaskEdit) => void;
  /** The eraser went over a result: the original is wanted back under these tiles. */
  readonly onRestoreOriginal: (tiles: readonly MaskTile[]) => void;
  /** The eraser took whole marks away; painted places and repaired marks among them. */
  readonly onEraseMarks: (markIds: readonly string[]) => void;
  readonly onBrushSize: (sizePx: number) => void;
  readonly onViewport: (viewport: Viewport) => void;
  readonly onSelectMarks: (selection: MarkSelection) => void;
  readonly onHoverMark: (markId: string | undefined) => void;
  /** A mark was double-clicked. */
  readonly onOpenMark: (markId: string) => void;
  readonly onContextMenu: (place: {
    readonly clientX: number;
    readonly clientY: number;
    readonly markId: string | undefined;
  }) => void;
  /** Trace found nothing under a click. */
  readonly onNothingToTrace: () => void;
  /** The keyboard cursor has come to rest: to be spoken. */
  readonly onCursorRest: (place: {
    readonly x: number;
    readonly y: number;
    readonly markId: string | undefined;
  }) => void;
  readonly onPenSeen: () => void;
  readonly onFailure: (error: Error) => void;
}

/** Everything that the photo area shows and does. */
export interface PhotoViewProps {
  readonly photo: { readonly photoId: PhotoId; readonly width: number; readonly height: number };
  readonly client: PixelClient;
  readonly source: PictureSource;
  readonly compare: Compare | undefined;
  /** `invented` or `disagreement`, drawn as a hatched tint. */
  readonly tint: PictureSource | undefined;
  /** While true, only the file as opened is shown. */
  readonly isOriginalHeld: boolean;
  readonly mask: MaskLayer;
  readonly marks: readonly ShownMark[];
  /** The mark in question: brackets are drawn round it. */
  readonly currentMarkId: string | undefined;
  readonly selectedMarkIds: ReadonlySet<string>;
  readonly showsRepairedMarks: boolean;
  readonly look: Pick<
    Preferences,
    'overlayMode' | 'overlayColour' | 'overlayOpacity' | 'surround' | 'whiteLine'
  >;
  readonly wheel: Preferences['wheel'];
  readonly isMac: boolean;
  readonly toolId: ToolId;
  readonly settings: ToolSettings;
  /** Follows the line nearest to a photo point. */
  readonly traceLine: (point: Point, reachPx: number) => Promise<TracedLine | null>;
  readonly events: PhotoViewEvents;
  /** "Photo, grandmother-1923.tif, 12 marks, 62 %". */
  readonly label: string;
  /** Id of the element with the hint line. */
  readonly describedBy: string | undefined;
}
