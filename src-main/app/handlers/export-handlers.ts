import type { StudioHandlers } from '../../../src-shared/contract';
import { packProject } from '../drafts/project-file';
import type { Studio } from '../studio';
import { refuseOriginal, savedFile } from './saved-file';

type Names = 'saveProject' | 'exportMask' | 'showInFolder';

/** Files beside the repaired copy: projects and masks. */
export function createExportHandlers(studio: Studio): Pick<StudioHandlers, Names> {
  const { tokens, photos, drafts, engine, shell } = studio;
  return {
    async saveProject({ photoId, target: token }) {
      const { draftId, path: sourcePath, origin, description } = photos.find(photoId);
      const { path: target } = tokens.find(token);
      await refuseOriginal(sourcePath, target);
      const { name, sha256 } = description;
      const summary = (await drafts.find(draftId))?.meta.summary ?? '';
      const manifest = {
        version: 1,
        name,
        origin,
        sourcePath,
        sourceSha256: sha256,
        summary,
      } as const;
      await packProject(drafts.folderOf(draftId), manifest, target);
      return savedFile(tokens, target);
    },
    async exportMask({ photoId, maskId, target: token }) {
      const { path: target, mayReplace } = tokens.find(token);
      await refuseOriginal(photos.find(photoId).path, target);
      await engine.ask('exportMask', { photoId, maskId, path: target, overwrite: mayReplace });
      return savedFile(tokens, target);
    },
    async showInFolder({ fileToken }) {
      shell.showInFolder(tokens.find(fileToken).path);
      return Promise.resolve(null);
    },
  };
}
