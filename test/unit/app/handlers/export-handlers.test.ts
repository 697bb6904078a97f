import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { sha256OfFile } from '../../../../src-main/files/file-hash';
import { identify } from '../../../../src-main/files/original';
import { createFileTokens } from '../../../../src-main/app/files/file-tokens';
import { FileWrites } from '../../../../src-main/app/files/file-writes';
import { unpackProject } from '../../../../src-main/app/drafts/project-file';
import { createDraftHandlers } from '../../../../src-main/app/handlers/draft-handlers';
import { createExportHandlers } from '../../../../src-main/app/handlers/export-handlers';
import type { Studio } from '../../../../src-main/app/studio';
import type { MaskId, PhotoId } from '../../../../src-shared/model/ids';
import { draftBytes, openDesk } from '../../../support/open-photos-desk';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const photoId = 'photo-1' as PhotoId;
const maskId = 'mask-1' as MaskId;

/** Handlers over one open photo and its draft. */
async function setUp() {
  const folder = makeTemporaryFolder();
  const original = path.join(folder, 'IMG_0001.png');
  writeFileSync(original, 'picture');
  const draftFolder = path.join(folder, 'draft');
  mkdirSync(path.join(draftFolder, 'parts'), { recursive: true });
  const tokens = createFileTokens();
  const writes = new FileWrites();
  const ask = vi.fn(() => Promise.resolve(null));
  const call = vi.fn<() => Promise<unknown>>(() =>
    Promise.resolve({ ok: true, value: { isKept: true } }),
  );
  const entry = {
    photoId,
    draftId: 'draft-1',
    path: original,
    origin: 'file',
    identity: await identify(original),
    description: { name: 'IMG_0001.png', sha256: await sha256OfFile(original) },
  };
  const handlers = createExportHandlers({
    tokens,
    writes,
    photos: { find: () => entry, withDraft: (_id: PhotoId, read: () => unknown) => read() },
    drafts: { find: () => Promise.resolve(undefined), folderOf: () => draftFolder },
    engine: { ask, call },
  } as unknown as Studio);
  const targetOf = (name: string, mayReplace: boolean) =>
    tokens.tokenFor({ path: path.join(folder, name), kind: 'photo', mayReplace });
  return { folder, original, draftFolder, handlers, ask, call, writes, targetOf };
}

describe('a project', () => {
  it('leaves another one alone about which nobody was asked, and replaces the one it was', async () => {
    const { folder, handlers, targetOf } = await setUp();
    const file = path.join(folder, 'album.heirloom');
    writeFileSync(file, 'the work of a winter');
    const unasked = targetOf('album.heirloom', false);
    await expect(handlers.saveProject({ photoId, target: unasked })).rejects.toMatchObject({
      failure: { code: 'save', text: { key: 'failure.save.exists' } },
    });
    expect(readFileSync(file, 'utf8')).toBe('the work of a winter');
    const agreed = targetOf('album.heirloom', true);
    for (let time = 0; time < 2; time++) {
      const { name } = await handlers.saveProject({ photoId, target: agreed });
      expect(name).toBe('album.heirloom');
    }
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  });

  it('holds the results that the disk had refused, or is not written', async () => {
    const { folder, draftFolder, handlers, call, targetOf } = await setUp();
    const file = path.join(folder, 'work.heirloom');
    const target = targetOf('work.heirloom', true);
    call.mockResolvedValueOnce({ ok: true, value: { isKept: false } });
    await expect(handlers.saveProject({ photoId, target })).rejects.toMatchObject({
      failure: { code: 'draft', text: { key: 'failure.projectLacksResults' } },
    });
    expect(existsSync(file)).toBe(false);
    const layers = path.join(draftFolder, 'engine', 'layers');
    call.mockImplementationOnce(() => {
      mkdirSync(layers, { recursive: true });
      writeFileSync(path.join(layers, 'layer-1.layer'), 'late');
      return Promise.resolve({ ok: true, value: { isKept: true } });
    });
    await handlers.saveProject({ photoId, target });
    expect(call).toHaveBeenLastCalledWith('writeWaitingLayers', { photoId });
    const unpacked = path.join(folder, 'unpacked');
    await unpackProject(file, unpacked);
    expect(readFileSync(path.join(unpacked, 'engine/layers/layer-1.layer'), 'utf8')).toBe('late');
  });

  it('is written where the engine that had them is gone', async () => {
    const { folder, handlers, call, targetOf } = await setUp();
    call.mockResolvedValueOnce({ ok: false, error: { code: 'engine-lost', message: 'Gone.' } });
    await handlers.saveProject({ photoId, target: targetOf('work.heirloom', true) });
    expect(existsSync(path.join(folder, 'work.heirloom'))).toBe(true);
  });
});

it('reads the draft for a project in its turn, so that it holds one moment of the work', async () => {
  const desk = openDesk();
  const { folder, photos, drafts, call } = desk;
  const tokens = createFileTokens();
  const studio = { tokens, photos, drafts, writes: new FileWrites(), engine: { call } };
  const { writeDraftPart } = createDraftHandlers(studio as unknown as Studio);
  const { saveProject } = createExportHandlers(studio as unknown as Studio);
  const { photoId: id } = (await desk.open()).photo;
  // Somebody else is at the draft, so that what comes now waits.
  let goOn!: () => void;
  const before = photos.withDraft(id, () => new Promise<void>((resolve) => (goOn = resolve)));
  const write = (part: string) =>
    writeDraftPart({ photoId: id, part, bytes: draftBytes('a step') });
  const file = path.join(folder, 'work.heirloom');
  const target = tokens.tokenFor({ path: file, kind: 'project', mayReplace: false });
  const steps = [write('mask-1.bin'), write('document.json')];
  const saving = saveProject({ photoId: id, target });
  await Promise.race([saving, new Promise((resolve) => setTimeout(resolve, 100))]);
  const later = write('mask-2.bin');
  goOn();
  await Promise.all([before, ...steps, saving, later]);
  await unpackProject(file, path.join(folder, 'unpacked'));
  expect(readdirSync(path.join(folder, 'unpacked', 'parts')).sort()).toEqual([
    'document.json',
    'mask-1.bin',
  ]);
});

describe.each(['saveProject', 'exportMask'] as const)('%s', (call) => {
  const save = async ({ handlers, targetOf }: Awaited<ReturnType<typeof setUp>>, name: string) =>
    call === 'saveProject'
      ? handlers.saveProject({ photoId, target: targetOf(name, true) })
      : handlers.exportMask({ photoId, maskId, target: targetOf(name, true) });

  it('never goes over the original, also where it was renamed since it was opened', async () => {
    for (const isReplaced of [false, true]) {
      const given = await setUp();
      const renamed = path.join(given.folder, 'Grandma.png');
      renameSync(given.original, renamed);
      if (isReplaced) writeFileSync(given.original, 'another');
      await expect(save(given, 'Grandma.png')).rejects.toThrow('original itself');
      expect(readFileSync(renamed, 'utf8')).toBe('picture');
      expect(given.ask).not.toHaveBeenCalled();
    }
  });

  it('is known as long as it lasts, so that nothing ends meanwhile', async () => {
    const given = await setUp();
    const during = vi.spyOn(given.writes, 'during');
    await save(given, 'work.out');
    expect(during).toHaveBeenCalledExactlyOnceWith(
      path.join(given.folder, 'work.out'),
      expect.any(Function),
    );
  });
});
