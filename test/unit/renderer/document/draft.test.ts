import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DraftKeeper } from '../../../../src-renderer/document/draft-keeper';
import { readDraft } from '../../../../src-renderer/document/draft-format';
import type { PartNumbers } from '../../../../src-renderer/document/draft-part-names';
import { documentPart } from '../../../../src-shared/model/draft-part';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import type { AppResult } from '../../../../src-shared/contract/result';
import {
  originalLayerId,
  type LayerId,
  type MaskId,
  type PhotoId,
  type RunId,
} from '../../../../src-shared/model/ids';
import type { RunResult } from '../../../../src-shared/model/run';
import { defaultSettings } from '../../../../src-shared/model/settings';
import type { RunNote } from '../../../../src-renderer/document/document-change';
import { damageTiles } from '../../../../src-renderer/mask/damage-tiles';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';
import { stampSegment } from '../../../../src-renderer/mask/stroke-raster';
import { smallMark } from '../../../support/small-mark';

const photo = { photoId: 'photo-1' as PhotoId, width: 900, height: 700 } as PhotoDescription;

const mark = smallMark('scratch-1');

type DraftApi = ConstructorParameters<typeof DraftKeeper>[0];

/** A draft folder in memory, and a document that is kept in it. */
function keepDocument(
  document = new PhotoDocument(photo),
  parts = new Map<string, Uint8Array>(),
  stored?: PartNumbers,
) {
  const ok: Promise<AppResult<null>> = Promise.resolve({ ok: true, value: null });
  /** What lay on the disk after each write. */
  const disks: ReadonlyMap<string, Uint8Array>[] = [];
  const api: { -readonly [Name in keyof DraftApi]: DraftApi[Name] } = {
    writeDraftPart: ({ part, bytes }) => {
      parts.set(part, bytes.slice());
      disks.push(new Map(parts));
      return ok;
    },
    removeDraftParts: ({ parts: names }) => {
      for (const name of names) parts.delete(name);
      disks.push(new Map(parts));
      return ok;
    },
  };
  const failures: (string | undefined)[] = [];
  let keptCount = 0;
  const keeper = new DraftKeeper(api, document, {
    kept: () => keptCount++,
    failed: (failure) => failures.push(failure?.message),
  });
  keeper.start(stored);
  return { document, keeper, parts, disks, failures, api, keptCount: () => keptCount };
}

function stroke(
  document: PhotoDocument,
  x: number,
  y: number,
  action: 'paint' | 'erase' = 'paint',
) {
  document.mask.beginEdit();
  const dab = { x, y, radiusPx: 9 };
  stampSegment(document.mask, action, dab, { ...dab, x: x + 30 }, 0.8);
  const mask = document.mask.commit();
  if (mask) document.commit({ kind: action === 'paint' ? 'stroke' : 'erase', count: 1, mask });
}

const pixels = ({ mask }: PhotoDocument) =>
  (['painted', 'erased'] as const).map((plane) =>
    [...mask.tiles(plane)]
      .sort(([a], [b]) => a - b)
      .map(([key, tile]) => [key, createHash('sha256').update(tile).digest('hex')]),
  );

function noteOf(document: PhotoDocument, runId: string): RunNote {
  return {
    record: {
      runId: runId as RunId,
      maskId: 'mask-1' as MaskId,
      baseLayerId: originalLayerId,
      settings: defaultSettings.photo,
    },
    purpose: 'goOn',
    fromIteration: 12,
    tiles: damageTiles(document.mask, []),
    markIds: ['scratch-1'],
    markCount: 2,
    result: undefined,
  };
}

async function reopen(parts: ReadonlyMap<string, Uint8Array>) {
  const document = new PhotoDocument(photo);
  expect(await readDraft(parts, document)).toBeDefined();
  return document;
}

