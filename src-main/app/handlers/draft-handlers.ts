import type { StudioHandlers } from '../../../src-shared/contract';
import { AppFailureError } from '../../engine-host/app-failure-error';
import type { Studio } from '../studio';

type Names = 'writeDraftPart' | 'removeDraftParts' | 'describeDraft' | 'deleteDrafts';

/** Keeping the work on the open photos, and throwing kept work away. */
export function createDraftHandlers({
  drafts,
  photos,
  recents,
}: Pick<Studio, 'drafts' | 'photos' | 'recents'>): Pick<StudioHandlers, Names> {
  return {
    async writeDraftPart({ photoId, part, bytes }) {
      const { draftId } = photos.find(photoId);
      await explainFullDisk(drafts.writePart(draftId, part, bytes));
      return null;
    },
    async removeDraftParts({ photoId, parts }) {
      await drafts.removeParts(photos.find(photoId).draftId, parts);
      return null;
    },
    async describeDraft({ photoId, ...description }) {
      const { draftId, path } = photos.find(photoId);
      await explainFullDisk(drafts.describe(draftId, description));
      const { thumbnail } = description;
      if (thumbnail) await recents.showAs(path, thumbnail);
      return null;
    },
    async deleteDrafts({ draftIds }) {
      if (draftIds === 'all') await drafts.deleteAll();
      else for (const draftId of draftIds) await deleteClosed(draftId);
      return null;
    },
  };

  async function deleteClosed(draftId: string): Promise<void> {
    const isOpen = photos.list().some((entry) => entry.draftId === draftId);
    if (!isOpen) await drafts.delete(draftId);
  }
}

/** Most likely what is wrong when the application's own folder cannot be written to. */
async function explainFullDisk(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
    throw new AppFailureError('disk-full', 'failure.draftDiskFull', { cause: error });
  }
}
