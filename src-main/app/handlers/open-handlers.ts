import { access, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { OpenedPhoto, StudioHandlers } from '../../../src-shared/contract';
import { originalLayerId } from '../../../src-shared/model/ids';
import { AppFailureError } from '../../engine-host/app-failure-error';
import { openProject } from '../drafts/open-project';
import { pastedName } from '../drafts/project-file';
import { knowPaths } from '../files/classify-file';
import { untilReadable } from '../files/until-readable';
import { createTurns } from '../photos/turns';
import type { Studio } from '../studio';
import { openSample } from './open-sample';

const thumbnailSidePx = 256;

type Names =
  | 'chooseFiles'
  | 'openPhoto'
  | 'openSample'
  | 'openDraft'
  | 'openPasted'
  | 'closePhoto'
  | 'setDraftAside'
  | 'importMask';

/** Opening and closing. */
export function createOpenHandlers(studio: Studio): Pick<StudioHandlers, Names> {
  const { tokens, photos, drafts, engine, dialogs } = studio;
  // A photo that is asked for twice at once is found open by the second, and one that is just closing with its draft.
  const inTurn = createTurns();
  return {
    async chooseFiles({ kind }) {
      const paths = await dialogs.chooseFiles(kind);
      if (kind === 'mask') return paths.map((file) => tokens.know(file, 'mask'));
      return knowPaths(tokens, paths);
    },
    async openPhoto({ fileToken, acceptBroken, isApart = false }) {
      const file = tokens.find(fileToken);
      if (file.kind === 'folder') {
        throw new AppFailureError('refused', 'failure.folderAsPhoto');
      }
      await untilReadable(file.path);
      if (file.kind === 'project') {
        return openProject(studio, file.path, acceptBroken, inTurn);
      }
      const opened = await inTurn(() => photos.open({ path: file.path, acceptBroken, isApart }));
      // A list without this photo costs nobody anything.
      void remember(studio, file.path, opened).catch(() => undefined);
      return opened;
    },
    openSample: async () => inTurn(() => openSample(studio)),
    async openDraft({ draftId }) {
      const draft = await drafts.find(draftId);
      if (!draft) throw new AppFailureError('draft', 'failure.draftUnknown');
      const { sourcePath } = draft.meta;
      await access(sourcePath).catch(() => {
        throw new AppFailureError('draft', 'error.originalGone');
      });
      await untilReadable(sourcePath);
      return inTurn(() => photos.open({ path: sourcePath, acceptBroken: true, draft }));
    },
    async openPasted({ png }) {
      const draft = await drafts.create(async (folder) => {
        const sourcePath = path.join(folder, pastedName);
        await writeFile(sourcePath, png);
        return { name: nameByTime(new Date()), origin: 'pasted', sourcePath };
      });
      const { sourcePath } = draft.meta;
      try {
        return await inTurn(() => photos.open({ path: sourcePath, acceptBroken: false, draft }));
      } catch (error) {
        await drafts.delete(draft.draftId);
        throw error;
      }
    },
    async closePhoto({ photoId, keepsDraft }) {
      await inTurn(() => photos.close(photoId, keepsDraft));
      return null;
    },
    setDraftAside: async ({ photoId }) => inTurn(() => photos.setAside(photoId)),
    async importMask({ photoId, fileToken }) {
      const { path: maskPath } = tokens.find(fileToken);
      const { maskId, bounds } = await engine.ask('importMask', { photoId, path: maskPath });
      return bounds && { maskId };
    },
  };
}

/** "pasted-2026-11-25-1432.png", in the person's own time. */
function nameByTime(now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return `pasted-${local.toISOString().slice(0, 16).replace('T', '-').replace(':', '')}.png`;
}

/** Puts a photo on the list of those opened before, with a small picture where one can be had. */
async function remember(studio: Studio, file: string, { photo }: OpenedPhoto): Promise<void> {
  const thumbnail = await studio.engine.call('makeThumbnail', {
    photoId: photo.photoId,
    layerId: originalLayerId,
    sidePx: thumbnailSidePx,
  });
  await studio.recents.add(file, thumbnail.ok ? thumbnail.value : undefined);
  studio.shell.addRecentDocument(file);
}