describe('a draft', () => {
  it('brings back what was painted, the layer, the marks and the decisions on them', async () => {
    const { document, keeper, parts } = keepDocument();
    document.setMarks([mark]);
    stroke(document, 100, 100);
    stroke(document, 500, 510);
    stroke(document, 110, 100, 'erase');
    document.commit({
      kind: 'repair',
      count: 2,
      layerId: { before: document.snapshot.layerId, after: 'layer-2' as LayerId },
      markStates: { before: new Map(), after: new Map([[mark.id, 'repaired']]) },
    });
    await keeper.flush();
    const again = await reopen(parts);
    expect(pixels(again)).toEqual(pixels(document));
    expect(again.snapshot.layerId).toBe('layer-2');
    expect(again.snapshot.marks).toEqual([mark]);
    expect(again.stateOf(mark)).toBe('repaired');
  });

  it('brings back the past too: the same steps can be undone and redone', async () => {
    const { document, keeper, parts } = keepDocument();
    for (const x of [100, 300, 600]) stroke(document, x, 80);
    document.undo();
    await keeper.flush();
    const again = await reopen(parts);
    for (const step of ['undo', 'undo', 'undo', 'redo', 'redo', 'redo'] as const) {
      document[step]();
      again[step]();
      expect(pixels(again)).toEqual(pixels(document));
    }
  });

  it('brings back the shapes that marks were given, step by step', async () => {
    const { document, keeper, parts } = keepDocument();
    document.setMarks([mark]);
    const grown = { ...mark, runs: Int32Array.from([3, 2, 6, 4, 2, 6]), pixelCount: 8 };
    const more = { ...mark, runs: Int32Array.from([2, 1, 7]), pixelCount: 6 };
    const shapes = [new Map(), new Map([[mark.id, grown]]), new Map([[mark.id, more]])];
    for (const step of [0, 1]) {
      const markShapes = { before: shapes[step]!, after: shapes[step + 1]! };
      document.commit({ kind: 'grow', count: 1, markShapes });
    }
    await keeper.flush();
    const again = await reopen(parts);
    expect(again.snapshot.marks).toEqual([more]);
    again.undo();
    expect(again.snapshot.marks).toEqual([grown]);
    again.undo();
    expect(again.snapshot.marks).toEqual([mark]);
  });

  it('brings back the repair in work with what it was given, and its result once there is one', async () => {
    const { document, keeper, parts } = keepDocument();
    stroke(document, 100, 100);
    document.noteRun(noteOf(document, 'run-1'));
    await keeper.flush();
    expect((await reopen(parts)).snapshot.lastRun).toEqual(document.snapshot.lastRun);
    const result: RunResult = {
      photoId: photo.photoId,
      runId: 'run-1' as RunId,
      layerId: 'layer-1' as LayerId,
      doneFraction: 1,
      reconstructedFraction: 0.01,
      changedOutside: 0,
      durationMs: 1234,
    };
    document.noteRun({ ...document.snapshot.lastRun!, result });
    await keeper.flush();
    expect((await reopen(parts)).snapshot.lastRun).toEqual(document.snapshot.lastRun);
    document.noteRun(undefined);
    await keeper.flush();
    expect((await reopen(parts)).snapshot.lastRun).toBeUndefined();
    expect([...parts.keys()]).not.toContain('run-1.bin');
  });

  it('can be read after every single write, and never holds half a step', async () => {
    const { document, keeper, disks } = keepDocument();
    // Close together, so that one step is made while the one before is being written.
    stroke(document, 100, 100);
    document.noteRun(noteOf(document, 'run-1'));
    stroke(document, 500, 400);
    await keeper.flush();
    document.undo();
    stroke(document, 700, 100, 'erase');
    document.noteRun(noteOf(document, 'run-2'));
    document.undo();
    document.redo();
    await keeper.flush();
    const seen = [];
    for (const disk of disks) {
      const again = new PhotoDocument(photo);
      if (!disk.has(documentPart)) {
        // As long as the first step is not whole there is no draft yet; from then on there always is.
        expect(seen).toEqual([]);
        continue;
      }
      expect(await readDraft(disk, again)).toBeDefined();
      const { lastRun, history } = again.snapshot;
      expect(lastRun?.tiles.length ?? 1).toBeGreaterThan(0);
      seen.push(`${history.entries.length} ${lastRun?.record.runId ?? '-'}`);
      // What the document names is there.
      const text = new TextDecoder().decode(disk.get(documentPart));
      expect(text.includes('"lastRun":null')).toBe(lastRun === undefined);
    }
    expect(seen[0]).toBe('1 -');
    expect(seen.at(-1)).toBe('2 run-2');
    expect(disks.length).toBeGreaterThan(8);
  });

  it('goes on after it was opened again', async () => {
    const first = keepDocument();
    stroke(first.document, 100, 100);
    await first.keeper.flush();
    const document = new PhotoDocument(photo);
    const second = keepDocument(document, first.parts, await readDraft(first.parts, document));
    stroke(second.document, 200, 300);
    await second.keeper.flush();
    expect(pixels(await reopen(first.parts))).toEqual(pixels(second.document));
  });

  it('forgets the files of steps that were undone and painted over', async () => {
    const { document, keeper, parts } = keepDocument();
    stroke(document, 100, 100);
    stroke(document, 300, 100);
    await keeper.flush();
    expect(parts.has('mask-2.bin')).toBe(true);
    document.undo();
    stroke(document, 500, 100);
    await keeper.flush();
    expect(parts.has('mask-2.bin')).toBe(false);
    expect(pixels(await reopen(parts))).toEqual(pixels(document));
  });

  it('keeps what was painted in steps that are too old to be undone', async () => {
    const { document, keeper, parts } = keepDocument();
    stroke(document, 100, 100);
    const entry = document.snapshot.history.entries[0]!;
    // As if the first step alone had filled the budget.
    document.load({
      ...document.snapshot,
      history: {
        ...document.snapshot.history,
        entries: [{ ...entry, byteLength: 256 * 1024 * 1024 }],
      },
    });
    stroke(document, 500, 400);
    await keeper.flush();
    expect(document.snapshot.history.entries).toHaveLength(1);
    expect(parts.has('mask-1.bin')).toBe(false);
    const again = await reopen(parts);
    expect(pixels(again)).toEqual(pixels(document));
    again.undo();
    document.undo();
    expect(pixels(again)).toEqual(pixels(document));
    expect(again.mask.tiles('painted').size).toBe(1);
  });

  it.each([
    ['another size', { width: 901 }],
    ['a newer version', { formatVersion: 3 }],
    [
      'a missing step',
      { entries: [{ id: 9, kind: 'stroke', count: 1, hasMask: true, hasShapes: false }] },
    ],
  ])('is refused with %s, and leaves the document as it was', async (_, change) => {
    const { document, keeper, parts } = keepDocument();
    stroke(document, 100, 100);
    await keeper.flush();
    const record = JSON.parse(new TextDecoder().decode(parts.get(documentPart))) as object;
    parts.set(documentPart, new TextEncoder().encode(JSON.stringify({ ...record, ...change })));
    const other = new PhotoDocument(photo);
    expect(await readDraft(parts, other)).toBeUndefined();
    expect(other.mask.tiles('painted').size).toBe(0);
    expect(other.snapshot.history.entries).toHaveLength(0);
  });

  it('says so when the disk does not take it, and writes it with the next step when it does again', async () => {
    const kept = keepDocument();
    let isFull = true;
    const full = { ok: false, error: { code: 'disk-full', message: 'The disk is full.' } } as const;
    const { writeDraftPart } = kept.api;
    kept.api.writeDraftPart = (given) => (isFull ? Promise.resolve(full) : writeDraftPart(given));
    stroke(kept.document, 100, 100);
    await kept.keeper.flush();
    expect(kept.failures).toContain('The disk is full.');
    expect(kept.keptCount()).toBe(0);
    isFull = false;
    stroke(kept.document, 500, 100);
    await kept.keeper.flush();
    expect(kept.keptCount()).toBe(1);
    expect(pixels(await reopen(kept.parts))).toEqual(pixels(kept.document));
  });
});
