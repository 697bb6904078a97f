import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { DraftKeeper } from '../../../../src-renderer/document/draft-keeper';
import { readDraft } from '../../../../src-renderer/document/draft-format';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import { damageTiles } from '../../../../src-renderer/mask/damage-tiles';
import { stampSegment } from '../../../../src-renderer/mask/stroke-raster';
import { type LayerId, type PhotoId, type RunId } from '../../../../src-shared/model/ids';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';
import { smallMark } from '../../../support/small-mark';
import { makeRunNote } from '../../../support/run-note';

// Thousands of parts are written here: how small they are is nobody's question.
vi.mock('../../../../src-renderer/document/compress', () => ({
  compress: (bytes: Uint8Array) => Promise.resolve(bytes.slice()),
  decompress: (bytes: Uint8Array) => Promise.resolve(bytes.slice()),
}));

const photo = { photoId: 'photo-1' as PhotoId, width: 900, height: 200 } as PhotoDescription;
/** What one step may cost before all earlier ones are given up. */
const wholeBudget = 256 * 1024 * 1024;

function stroke(document: PhotoDocument, x: number, isHeavy = false): void {
  document.mask.beginEdit();
  const dab = { x, y: 50, radiusPx: 9 };
  stampSegment(document.mask, 'paint', dab, { ...dab, x: x + 20 }, 0.8);
  const mask = document.mask.commit()!;
  const byteLength = isHeavy ? wholeBudget : mask.byteLength;
  document.commit({ kind: 'stroke', count: 1, mask: { ...mask, byteLength } });
}

function decide(document: PhotoDocument, id: string): void {
  const before = document.snapshot.markStates;
  const after = new Map(before).set(id, 'accepted');
  document.commit({ kind: 'acceptMarks', count: 1, markStates: { before, after } });
}

function grow(document: PhotoDocument, id: string): void {
  const before = document.snapshot.markShapes;
  const shape = { ...smallMark(id), runs: Int32Array.from([3, 2, 6]), pixelCount: 4 };
  const after = new Map(before).set(id, shape);
  document.commit({ kind: 'grow', count: 1, markShapes: { before, after } });
}

function repair(document: PhotoDocument, layerId: string): void {
  const before = document.snapshot.layerId;
  const after = layerId as LayerId;
  document.commit({ kind: 'repair', count: 1, layerId: { before, after } });
}

function note(document: PhotoDocument, runId: string): void {
  const tiles = damageTiles(document.mask, []);
  document.noteRun(makeRunNote(runId as RunId, { tiles, markIds: ['a'] }));
}

/** As where a variant is taken: another repair, given the same. */
function noteVariant(document: PhotoDocument, runId: string): void {
  const { lastRun } = document.snapshot;
  document.noteRun({ ...lastRun!, record: { ...lastRun!.record, runId: runId as RunId } });
}

/** Every kind of step, and every way in which a part is given up. */
const steps: readonly ((document: PhotoDocument) => unknown)[] = [
  (document) => document.setMarks([smallMark('a'), smallMark('b')]),
  (document) => stroke(document, 20),
  (document) => decide(document, 'a'),
  (document) => document.undo(),
  (document) => document.undo(),
  (document) => stroke(document, 60),
  (document) => note(document, 'run-1'),
  (document) => repair(document, 'layer-1'),
  (document) => document.setMarks([smallMark('b'), smallMark('c')]),
  (document) => grow(document, 'b'),
  (document) => document.undo(),
  (document) => document.undo(),
  (document) => document.undo(),
  (document) => document.redo(),
  (document) => stroke(document, 90),
  (document) => document.undo(),
  (document) => document.undo(),
  (document) => document.redo(),
  // Everything before it is given up, and with the next step it is given up as well.
  (document) => stroke(document, 620, true),
  (document) => stroke(document, 150),
  (document) => note(document, 'run-2'),
  (document) => noteVariant(document, 'run-3'),
  (document) => noteVariant(document, 'run-2'),
  (document) => document.undo(),
  (document) => document.redo(),
  (document) => grow(document, 'c'),
  (document) => stroke(document, 180, true),
  (document) => document.noteRun(undefined),
  (document) => document.setMarks([smallMark('c')]),
];

/** What is written once is hashed once. */
const hashes = new WeakMap<Uint8Array, string>();
function hash(bytes: Uint8Array): string {
  const found = hashes.get(bytes) ?? createHash('sha256').update(bytes).digest('hex');
  hashes.set(bytes, found);
  return found;
}

/** Everything that a person could miss, in words that can be compared. */
function describeDocument({ mask, snapshot }: PhotoDocument): string {
  const { history, layerId, lastRun, marks, markStates } = snapshot;
  const planes = (['painted', 'erased'] as const).map((plane) =>
    [...mask.tiles(plane)].map(([key, tile]) => [key, hash(tile)]),
  );
  const entries = history.entries.map(({ id, kind }) => [id, kind]);
  const shapes = marks.map(({ id, runs }) => [id, ...runs]);
  const states = [...markStates];
  const run = lastRun && [lastRun.record.runId, lastRun.tiles.length];
  return JSON.stringify([planes, entries, history.position, layerId, run, shapes, states]);
}

