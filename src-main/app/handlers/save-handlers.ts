import path from 'node:path';
import type { SaveProposal, StudioHandlers } from '../../../src-shared/contract';
import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';
import { projectExtension } from '../files/classify-file';
import { formatOfName, proposeTargetPath, stemOf } from '../../files/target-name';
import { writableFolder } from '../files/writable-folder';
import type { TargetKind } from '../dialogs';
import type { PhotoEntry } from '../photos/open-photos';
import type { Studio } from '../studio';
import { refuseOriginal, savedFile } from './saved-file';

type Names = 'proposeSave' | 'chooseSaveTarget' | 'savePhoto';

/** Choosing where a copy goes, and writing it; it never goes over the original. */
export function createSaveHandlers(studio: Studio): Pick<StudioHandlers, Names> {
  const { tokens, photos, engine, writes, dialogs, preferences, facts } = studio;

  function proposal(target: string, mayReplace: boolean, format: PhotoFormat): SaveProposal {
    return {
      target: tokens.tokenFor({ path: target, kind: 'photo', mayReplace }),
      name: path.basename(target),
      folderName: path.basename(path.dirname(target)),
      format,
    };
  }

  return {
    async proposeSave({ photoId, format, folder: chosenFolder }) {
      const entry = photos.find(photoId);
      const chosen = format ?? entry.description.inspection.format;
      const folder =
        chosenFolder === undefined
          ? await folderFor(entry, facts.picturesFolder)
          : tokens.find(chosenFolder).path;
      const target = await proposeTargetPath(entry.description.name, chosen, folder);
      return proposal(target, false, chosen);
    },
    async chooseSaveTarget({ photoId, proposal: token, kind }) {
      const entry = photos.find(photoId);
      const proposed = tokens.find(token).path;
      const name = targetName(kind, proposed, entry);
      const chosen = await dialogs.chooseTarget(kind, path.join(path.dirname(proposed), name));
      if (chosen === undefined) return null;
      const ending = path.extname(name);
      const target = hasEnding(kind, chosen, ending) ? chosen : chosen + ending;
      await refuseOriginal(entry, target);
      const { format } = entry.description.inspection;
      // The dialog asked whether to replace a file under the chosen name; under a completed one it did not.
      return proposal(target, target === chosen, formatOfName(target) ?? format);
    },
    async savePhoto({ photoId, layerId, target: token, ...choices }) {
      const entry = photos.find(photoId);
      const target = tokens.find(token);
      const request = {
        photoId,
        layerId,
        writesProvenance: preferences.current().writesProvenance,
        targetPath: target.path,
        overwrite: target.mayReplace,
        ...choices,
      };
      const { path: targetPath, ...report } = await writes.during(target.path, async () => {
        await refuseOriginal(entry, target.path);
        return engine.ask('savePhoto', request);
      });
      return { ...report, ...savedFile(tokens, targetPath) };
    },
  };
}

/** Beside the original where that is a place of the person's and can be written to. */
async function folderFor(entry: PhotoEntry, picturesFolder: string): Promise<string> {
  if (entry.origin !== 'file') return picturesFolder;
  return writableFolder(path.dirname(entry.path), picturesFolder);
}

function targetName(kind: TargetKind, proposed: string, { description }: PhotoEntry): string {
  if (kind === 'photo') return path.basename(proposed);
  const stem = stemOf(description.name);
  return kind === 'mask' ? `${stem}_marks.png` : `${stem}.${projectExtension}`;
}

function hasEnding(kind: TargetKind, target: string, ending: string): boolean {
  if (kind === 'photo') return formatOfName(target) !== undefined;
  return path.extname(target).toLowerCase() === ending;
}
