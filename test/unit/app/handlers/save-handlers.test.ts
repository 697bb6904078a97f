import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { defaultPreferences } from '../../../../src-shared/model/preferences';
import type { FileToken, LayerId, PhotoId } from '../../../../src-shared/model/ids';
import { identify } from '../../../../src-main/files/original';
import { sha256OfFile } from '../../../../src-main/files/file-hash';
import { FileWrites } from '../../../../src-main/app/files/file-writes';
import { createFileTokens } from '../../../../src-main/app/files/file-tokens';
import { createSaveHandlers } from '../../../../src-main/app/handlers/save-handlers';
import type { Studio } from '../../../../src-main/app/studio';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const photoId = 'photo-1' as PhotoId;
const layerId = 'layer-1' as LayerId;

/** Save handlers over one open photo of a folder; the dialog answers with `chosen`. */
async function setUp(chosen?: string, origin: 'file' | 'sample' = 'file') {
  const folder = makeTemporaryFolder();
  const original = path.join(folder, 'aunt.jpg');
  writeFileSync(original, 'picture');
  const picturesFolder = path.join(folder, 'Pictures');
  mkdirSync(picturesFolder);
  const tokens = createFileTokens();
  const ask = vi.fn(async (_name: string, input: { targetPath: string }) =>
    Promise.resolve({ path: input.targetPath, byteLength: 1 }),
  );
  const chooseTarget = vi.fn().mockResolvedValue(chosen && path.join(folder, chosen));
  const entry = {
    photoId,
    path: original,
    origin,
    identity: await identify(original),
    description: {
      name: 'aunt.jpg',
      sha256: await sha256OfFile(original),
      inspection: { format: 'jpeg' },
    },
  };
  const writes = new FileWrites();
  const handlers = createSaveHandlers({
    tokens,
    photos: { find: () => entry },
    engine: { ask },
    writes,
    dialogs: { chooseTarget },
    preferences: { current: () => defaultPreferences },
    facts: { picturesFolder },
  } as unknown as Studio);
  const pathOf = (token: FileToken) => tokens.find(token).path;
  return { folder, original, picturesFolder, handlers, ask, pathOf, tokens, chooseTarget, writes };
}

describe('a proposal', () => {
  it('is a free name beside the original, in the wanted format', async () => {
    const { folder, handlers, pathOf } = await setUp();
    writeFileSync(path.join(folder, 'aunt_restored.jpg'), '');
    const like = await handlers.proposeSave({ photoId });
    expect(pathOf(like.target)).toBe(path.join(folder, 'aunt_restored_2.jpg'));
    expect(like).toMatchObject({ name: 'aunt_restored_2.jpg', format: 'jpeg' });
    const other = await handlers.proposeSave({ photoId, format: 'tiff' });
    expect(other).toMatchObject({ name: 'aunt_restored.tif', format: 'tiff' });
  });

  it('for a picture without a place of its own lies among the pictures', async () => {
    const { handlers, pathOf, picturesFolder } = await setUp(undefined, 'sample');
    const { target } = await handlers.proposeSave({ photoId });
    expect(path.dirname(pathOf(target))).toBe(picturesFolder);
  });
});

describe('the save dialog', () => {
  type Given = Awaited<ReturnType<typeof setUp>>;

  async function choose(
    kind: 'photo' | 'mask' | 'project',
    chosen?: string,
    renameOriginal?: (given: Given) => void,
  ) {
    const given = await setUp(chosen);
    const { target: proposal } = await given.handlers.proposeSave({ photoId });
    renameOriginal?.(given);
    const answer = given.handlers.chooseSaveTarget({ photoId, proposal, kind });
    return { ...given, answer };
  }

  it('decides on name and format; what it let replace may be replaced', async () => {
    const { answer, tokens } = await choose('photo', 'other.png');
    const proposal = await answer;
    expect(proposal).toMatchObject({ name: 'other.png', format: 'png' });
    expect(tokens.find(proposal!.target).mayReplace).toBe(true);
  });

  it('may leave out the ending, which is added; nobody was asked about that file', async () => {
    const { answer, tokens } = await choose('photo', 'other');
    const proposal = await answer;
    expect(proposal?.name).toBe('other.jpg');
    expect(tokens.find(proposal!.target).mayReplace).toBe(false);
  });

  it('can be closed', async () => {
    expect(await (await choose('photo')).answer).toBeNull();
  });

  it('proposes fitting names for masks and projects', async () => {
    const mask = await choose('mask', 'm');
    expect((await mask.answer)?.name).toBe('m.png');
    expect(path.basename(mask.chooseTarget.mock.calls[0]![1] as string)).toBe('aunt_marks.png');
    expect((await (await choose('project', 'p')).answer)?.name).toBe('p.heirloom');
  });

  it('never leads to the original, by whatever name', async () => {
    await expect((await choose('photo', 'aunt.jpg')).answer).rejects.toThrow('original itself');
    const { answer } = await choose('photo', 'Grandma.jpg', ({ original, folder }) =>
      renameSync(original, path.join(folder, 'Grandma.jpg')),
    );
    await expect(answer).rejects.toThrow('original itself');
  });
});

describe('saving', () => {
  it('goes where the token says, and answers without a path', async () => {
    const { handlers, ask, folder } = await setUp();
    const { target } = await handlers.proposeSave({ photoId });
    const report = await handlers.savePhoto({ photoId, layerId, target, quality: 90 });
    expect(ask).toHaveBeenCalledWith('savePhoto', {
      photoId,
      layerId,
      writesProvenance: true,
      targetPath: path.join(folder, 'aunt_restored.jpg'),
      overwrite: false,
      quality: 90,
    });
    expect(report).toMatchObject({ name: 'aunt_restored.jpg', byteLength: 1 });
    expect(JSON.stringify(report)).not.toContain(folder);
  });

  it('never writes over the original, also through a link made meanwhile', async () => {
    const { handlers, ask, folder, original } = await setUp();
    const { target } = await handlers.proposeSave({ photoId });
    symlinkSync(original, path.join(folder, 'aunt_restored.jpg'));
    await expect(handlers.savePhoto({ photoId, layerId, target })).rejects.toThrow(
      'original itself',
    );
    expect(ask).not.toHaveBeenCalled();
  });

  it('never writes over the original that was given the name of the copy meanwhile', async () => {
    for (const isReplaced of [false, true]) {
      const { handlers, ask, folder, original } = await setUp();
      const { target } = await handlers.proposeSave({ photoId });
      renameSync(original, path.join(folder, 'aunt_restored.jpg'));
      if (isReplaced) writeFileSync(original, 'another');
      const saved = handlers.savePhoto({ photoId, layerId, target });
      await expect(saved).rejects.toThrow('original itself');
      expect(ask).not.toHaveBeenCalled();
    }
  });

  it('is known as long as it lasts, so that nothing ends meanwhile', async () => {
    const { handlers, ask, writes } = await setUp();
    const { target } = await handlers.proposeSave({ photoId });
    ask.mockImplementationOnce(async (_name, input) => {
      await new Promise((resolve) => setTimeout(resolve));
      expect(writes.names).toEqual(['aunt_restored.jpg']);
      return { path: input.targetPath, byteLength: 1 };
    });
    await handlers.savePhoto({ photoId, layerId, target });
    expect(ask).toHaveBeenCalledOnce();
    expect(writes.names).toEqual([]);
  });
});