type Disk = ReadonlyMap<string, Uint8Array>;

/** What lies on a disk, read again; undefined where it cannot be. The same bytes are read once. */
const known = new Map<string, string | undefined>();
async function readDisk(disk: Disk): Promise<string | undefined> {
  const key = JSON.stringify([...disk].map(([name, bytes]) => [name, hash(bytes)]).sort());
  if (!known.has(key)) {
    const document = new PhotoDocument(photo);
    const isRead = (await readDraft(disk, document)) !== undefined;
    known.set(key, isRead ? describeDocument(document) : undefined);
  }
  return known.get(key);
}

/** Which writes a disk refuses, by their number and the part. */
type Refusal = (write: number, part: string) => boolean;

/** Takes all steps on a disk that refuses what `refuses` says, and looks at it after every change. */
async function work(refuses: Refusal, isHurried: boolean) {
  const parts = new Map<string, Uint8Array>();
  const disks: Disk[] = [];
  const document = new PhotoDocument(photo);
  let writes = 0;
  let isFull = true;
  const keeper = new DraftKeeper(
    {
      writeDraftPart: ({ part, bytes }) => {
        if (refuses(++writes, part) && isFull) {
          const error = { code: 'disk-full', message: 'The disk is full.' } as const;
          return Promise.resolve({ ok: false, error });
        }
        parts.set(part, bytes.slice());
        disks.push(new Map(parts));
        return Promise.resolve({ ok: true, value: null });
      },
      removeDraftParts: ({ parts: names }) => {
        for (const name of names) parts.delete(name);
        disks.push(new Map(parts));
        return Promise.resolve({ ok: true, value: null });
      },
    },
    document,
    { kept: () => undefined, failed: () => undefined },
  );
  const states: string[] = [];
  document.subscribe(() => states.push(describeDocument(document)));
  keeper.start();
  for (const step of steps) {
    step(document);
    // Either each step finds the one before on the disk, or many wait for their turn.
    if (!isHurried) await keeper.flush();
  }
  const wasKept = await keeper.flush();
  isFull = false;
  const isKept = await keeper.flush();
  return { parts, disks, states, writes, wasKept, isKept };
}

/** Every disk holds a state of the document as it was, and never an older one than the disk before. */
async function expectNothingLost(disks: readonly Disk[], states: readonly string[]) {
  let newest = -1;
  for (const disk of disks) {
    if (newest < 0 && !disk.has('document.json')) continue;
    const state = await readDisk(disk);
    expect(state, 'the draft can be read').toBeDefined();
    const found = states.indexOf(state!, Math.max(0, newest));
    expect(found, 'the draft is as new as before').toBeGreaterThanOrEqual(Math.max(0, newest));
    newest = found;
  }
}

describe.each([
  ['slow', false],
  ['hurried', true],
])('the draft of %s work', (_, isHurried) => {
  it('holds one state after the other, and nothing that is not needed', async () => {
    const { parts, disks, states, isKept } = await work(() => false, isHurried);
    await expectNothingLost(disks, states);
    expect(await readDisk(parts)).toBe(states.at(-1));
    expect(isKept).toBe(true);
    const names = [...parts.keys()].map((name) => name.replace(/\d+/, 'n')).sort();
    expect(names).toEqual([
      'document.json',
      'marks-n.bin',
      'mask-base-n.bin',
      'mask-n.bin',
      'shapes-base-n.bin',
    ]);
  });

  it.each([
    ['refuses one write', (failed) => (write) => write === failed],
    ['is full from one write on', (failed) => (write) => write >= failed],
    [
      'has no room for documents from one write on',
      (failed) => (write, part) => write >= failed && part === 'document.json',
    ],
  ] as readonly [string, (failed: number) => Refusal][])(
    'on a disk that %s, whichever, is readable and holds what it held',
    async (_name, refusing) => {
      const { writes } = await work(() => false, isHurried);
      expect(writes).toBeGreaterThan(20);
      for (let failed = 1; failed <= writes; failed++) {
        const { parts, disks, states, isKept } = await work(refusing(failed), isHurried);
        await expectNothingLost(disks, states);
        // As soon as there is room again nothing is missing.
        expect(isKept).toBe(true);
        expect(await readDisk(parts)).toBe(states.at(-1));
      }
    },
    60_000,
  );

  it('says that it is not kept while the disk is full', async () => {
    expect((await work(() => true, isHurried)).wasKept).toBe(false);
    expect((await work(() => false, isHurried)).wasKept).toBe(true);
  });
});
