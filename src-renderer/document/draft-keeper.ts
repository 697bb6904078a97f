import type { AppFailure } from '../../src-shared/contract/result';
import type { StudioApi } from '../../src-shared/contract/studio-contract';
import { documentPart } from '../../src-shared/model/draft-part';
import type { RunId } from '../../src-shared/model/ids';
import { encodeMaskDelta, encodeMaskTiles } from '../mask/mask-codec';
import { maskPlanes, type MaskPlane } from '../mask/mask-layer';
import type { TileBytes, TileKey } from '../mask/mask-tiles';
import type { DocumentEntry, MarkShapes, RunNote } from './document-change';
import { writeDocument, writeRunTiles, writeShapes } from './draft-format';
import {
  baseParts,
  basePart,
  baseShapesPart,
  deltaPart,
  marksPart,
  partsOf,
  partsOfEntry,
  runPart,
  shapesPart,
  type PartNumbers,
} from './draft-part-names';
import { encodeMarks } from './marks-codec';
import type { DocumentEvent, DocumentState, PhotoDocument } from './photo-document';

type DraftApi = Pick<StudioApi, 'writeDraftPart' | 'removeDraftParts'>;

/** Those who show whether the draft is safe. */
export interface DraftListener {
  /** Everything up to now is written. */
  kept(atMs: number): void;
  /** Undefined: for a reason that has no words of its own. */
  failed(failure: AppFailure | undefined): void;
}

/** A state of the document that is to be written, and the parts that it names. */
interface Due {
  state: DocumentState;
  numbers: PartNumbers;
  /** Counts up; the newest one is the document as it is. */
  turn: number;
}

/**
 * Writes a document's draft after each step, one write after the other, so that neither a crash of the window, of main nor of
 * the computer costs more than the stroke in hand. No part that a document on the disk names is ever changed, and none is
 * removed before a document that does not name it is there: a disk that takes nothing any more has the draft as it was.
 */
export class DraftKeeper {
  private readonly api: DraftApi;
  private readonly document: PhotoDocument;
  private readonly listener: DraftListener;
  /** What was painted before the oldest step that is kept. */
  private readonly base: Record<MaskPlane, Map<TileKey, TileBytes>> = {
    painted: new Map(),
    erased: new Map(),
  };
  /** The shapes that marks had before it. */
  private baseShapes: MarkShapes = new Map();
  private numbers: PartNumbers = { marks: 0, base: undefined };
  private queue: Promise<void> = Promise.resolve();
  /** Parts that the disk does not have yet; each is written before the first document that names it. */
  private readonly unwritten = new Map<string, () => Promise<Uint8Array>>();
  /** Parts that no document names any more, with the turn of the first one that does not. */
  private readonly surplus = new Map<string, number>();
  /** The state that the next writing of the document takes; undefined where none is waiting. */
  private due: Due | undefined;
  /** Marks alone are found again: a photo that is only looked at leaves nothing. */
  private holdsWork = false;
  private lastTurn = 0;
  private writtenTurn = 0;
  /** The repair whose tiles are among the parts. */
  private keptRunId: RunId | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(api: DraftApi, document: PhotoDocument, listener: DraftListener) {
    this.api = api;
    this.document = document;
    this.listener = listener;
  }

  /**
   * Keeps every step from now on.
   * @param stored what `readDraft` gave for what the document holds; undefined where nothing of it is on the disk, and the
   * first step then takes all of it there
   */
  start(stored?: PartNumbers): void {
    const { history, lastRun } = this.document.snapshot;
    const { entries, position } = history;
    this.keptRunId = lastRun?.record.runId;
    for (const plane of maskPlanes) {
      for (const [key, tile] of this.document.mask.tiles(plane)) this.base[plane].set(key, tile);
    }
    // The base lies before all kept steps: take back those that are done.
    for (const { mask } of entries.slice(0, position).reverse()) this.moveBase(mask, 'before');
    const shaped = entries.find(({ markShapes }) => markShapes);
    this.baseShapes = shaped?.markShapes?.before ?? this.document.snapshot.markShapes;
    this.holdsWork = stored !== undefined;
    if (stored) this.numbers = stored;
    else this.addEverything();
    this.unsubscribe = this.document.subscribe((event) => this.keep(event));
  }

  /**
   * Resolves once everything is written, what the disk has refused before too, and what is done meanwhile.
   * @returns false where it refuses it again
   */
  async flush(): Promise<boolean> {
    await this.queue;
    for (let before = -1; !this.isKept && this.writtenTurn > before;) {
      before = this.writtenTurn;
      this.writeDocumentSoon(true);
      await this.queue;
    }
    return this.isKept;
  }

  /** True where the disk has the document as it is. */
  get isKept(): boolean {
    return this.writtenTurn === this.lastTurn;
  }

  dispose(): void {
    this.unsubscribe?.();
  }

  private keep({ kind, entry, dropped, forgotten = [] }: DocumentEvent): void {
    if (kind === 'loaded') return;
    if (kind === 'marks') this.renewMarks();
    else this.holdsWork = true;
    if (!this.holdsWork) return;
    if (kind === 'committed' && entry) this.addEntry(entry);
    if (forgotten.length > 0) this.forget(forgotten);
    if (kind === 'run') this.keepRun();
    this.giveUp(dropped.flatMap(partsOfEntry));
    this.writeDocumentSoon(kind !== 'undone' && kind !== 'redone');
  }

