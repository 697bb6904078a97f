import { describe, expect, it } from 'vitest';
import { readDraft } from '../../../../src-renderer/document/draft-format';
import { DraftKeeper } from '../../../../src-renderer/document/draft-keeper';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import { documentPart } from '../../../../src-shared/model/draft-part';
import type { PhotoId } from '../../../../src-shared/model/ids';
import type { MarkState } from '../../../../src-shared/model/mark';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';

const photo = { photoId: 'photo-1' as PhotoId, width: 900, height: 700 } as PhotoDescription;

/** A document that is kept in memory. */
function keepDocument() {
  const parts = new Map<string, Uint8Array>();
  const document = new PhotoDocument(photo);
  const api: ConstructorParameters<typeof DraftKeeper>[0] = {
    writeDraftPart: ({ part, bytes }) => {
      parts.set(part, bytes);
      return Promise.resolve({ ok: true, value: null });
    },
    removeDraftParts: () => Promise.resolve({ ok: true, value: null }),
  };
  const keeper = new DraftKeeper(api, document, { kept: () => null, failed: () => null });
  keeper.start();
  return { document, keeper, parts };
}

async function reopen(parts: ReadonlyMap<string, Uint8Array>) {
  const document = new PhotoDocument(photo);
  expect(await readDraft(parts, document)).toBeDefined();
  return document;
}

/** Decides on one mark more, as a key does. */
function decide(document: PhotoDocument, id: string, state: MarkState) {
  const before = document.snapshot.markStates;
  const after = new Map(before).set(id, state);
  document.commit({ kind: 'acceptMarks', count: 1, markStates: { before, after } });
}

describe('a draft of decisions on marks', () => {
  it('grows with the decisions on marks and not with their square', async () => {
    const { document, keeper, parts } = keepDocument();
    const sizes: number[] = [];
    for (const end of [200, 400]) {
      for (let index = end - 200; index < end; index++) decide(document, `${index}`, 'accepted');
      await keeper.flush();
      sizes.push(parts.get(documentPart)!.length);
    }
    expect(sizes[1]! / sizes[0]!).toBeLessThan(2.2);
    // What the history costs is what it keeps.
    const { entries } = document.snapshot.history;
    expect(entries.at(-1)!.byteLength).toBe(entries[0]!.byteLength);
  });

  it('of the first version, which has the states of all marks in each step, leads through the same ones', async () => {
    const { document, keeper, parts } = keepDocument();
    const states = [document.snapshot.markStates];
    for (const [id, state] of [
      ['a', 'accepted'],
      ['b', 'rejected'],
      ['a', 'unticked'],
      ['c', 'accepted'],
    ] as const) {
      decide(document, id, state);
      states.push(document.snapshot.markStates);
    }
    document.undo();
    await keeper.flush();
    const record = JSON.parse(new TextDecoder().decode(parts.get(documentPart))) as {
      entries: object[];
    };
    const entries = record.entries.map((entry, index) => {
      const markStates = { before: [...states[index]!], after: [...states[index + 1]!] };
      return { ...entry, markStates };
    });
    const former = JSON.stringify({ ...record, formatVersion: 1, entries });
    const disks = [parts, new Map(parts).set(documentPart, new TextEncoder().encode(former))];
    for (const disk of disks) {
      const again = await reopen(disk);
      expect(again.snapshot.markStates).toEqual(states[3]);
      again.redo();
      for (const expected of states.slice(0, -1).reverse()) {
        again.undo();
        expect(again.snapshot.markStates).toEqual(expected);
      }
      for (const expected of states.slice(1)) {
        again.redo();
        expect(again.snapshot.markStates).toEqual(expected);
      }
      // What it costs, and what it will be written as, is the same.
      expect(again.snapshot.history.entries).toEqual(document.snapshot.history.entries);
    }
  });
});
