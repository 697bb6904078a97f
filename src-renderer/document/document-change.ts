import type { LayerId, MaskId, RunId } from '../../src-shared/model/ids';
import type { Mark } from '../../src-shared/model/mark';
import type { MaskTile } from '../../src-shared/model/picture-source';
import type { RunResult } from '../../src-shared/model/run';
import type { RepairSettings } from '../../src-shared/model/settings';
import type { MaskDelta } from '../mask/mask-layer';
import type { HistoryEntry } from './history';
import { changedDecisions, type MarkDecisions, type MarkStates } from './mark-decisions';

/** What a step did, for the words "Undo stroke", "Undo repair"; the catalogue has a name for each. */
export const changeKinds = [
  'stroke',
  'erase',
  'lasso',
  'trace',
  'area',
  'grow',
  'shrink',
  'clear',
  'invert',
  'importMask',
  'acceptMarks',
  'rejectMarks',
  'untickMarks',
  'markAsDamage',
  'repair',
  'goOn',
  'refine',
  'variant',
  'bringBack',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A repair that made a layer: with it the layer can be made again, or varied. */
export interface RunRecord {
  readonly runId: RunId;
  readonly maskId: MaskId;
  readonly baseLayerId: LayerId;
  readonly settings: RepairSettings;
}

/** The repair in work, or the last one, with all that a window needs to show it and to end it. */
export interface RunNote {
  readonly record: RunRecord;
  /** What its end is called in the history. */
  readonly purpose: 'repair' | 'goOn' | 'refine';
  /** The kept state that it goes on from, also for the history; absent where it began anew. */
  readonly fromIteration?: number;
  /** What it was given to repair: when it is done, this is no longer damage. */
  readonly tiles: readonly MaskTile[];
  /** Those of the detector's marks among it. */
  readonly markIds: readonly string[];
  /** How many places that is, painted ones included. */
  readonly markCount: number;
  /** Set as soon as the result is a step of the history. */
  readonly result: RunResult | undefined;
}

/** Marks whose pixels the person has changed, by id: they stand in for the detector's own. */
export type MarkShapes = ReadonlyMap<string, Mark>;

/** Two states of the same thing, before and after a step. */
interface Pair<Value> {
  readonly before: Value;
  readonly after: Value;
}

/** Everything that one step changed; what is absent stayed as it was. */
export interface DocumentChange {
  readonly kind: ChangeKind;
  /** How many things it touched, for "Undo accept 8 marks"; 1 where that is not said. */
  readonly count: number;
  readonly mask?: MaskDelta;
  readonly markStates?: Pair<MarkStates>;
  readonly markShapes?: Pair<MarkShapes>;
  readonly layerId?: Pair<LayerId>;
  readonly run?: Pair<RunRecord | undefined>;
}

/** What a step keeps of a change: of the marks' states only those that it changed, for there are as many steps as decisions. */
export interface KeptChange extends Omit<DocumentChange, 'markStates'> {
  readonly markStates?: Pair<MarkDecisions>;
}

/** One step of a document's history. */
export interface DocumentEntry extends HistoryEntry, KeptChange {}

/** What a step is to keep of a change. */
export function keptOf({ markStates, ...change }: DocumentChange): KeptChange {
  return markStates ? { ...change, markStates: changedDecisions(markStates) } : change;
}

/** Bytes that a change costs; sets of states are small beside masks but not nothing. */
export function changeByteLength({ mask, markStates, markShapes }: KeptChange): number {
  const states = markStates ? 64 * (markStates.before.size + markStates.after.size) : 0;
  // Marks before a step are those after an earlier one.
  const shapes = [...(markShapes?.after.values() ?? [])];
  const runs = shapes.reduce((sum, mark) => sum + mark.runs.byteLength, 0);
  return 256 + (mask?.byteLength ?? 0) + states + runs;
}
