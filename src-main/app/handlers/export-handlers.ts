import type { StudioHandlers } from '../../../src-shared/contract';
import type { PhotoId } from '../../../src-shared/model/ids';
import { AppFailureError } from '../../engine-host/app-failure-error';
import { readForProject, writeProject, type ProjectManifest } from '../drafts/project-file';
import type { Studio } from '../studio';
import { refuseOriginal, savedFile } from './saved-file';

type Names = 'saveProject' | 'exportMask' | 'showInFolder';

/** Files beside the repaired copy: projects and masks. */
export function createExportHandlers(studio: Studio): Pick<StudioHandlers, Names> {
  const { tokens, photos, drafts, engine, writes, shell } = studio;
  return {
    async saveProject({ photoId, target: token }) {
      const entry = photos.find(photoId);
      const { draftId, path: sourcePath, origin, description } = entry;
      const target = tokens.find(token);
      const { name, sha256 } = description;
      await writes.during(target.path, async () => {
        await refuseOriginal(entry, target.path);
        const { summary = '', pictureSha256 } = (await drafts.find(draftId))?.meta ?? {};
        const source = { name, origin, sourcePath, sourceSha256: sha256, pictureSha256 };
        const manifest: ProjectManifest = { version: 1, ...source, summary };
        // Work goes on meanwhile: what is read is the draft of one moment.
        const files = await photos.withDraft(photoId, async () => {
          await bringResultsToDisk(photoId);
          return readForProject(drafts.folderOf(draftId), manifest);
        });
        await writeProject(files, target);
      });
      return savedFile(tokens, target.path);
    },
    async exportMask({ photoId, maskId, target: token }) {
      const { path: target, mayReplace } = tokens.find(token);
      const entry = photos.find(photoId);
      const request = { photoId, maskId, path: target, overwrite: mayReplace };
      await writes.during(target, async () => {
        await refuseOriginal(entry, target);
        return engine.ask('exportMask', request);
      });
      return savedFile(tokens, target);
    },
    async showInFolder({ fileToken }) {
      shell.showInFolder(tokens.find(fileToken).path);
      return Promise.resolve(null);
    },
  };

  /** An engine that does not answer has none that wait. */
  async function bringResultsToDisk(photoId: PhotoId): Promise<void> {
    const answer = await engine.call('writeWaitingLayers', { photoId });
    if (!answer.ok || answer.value.isKept) return;
    throw new AppFailureError('draft', 'failure.projectLacksResults');
  }
}
