import type { EngineStatus, RepairEstimate } from '../../src-shared/contract/engine-contract';
import type { AppFailure } from '../../src-shared/contract/result';
import type {
  KnownFile,
  NetworkReport,
  StartState,
} from '../../src-shared/contract/studio-contract';
import type { FileToken, LayerId, RunId } from '../../src-shared/model/ids';
import type { PhotoDescription } from '../../src-shared/model/photo-description';
import type { Preferences } from '../../src-shared/model/preferences';
import type { RunProgress, RunResult } from '../../src-shared/model/run';
import type { SampleChoices } from '../../src-shared/model/save-choices';
import type { RepairSettings } from '../../src-shared/model/settings';
import type { RunRecord } from '../document/document-change';
import type { Batch } from './batch-state';
import type { DocumentState } from '../document/photo-document';

export const toolNames = ['select', 'brush', 'eraser', 'lasso', 'trace', 'hand'] as const;
export type ToolName = (typeof toolNames)[number];

/** What is shown beside or over the result. */
export type CompareMode =
  'off' | 'divider' | 'sideBySide' | 'difference' | 'invented' | 'disagreement';

/** One point of the residual chart. */
export interface IterationPoint {
  /** 1-based. */
  readonly iteration: number;
  readonly sigma: number;
  readonly dataResidual: number;
  readonly priorResidual: number;
}

/** The repair in work, or the last one, whose states can still be looked at. */
export interface RunView {
  readonly record: RunRecord;
  readonly progress: RunProgress | undefined;
  readonly points: readonly IterationPoint[];
  /** Kept state that is looked at; undefined = the newest. */
  readonly shownIndex: number | undefined;
  /** Settings changed meanwhile; they count from the next iteration, of a finished run from those that are added. */
  readonly nextSettings: RepairSettings | undefined;
  /** How long it was said to take before it began; undefined where nothing was said. */
  readonly expectedMs: number | undefined;
  readonly result: RunResult | undefined;
  /** What its end will be called in the history. */
  readonly purpose: 'repair' | 'goOn' | 'refine';
  /** The kept state that it goes on from; undefined where it began anew. */
  readonly fromIteration: number | undefined;
  /** Marks that it repairs, for the words. */
  readonly markCount: number;
}

/** One of several results of the same repair. */
export interface VariantView {
  readonly number: number;
  readonly runId: RunId;
  readonly settings: RepairSettings;
  readonly progress: RunProgress | undefined;
  readonly result: RunResult | undefined;
}

/** An error that is on screen until it is closed. */
export interface ShownError {
  readonly failure: AppFailure;
  /** Nothing went wrong: it is only said. */
  readonly isNote?: boolean;
  /** Command ids of up to two ways out. */
  readonly actions: readonly ('openPhoto' | 'openBroken' | 'tryAgain' | 'useProcessor')[];
  /** What 'openBroken' opens. */
  readonly brokenFile?: KnownFile;
}

/** What a copy shows, and what it is called where that is not simply the repaired photo. */
export interface SavedPicture {
  readonly layerId: LayerId;
  readonly name: { readonly kind: 'iteration' | 'variant'; readonly number: number } | undefined;
}

/** The sheet "Save a copy". */
export interface SaveView {
  readonly picture: SavedPicture;
  readonly target: FileToken;
  readonly name: string;
  readonly folderName: string;
  readonly format: 'jpeg' | 'png' | 'tiff' | 'webp' | 'avif';
  readonly quality: number | undefined;
  /** How the copy differs from the original on purpose. */
  readonly choices: SampleChoices;
  readonly estimate: { readonly byteLength: number; readonly encoding: string } | undefined;
  readonly isSaving: boolean;
  /** Why the copy was not written, or what was chosen cannot be had; the bar above the picture lies under the sheet. */
  readonly failure: string | undefined;
}

/** What was written last, for the line "Saved name_restored.tif, 48 MB." */
export interface SavedView {
  readonly name: string;
  readonly byteLength: number;
  readonly saved: FileToken;
  readonly layerId: LayerId;
  readonly notes: readonly string[];
}

export type DialogName =
  'save' | 'settings' | 'shortcuts' | 'about' | 'privacy' | 'recovery' | 'markArea';

/** Settings of tools that begin anew with the program. */
export interface ToolOptions {
  /** The eraser takes whole marks away. */
  readonly erasesWholeMarks: boolean;
  readonly lassoMode: 'add' | 'takeAway';
  readonly featherPx: number;
  /** Undefined: as wide as the line is found to be. */
  readonly traceWidthPx: number | undefined;
  readonly followsFaintLines: boolean;
}

/** The menu of a mark, or of the picture where no mark is meant. */
export interface MarkMenuView {
  /** Where it opens, CSS pixels of the window. */
  readonly x: number;
  readonly y: number;
  readonly markId: string | undefined;
}

/** Everything that the window shows, but for the pixels. Only `actions/` change it. */
export interface AppState {
  readonly start: StartState;
  readonly preferences: Preferences;
  readonly isSystemDark: boolean;
  readonly engine: EngineStatus;
  readonly network: NetworkReport;

  readonly batch: Batch;
  readonly isBatchShown: boolean;

  /** Name of the file that is being opened. */
  readonly opening: string | undefined;
  readonly photo: PhotoDescription | undefined;
  readonly isSample: boolean;
  readonly document: DocumentState | undefined;
  readonly keptAtMs: number | undefined;

  readonly tool: ToolName;
  readonly toolBefore: ToolName;
  readonly brushSizePx: number;
  readonly toolOptions: ToolOptions;
  /** A pen was seen. */
  readonly hasPen: boolean;
  readonly zoomPercent: number;
  readonly isOverlayShown: boolean;
  readonly isEvidenceShown: boolean;
  readonly evidenceThreshold: number;
  readonly compare: CompareMode;
  /** Place of the divider in the picture area, 0..1. */
  readonly dividerFraction: number;
  readonly originalShown: 'no' | 'held' | 'kept';
  readonly isPhotoOnly: boolean;
  /** Beside the picture, in a wide window. */
  readonly isInspectorOpen: boolean;
  /** Over the picture, in a narrow one. */
  readonly isDrawerOpen: boolean;

  readonly selectedMarkIds: ReadonlySet<string>;
  readonly currentMarkId: string | undefined;
  readonly hoveredMarkId: string | undefined;
  readonly isFinding: boolean;
  /** More like one mark is looked for. */
  readonly isFindingSimilar: boolean;
  readonly isImplausible: boolean;
  /** How many marks would be proposed at each stop of the sensitivity; undefined until that is known. */
  readonly foundCounts: readonly number[] | undefined;
  /** Mark classes that are not listed. */
  readonly hiddenClasses: ReadonlySet<string>;

  readonly settings: RepairSettings;
  readonly estimate: RepairEstimate | undefined;
  readonly run: RunView | undefined;
  /** The repair that new marks are to join as soon as it is done. */
  readonly joinedRunId: RunId | undefined;
  readonly variants: readonly VariantView[];
  readonly shownVariant: number | undefined;

  readonly save: SaveView | undefined;
  readonly saved: SavedView | undefined;
  readonly dialog: DialogName | undefined;
  readonly error: ShownError | undefined;
  /** A sentence in the hint line that replaces the tool's own for a while. */
  readonly hint: string | undefined;
  /** The menu that is open over the picture or a row of the list. */
  readonly markMenu: MarkMenuView | undefined;
  /** What the screen reader is told next. */
  readonly announcement: string;
  /** Counts up with every announcement, so that the same sentence twice is told twice. */
  readonly announcementCount: number;
}
