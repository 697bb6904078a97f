import { describe, expect, it } from 'vitest';
import { closePhoto, showOpened } from '../../../../src-renderer/actions/open-photo';
import { DraftKeeper } from '../../../../src-renderer/document/draft-keeper';
import { readDraft } from '../../../../src-renderer/document/draft-format';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import { stampSegment } from '../../../../src-renderer/mask/stroke-raster';
import type { OpenedPhoto } from '../../../../src-shared/contract/studio-contract';
import { originalLayerId, type LayerId } from '../../../../src-shared/model/ids';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';
import { smallMark } from '../../../support/small-mark';
import { makeAppContext, ok } from '../../../support/app-context';

type Parts = Map<string, Uint8Array>;
const settled = async () => new Promise((resolve) => setTimeout(resolve, 20));
const photoOf = (photoId: string, width = 900): PhotoDescription =>
  ({ photoId, name: 'aunt.jpg', width, height: 700 }) as PhotoDescription;
const mark = smallMark('scratch');

function stroke(document: PhotoDocument, x: number): void {
  document.mask.beginEdit();
  const dab = { x, y: 100, radiusPx: 9 };
  stampSegment(document.mask, 'paint', dab, { ...dab, x: x + 30 }, 1);
  document.commit({ kind: 'stroke', count: 1, mask: document.mask.commit()! });
}

/** The parts of a draft with a mark, a stroke and a result. */
async function makeDraft(): Promise<Parts> {
  const parts: Parts = new Map();
  const document = new PhotoDocument(photoOf('former'));
  const keeper = new DraftKeeper(
    {
      writeDraftPart: ({ part, bytes }) => {
        parts.set(part, bytes);
        return ok(null);
      },
      removeDraftParts: () => ok(null),
    },
    document,
    { kept: () => undefined, failed: () => undefined },
  );
  keeper.start();
  document.setMarks([mark]);
  stroke(document, 100);
  const layerId = { before: originalLayerId, after: 'layer-1' as LayerId };
  document.commit({ kind: 'repair', count: 1, layerId });
  await keeper.flush();
  return parts;
}

/** A window, and what it writes into drafts, by photo. */
function makeStudio({ canSetAside = true } = {}) {
  const written = new Map<string, Parts>();
  const calls: [string, unknown][] = [];
  const api: Record<string, (given: never) => unknown> = {
    writeDraftPart: ({
      photoId,
      part,
      bytes,
    }: {
      photoId: string;
      part: string;
      bytes: Uint8Array;
    }) => {
      written.set(
        photoId,
        (written.get(photoId) ?? new Map<string, Uint8Array>()).set(part, bytes),
      );
      return ok(null);
    },
    removeDraftParts: ({ photoId, parts }: { photoId: string; parts: string[] }) => {
      for (const part of parts) written.get(photoId)?.delete(part);
      return ok(null);
    },
    setDraftAside: () => {
      const error = { code: 'disk-full', message: 'The disk is full.' };
      return canSetAside
        ? ok(openedOf(photoOf('anew'), new Map()))
        : Promise.resolve({ ok: false, error });
    },
    findDamage: () => ok({ marks: [mark], isImplausible: false, countsByStop: [] }),
    getKeptWork: () => ok({ recents: [], drafts: [{ draftId: 'kept' }] }),
  };
  const noted = new Proxy(api, {
    get: (known, name: string) => (given: unknown) => {
      calls.push([name, given]);
      return known[name]?.(given as never) ?? ok(null);
    },
  });
  const { context, store } = makeAppContext(noted);
  const named = (name: string) => calls.filter(([call]) => call === name).map(([, given]) => given);
  return { context, store, api, written, calls, named };
}

function openedOf(photo: PhotoDescription, draft: Parts, isChangedSinceDraft = false): OpenedPhoto {
  return { photo, draft, isChangedSinceDraft, isFoundAgain: false };
}

const edit = (parts: Parts, change: (text: string) => string): Parts => {
  const text = new TextDecoder().decode(parts.get('document.json'));
  return new Map(parts).set('document.json', new TextEncoder().encode(change(text)));
};

const without = (parts: Parts, name: string): Parts =>
  new Map([...parts].filter(([part]) => part !== name));

