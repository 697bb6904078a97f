import type { AppFailure } from '../../src-shared/contract/result';
import type { RunId } from '../../src-shared/model/ids';
import type { StudioApi } from '../../src-shared/contract/studio-contract';
import { encodeMaskDelta, encodeMaskTiles } from '../mask/mask-codec';
import { maskPlanes, type MaskPlane } from '../mask/mask-layer';
import type { TileBytes, TileKey } from '../mask/mask-tiles';
import type { DocumentEntry } from './document-change';
import {
  basePart,
  deltaPart,
  documentPart,
  marksPart,
  runPart,
  shapesPart,
  writeDocument,
  writeRunTiles,
  writeShapes,
} from './draft-format';
import { encodeMarks } from './marks-codec';
import type { DocumentEvent, DocumentState, PhotoDocument } from './photo-document';

type DraftApi = Pick<StudioApi, 'writeDraftPart' | 'removeDraftParts' | 'describeDraft'>;

/** Those who show whether the draft is safe. */
export interface DraftListener {
  /** Everything up to now is written. */
  kept(atMs: number): void;
  failed(failure: AppFailure): void;
}

/**
 * Writes a document's draft after each step, one write after the other, so that neither a crash of the window, of main nor of
 * the computer costs more than the stroke in hand.
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
  private queue: Promise<void> = Promise.resolve();
  /** Parts that the disk has not taken yet; they are tried again before the document names them. */
  private readonly unwritten = new Map<string, Uint8Array>();
  /** The state that the next writing of the document takes; undefined where none is waiting. */
  private due: { state: DocumentState } | undefined;
  /** The repair whose tiles are among the parts. */
  private keptRunId: RunId | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(api: DraftApi, document: PhotoDocument, listener: DraftListener) {
    this.api = api;
    this.document = document;
    this.listener = listener;
  }

  /** Keeps every step from now on; the document may hold a draft's content already. */
  start(): void {
    const { history, lastRun } = this.document.snapshot;
    const { entries, position } = history;
    this.keptRunId = lastRun?.record.runId;
    for (const plane of maskPlanes) {
      for (const [key, tile] of this.document.mask.tiles(plane)) this.base[plane].set(key, tile);
    }
    // The base lies before all kept steps: take back those that are done.
    for (const { mask } of entries.slice(0, position).reverse()) this.moveBase(mask, 'before');
    this.unsubscribe = this.document.subscribe((event) => this.keep(event));
  }

  /** Resolves once everything is written. */
  async flush(): Promise<void> {
    await this.queue;
  }

  dispose(): void {
    this.unsubscribe?.();
  }

  private keep({ kind, entry, dropped }: DocumentEvent): void {
    if (kind === 'loaded') return;
    if (kind === 'marks') this.enqueue(() => this.writeMarks());
    if (kind === 'committed' && entry?.mask) {
      const { id, mask } = entry;
      this.enqueue(async () => {
        await this.write(deltaPart(id), await encodeMaskDelta(mask));
      });
    }
    if (kind === 'committed' && entry?.markShapes) {
      const { id, markShapes } = entry;
      this.enqueue(async () => {
        await this.write(shapesPart(id), await writeShapes(markShapes));
      });
    }
    const first = this.document.snapshot.history.entries[0]?.id ?? 0;
    const forgotten = dropped.filter(({ id }) => id < first);
    if (forgotten.length > 0) this.forget(forgotten);
    const formerRuns = kind === 'run' ? this.keepRun() : [];
    this.writeDocumentSoon(kind !== 'undone' && kind !== 'redone');
    const parts = dropped.flatMap(({ id, mask, markShapes }) => [
      ...(mask ? [deltaPart(id)] : []),
      ...(markShapes ? [shapesPart(id)] : []),
    ]);
    parts.push(...formerRuns.map(runPart));
    if (parts.length > 0) this.enqueue(() => this.remove(parts));
  }

  /** @returns the repair that is noted no more: its part goes when the document does not name it any longer */
  private keepRun(): readonly RunId[] {
    const { lastRun } = this.document.snapshot;
    const former = this.keptRunId;
    const runId = lastRun?.record.runId;
    if (runId === former) return [];
    this.keptRunId = runId;
    if (lastRun) {
      this.enqueue(async () => {
        await this.write(runPart(lastRun.record.runId), await writeRunTiles(lastRun));
      });
    }
    return former === undefined ? [] : [former];
  }

  private forget(entries: readonly DocumentEntry[]): void {
    for (const { mask } of entries) this.moveBase(mask, 'after');
    // A copy: tiles are never changed, but the map is.
    const base = { painted: new Map(this.base.painted), erased: new Map(this.base.erased) };
    this.enqueue(async () => {
      await this.write(basePart, await encodeMaskTiles(base));
    });
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
   * @param hasParts the state names parts that are written before: no earlier writing may take it
   */
  private writeDocumentSoon(hasParts: boolean): void {
    const { snapshot: state, photo } = this.document;
    if (this.due && !hasParts) {
      this.due.state = state;
      return;
    }
    const due = { state };
    this.due = due;
    this.enqueue(async () => {
      if (this.due === due) this.due = undefined;
      for (const [part, bytes] of this.unwritten) {
        if (!(await this.write(part, bytes))) return;
      }
      const text = new TextEncoder().encode(writeDocument(due.state, photo));
      if (await this.write(documentPart, text)) this.listener.kept(Date.now());
    });
  }

  private async writeMarks(): Promise<void> {
    await this.write(marksPart, await encodeMarks(this.document.foundMarks));
  }

  private async write(part: string, bytes: Uint8Array): Promise<boolean> {
    const { photoId } = this.document.photo;
    const result = await this.api.writeDraftPart({ photoId, part, bytes });
    if (result.ok) this.unwritten.delete(part);
    else if (part !== documentPart) this.unwritten.set(part, bytes);
    if (!result.ok) this.listener.failed(result.error);
    return result.ok;
  }

  private async remove(parts: readonly string[]): Promise<void> {
    const { photoId } = this.document.photo;
    for (const part of parts) this.unwritten.delete(part);
    await this.api.removeDraftParts({ photoId, parts: [...parts] });
  }

  private enqueue(task: () => Promise<void>): void {
    this.queue = this.queue.then(task);
  }
}