  private addEverything(): void {
    const { history, lastRun } = this.document.snapshot;
    for (const entry of history.entries) this.addEntry(entry);
    if (this.document.foundMarks.length > 0) this.renewMarks();
    const isMarked = maskPlanes.some((plane) => this.base[plane].size > 0);
    if (isMarked || this.baseShapes.size > 0) this.renewBase(0);
    if (lastRun) this.addRun(lastRun);
  }

  private addEntry({ id, mask, markShapes }: DocumentEntry): void {
    if (mask) this.add(deltaPart(id), () => encodeMaskDelta(mask));
    if (markShapes) this.add(shapesPart(id), () => writeShapes(markShapes));
  }

  private addRun(note: RunNote): void {
    this.add(runPart(note.record.runId), () => writeRunTiles(note));
  }

  private add(part: string, encode: () => Promise<Uint8Array>): void {
    this.unwritten.set(part, encode);
    this.surplus.delete(part);
  }

  private giveUp(parts: readonly string[]): void {
    for (const part of parts) this.surplus.set(part, this.lastTurn + 1);
  }

  private renewMarks(): void {
    const { foundMarks } = this.document;
    this.giveUp([marksPart(this.numbers.marks)]);
    this.numbers = { ...this.numbers, marks: this.numbers.marks + 1 };
    this.add(marksPart(this.numbers.marks), () => encodeMarks(foundMarks));
  }

  /** The part of a repair that is noted no more goes with the first document that does not name it. */
  private keepRun(): void {
    const { lastRun } = this.document.snapshot;
    const former = this.keptRunId;
    this.keptRunId = lastRun?.record.runId;
    if (this.keptRunId === former) return;
    if (former !== undefined) this.giveUp([runPart(former)]);
    if (lastRun) this.addRun(lastRun);
  }

  /** @param entries the oldest ones, which the history no longer holds */
  private forget(entries: readonly DocumentEntry[]): void {
    for (const { mask, markShapes } of entries) {
      this.moveBase(mask, 'after');
      if (markShapes) this.baseShapes = markShapes.after;
    }
    this.renewBase(this.document.snapshot.history.entries[0]!.id);
  }

  private renewBase(firstId: number): void {
    // A copy: tiles are never changed, but the map is.
    const base = { painted: new Map(this.base.painted), erased: new Map(this.base.erased) };
    const shapes = { before: new Map(), after: this.baseShapes };
    this.giveUp(baseParts(this.numbers.base));
    this.numbers = { ...this.numbers, base: firstId };
    this.add(basePart(firstId), () => encodeMaskTiles(base));
    if (shapes.after.size > 0) this.add(baseShapesPart(firstId), () => writeShapes(shapes));
  }

  private moveBase(mask: DocumentEntry['mask'], side: 'before' | 'after'): void {
    for (const change of mask?.changes ?? []) {
      const tile = change[side];
      if (tile) this.base[change.plane].set(change.key, tile);
      else this.base[change.plane].delete(change.key);
    }
  }

  /**
   * The document is small, but many steps in a row need it once only.
   * @param hasParts the state names parts that are not written yet: an earlier writing is to come without them
   */
  private writeDocumentSoon(hasParts: boolean): void {
    const now: Due = {
      state: this.document.snapshot,
      numbers: this.numbers,
      turn: ++this.lastTurn,
    };
    if (this.due && !hasParts) {
      Object.assign(this.due, now);
      return;
    }
    this.due = now;
    this.enqueue(() => this.writeState(now));
  }

  private async writeState(due: Due): Promise<void> {
    if (this.due === due) this.due = undefined;
    const { state, numbers, turn } = due;
    const named = partsOf(state, numbers);
    for (const [part, encode] of this.unwritten) {
      if (!named.has(part)) continue;
      if (!(await this.write(part, await encode()))) return;
      if (this.unwritten.get(part) === encode) this.unwritten.delete(part);
    }
    const text = writeDocument(state, numbers, this.document.photo);
    if (!(await this.write(documentPart, new TextEncoder().encode(text)))) return;
    this.writtenTurn = turn;
    this.listener.kept(Date.now());
    await this.removeSurplus();
  }

  /** Removes what neither the document on the disk names nor any that waits to be written. */
  private async removeSurplus(): Promise<void> {
    const parts = [...this.surplus].flatMap(([part, turn]) =>
      turn <= this.writtenTurn ? [part] : [],
    );
    if (parts.length === 0) return;
    for (const part of parts) this.unwritten.delete(part);
    const { photoId } = this.document.photo;
    const result = await this.api.removeDraftParts({ photoId, parts });
    // What is left over takes room and does no harm; it is tried again.
    if (result.ok) for (const part of parts) this.surplus.delete(part);
  }

  private async write(part: string, bytes: Uint8Array): Promise<boolean> {
    const { photoId } = this.document.photo;
    const result = await this.api.writeDraftPart({ photoId, part, bytes });
    if (!result.ok) this.listener.failed(result.error);
    return result.ok;
  }

  /** What fails in a way that nobody foresaw is said, and keeps nothing that comes later from the disk. */
  private enqueue(task: () => Promise<void>): void {
    this.queue = this.queue.then(task).catch(() => this.listener.failed(undefined));
  }
}