describe('a draft that cannot be read', () => {
  it.each<[string, (parts: Parts) => Parts]>([
    [
      'of another version',
      (parts) => edit(parts, (text) => text.replace('"formatVersion":2', '"formatVersion":3')),
    ],
    ['cut off', (parts) => edit(parts, (text) => text.slice(0, 40))],
    ['without a stroke', (parts) => without(parts, 'mask-1.bin')],
    ['with a spoilt stroke', (parts) => new Map(parts).set('mask-1.bin', Uint8Array.of(1, 2, 3))],
    ['without its base', (parts) => edit(parts, (text) => text.replace('"base":null', '"base":7'))],
    [
      'with a spoilt base',
      (parts) =>
        edit(parts, (text) => text.replace('"base":null', '"base":7')).set(
          'mask-base-7.bin',
          Uint8Array.of(9),
        ),
    ],
    [
      'for another size',
      (parts) => edit(parts, (text) => text.replace('"width":900', '"width":901')),
    ],
  ])('%s is put aside, and nothing is written over it', async (_, spoil) => {
    const { context, store, written, named } = makeStudio();
    await showOpened(context, openedOf(photoOf('photo'), spoil(await makeDraft())));
    await settled();
    expect(named('setDraftAside')).toEqual([{ photoId: 'photo' }]);
    expect(store.getState().error?.failure.message).toBe('error.draftUnreadable');
    expect(store.getState().photo?.photoId).toBe('anew');
    expect(named('findDamage')).toMatchObject([{ photoId: 'anew' }]);
    stroke(context.workspace!.document, 100);
    await closePhoto(context);
    expect([...written.keys()]).toEqual(['anew']);
    expect(named('closePhoto')).toEqual([{ photoId: 'anew', keepsDraft: true }]);
  });

  it('shows nothing and writes nothing where it cannot be put aside', async () => {
    const { context, store, written, named } = makeStudio({ canSetAside: false });
    const draft = without(await makeDraft(), 'mask-1.bin');
    await showOpened(context, openedOf(photoOf('photo'), draft));
    await settled();
    expect(store.getState().photo).toBeUndefined();
    expect(store.getState().error?.failure.message).toBe('The disk is full.');
    expect(written.size).toBe(0);
    expect(named('findDamage')).toEqual([]);
  });
});

describe('a draft that was cut off before its first step was whole', () => {
  it.each([false, true])(
    'is begun anew without a word (made for another picture: %s)',
    async (isFormer) => {
      const cut = without(await makeDraft(), 'document.json');
      const { context, store, written, named } = makeStudio();
      await showOpened(context, openedOf(photoOf('photo'), cut, isFormer));
      await settled();
      expect(named('setDraftAside')).toEqual([]);
      expect(store.getState().error).toBeUndefined();
      expect(named('findDamage')).toMatchObject([{ photoId: 'photo' }]);
      const { document } = context.workspace!;
      stroke(document, 300);
      await context.workspace!.keeper.flush();
      // What lies there of the step that was cut off is written over or in nobody's way.
      const disk = new Map([...cut, ...written.get('photo')!]);
      const again = new PhotoDocument(document.photo);
      expect(await readDraft(disk, again)).toBeDefined();
      expect(again.snapshot.history.entries).toHaveLength(1);
      expect([...again.mask.tiles('painted')]).toEqual([...document.mask.tiles('painted')]);
    },
  );
});

