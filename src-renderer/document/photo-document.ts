import { originalLayerId, type LayerId } from '../../src-shared/model/ids';
import type { Mark, MarkState } from '../../src-shared/model/mark';
import type { PhotoDescription } from '../../src-shared/model/photo-description';
import { MaskLayer } from '../mask/mask-layer';
import {
  changeByteLength,
  keptOf,
  type DocumentChange,
  type DocumentEntry,
  type MarkShapes,
  type RunNote,
  type RunRecord,
} from './document-change';
import {
  emptyHistory,
  entryToRedo,
  entryToUndo,
  moveHistory,
  pushEntry,
  type History,
} from './history';
import { decide, type MarkStates } from './mark-decisions';

/** What happened to a document, for those who keep it or draw it. */
export interface DocumentEvent {
  readonly kind: 'committed' | 'undone' | 'redone' | 'marks' | 'run' | 'loaded';
  readonly entry?: DocumentEntry;
  /** Entries that can never come back. */
  readonly dropped: readonly DocumentEntry[];
  /** Those of them that are done and too old to be undone; none where absent. */
  readonly forgotten?: readonly DocumentEntry[];
}

/** All that a draft must hold for a document to be itself again. */
export interface DocumentState {
  readonly history: History<DocumentEntry>;
  readonly layerId: LayerId;
  /** That made the layer. */
  readonly run: RunRecord | undefined;
  readonly lastRun: RunNote | undefined;
  /** With the shapes that the person has given them. */
  readonly marks: readonly Mark[];
  readonly markStates: MarkStates;
  readonly markShapes: MarkShapes;
}

/**
 * The work on one photo: what is painted, what the detector proposes, which layer is shown, and how it came to that. It
 * changes in steps that can be undone; pixels of results are the engine's, here they are names.
 */
export class PhotoDocument {
  readonly photo: PhotoDescription;
  /** What was painted by hand, and what was erased of the detector's marks. */
  readonly mask: MaskLayer;
  private state: DocumentState = {
    history: emptyHistory(),
    layerId: originalLayerId,
    run: undefined,
    lastRun: undefined,
    marks: [],
    markStates: new Map(),
    markShapes: new Map(),
  };
  /** As the detector found them. */
  private found: readonly Mark[] = [];
  private readonly listeners = new Set<(event: DocumentEvent) => void>();

  constructor(photo: PhotoDescription) {
    this.photo = photo;
    this.mask = new MaskLayer(photo.width, photo.height);
  }

  /** Changes with every step; the same object until then. */
  get snapshot(): DocumentState {
    return this.state;
  }

  /** Calls `listener` after every step, until the returned function is called. */
  subscribe(listener: (event: DocumentEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The marks as the detector found them: what a draft holds. */
  get foundMarks(): readonly Mark[] {
    return this.found;
  }

  /** What the person decided on a mark; `proposed` where nothing was decided. */
  stateOf(mark: Mark): MarkState {
    return this.state.markStates.get(mark.id) ?? (mark.isProbablyPicture ? 'unticked' : 'proposed');
  }

  /** Marks that a repair would take, in their order. */
  activeMarks(): readonly Mark[] {
    return this.state.marks.filter((mark) => {
      const state = this.stateOf(mark);
      return state === 'proposed' || state === 'accepted';
    });
  }

  /** The detector's answer replaces its earlier one; decisions on marks that are found again stay. */
  setMarks(marks: readonly Mark[]): void {
    this.found = marks;
    this.state = { ...this.state, marks: this.shaped(this.state.markShapes) };
    this.tell({ kind: 'marks', dropped: [] });
  }

  /** Notes the repair in work, so that it is not lost with the window; undefined: there is none. */
  noteRun(lastRun: RunNote | undefined): void {
    this.state = { ...this.state, lastRun };
    this.tell({ kind: 'run', dropped: [] });
  }

  /** Notes a step. The mask layer holds its part already: an edit is drawn while it is made. */
  commit(change: DocumentChange): DocumentEntry {
    const kept = keptOf(change);
    const entry: DocumentEntry = {
      ...kept,
      id: this.state.history.nextId,
      byteLength: changeByteLength(kept),
    };
    const { history, dropped, forgotten } = pushEntry(this.state.history, entry);
    this.state = { ...this.state, history };
    this.take(entry, 'after');
    this.tell({ kind: 'committed', entry, dropped, forgotten });
    return entry;
  }

  /** Takes the last step back; undefined where there is none. */
  undo(): DocumentEntry | undefined {
    const entry = entryToUndo(this.state.history);
    if (!entry) return undefined;
    this.state = { ...this.state, history: moveHistory(this.state.history, -1) };
    if (entry.mask) this.mask.apply(entry.mask, 'undo');
    this.take(entry, 'before');
    this.tell({ kind: 'undone', entry, dropped: [] });
    return entry;
  }

  /** Does the step again that was taken back last; undefined where there is none. */
  redo(): DocumentEntry | undefined {
    const entry = entryToRedo(this.state.history);
    if (!entry) return undefined;
    this.state = { ...this.state, history: moveHistory(this.state.history, 1) };
    if (entry.mask) this.mask.apply(entry.mask, 'redo');
    this.take(entry, 'after');
    this.tell({ kind: 'redone', entry, dropped: [] });
    return entry;
  }

  /** Takes over what a draft held; the mask layer is filled by the reader of the draft. */
  load(state: DocumentState): void {
    this.found = state.marks;
    this.state = { ...state, marks: this.shaped(state.markShapes) };
    this.tell({ kind: 'loaded', dropped: [] });
  }

  private shaped(shapes: MarkShapes): readonly Mark[] {
    return this.found.map((mark) => shapes.get(mark.id) ?? mark);
  }

  private take(entry: DocumentEntry, side: 'before' | 'after'): void {
    const { markStates, markShapes, layerId, run } = entry;
    this.state = {
      ...this.state,
      ...(markShapes && {
        markShapes: markShapes[side],
        marks: this.shaped(markShapes[side]),
      }),
      ...(markStates && { markStates: decide(this.state.markStates, markStates[side]) }),
      ...(layerId && { layerId: layerId[side] }),
      ...(run && { run: run[side] }),
    };
  }

  private tell(event: DocumentEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