describe('a draft that was made for another picture', () => {
  it('gives its marks; they are written with the first step, and kept from then on', async () => {
    const { context, store, written, named } = makeStudio();
    await showOpened(context, openedOf(photoOf('photo'), await makeDraft(), true));
    await settled();
    const { document } = context.workspace!;
    expect(store.getState().error?.failure.message).toBe('error.originalChanged');
    expect(document.snapshot.marks).toEqual([mark]);
    expect(document.snapshot.layerId).toBe(originalLayerId);
    expect(document.mask.tiles('painted').size).toBe(1);
    expect(named('findDamage')).toEqual([]);
    expect(named('recoverRepair')).toEqual([]);
    expect(written.size).toBe(0);
    expect(store.getState().keptAtMs).toBeUndefined();

    stroke(document, 600);
    await context.workspace!.keeper.flush();
    const again = new PhotoDocument(document.photo);
    expect(await readDraft(written.get('photo')!, again)).toBeDefined();
    expect(again.snapshot.marks).toEqual([mark]);
    for (const x of [0, 1]) {
      const keys = (of: PhotoDocument) => [...of.mask.tiles('painted').keys()].sort();
      expect(keys(again)).toEqual(keys(document));
      if (x === 0) {
        again.undo();
        document.undo();
      }
    }
    expect(again.mask.tiles('painted').size).toBe(1);
  });

  it('leaves nothing behind where nothing is done', async () => {
    const { context, written, named } = makeStudio();
    await showOpened(context, openedOf(photoOf('photo'), await makeDraft(), true));
    await closePhoto(context);
    expect(written.size).toBe(0);
    expect(named('closePhoto')).toEqual([{ photoId: 'photo', keepsDraft: false }]);
  });

  it('is of no use to a picture of another size, which begins anew and says so', async () => {
    const { context, store, written, named } = makeStudio();
    await showOpened(context, openedOf(photoOf('photo', 700), await makeDraft(), true));
    await settled();
    expect(store.getState().error?.failure.message).toBe('error.originalReshaped');
    expect(named('findDamage')).toMatchObject([{ photoId: 'photo' }]);
    expect(named('setDraftAside')).toEqual([]);
    await closePhoto(context);
    // What is only found is no work: the next opening says it again.
    expect(written.size).toBe(0);
    expect(named('closePhoto')).toEqual([{ photoId: 'photo', keepsDraft: false }]);
  });
});

it('goes on with a draft that fits, without a word', async () => {
  const { context, store, named } = makeStudio();
  await showOpened(context, openedOf(photoOf('photo'), await makeDraft()));
  await settled();
  expect(store.getState().error).toBeUndefined();
  expect(store.getState().keptAtMs).toBeGreaterThan(0);
  expect(context.workspace!.document.snapshot.layerId).toBe('layer-1');
  expect(named('findDamage')).toEqual([]);
});

describe('closing a photo', () => {
  it('keeps what is painted while the last steps are being written', async () => {
    const { context, api, written, named } = makeStudio();
    const write = api['writeDraftPart']!;
    const shown = () => context.workspace!.document;
    let count = 0;
    api['writeDraftPart'] = async (given) => {
      // A quick person, and a slow disk.
      const { part } = given as { part: string };
      if (part === 'document.json' && ++count <= 3) stroke(shown(), 100 * count);
      await settled();
      return write(given);
    };
    await showOpened(context, openedOf(photoOf('photo'), new Map()));
    const document = shown();
    stroke(document, 600);
    expect(await closePhoto(context)).toBe(true);
    const again = new PhotoDocument(document.photo);
    expect(await readDraft(written.get('photo')!, again)).toBeDefined();
    expect(again.snapshot.history.entries).toHaveLength(4);
    expect(named('closePhoto')).toEqual([{ photoId: 'photo', keepsDraft: true }]);
  });

  it('takes it off the screen before anything is waited for that would not keep a stroke', async () => {
    const { context, store, api, named } = makeStudio();
    const shown: unknown[] = [];
    for (const name of ['keepOnlyLayers', 'makeThumbnail', 'describeDraft', 'closePhoto']) {
      api[name] = () => {
        shown.push(context.workspace, store.getState().photo);
        return ok(null);
      };
    }
    await showOpened(context, openedOf(photoOf('photo'), new Map()));
    stroke(context.workspace!.document, 100);
    await closePhoto(context);
    expect(shown).toEqual(Array<undefined>(8).fill(undefined));
    // The list says of it what it would have said on the screen.
    expect(named('describeDraft')).toMatchObject([
      { photoId: 'photo', summary: expect.stringContaining('draft.strokes') as string },
    ]);
  });
});

it('asks again what is kept once a photo is closed', async () => {
  const { context, store, calls } = makeStudio();
  await showOpened(context, openedOf(photoOf('photo'), new Map()));
  await closePhoto(context);
  await settled();
  const names = calls.map(([name]) => name);
  expect(names.indexOf('getKeptWork')).toBeGreaterThan(names.indexOf('closePhoto'));
  expect(store.getState().start).toMatchObject({ drafts: [{ draftId: 'kept' }] });
});
