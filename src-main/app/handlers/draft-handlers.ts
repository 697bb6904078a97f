import type { StudioHandlers } from '../../../src-shared/contract';
import { explainFullDisk } from '../drafts/full-disk';
import type { Studio } from '../studio';

type Names =
  'writeDraftPart' | 'removeDraftParts' | 'describeDraft' | 'deleteDrafts' | 'getKeptWork';

/** Keeping the work on the open photos, and throwing kept work away. */
export function createDraftHandlers({
  drafts,
  photos,
  recents,
  tokens,
}: Pick<Studio, 'drafts' | 'photos' | 'recents' | 'tokens'>): Pick<StudioHandlers, Names> {
  return {
    async writeDraftPart({ photoId, part, bytes }) {
      await keep(
        photos.writeDraft(photoId, async (draftId) => drafts.writePart(draftId, part, bytes)),
      );
      return null;
    },
    async removeDraftParts({ photoId, parts }) {
      await photos.withDraft(photoId, async (draftId) => drafts.removeParts(draftId, parts));
      return null;
    },
    async describeDraft({ photoId, ...description }) {
      const { draftId, path } = photos.find(photoId);
      await keep(drafts.describe(draftId, description));
      const { thumbnail } = description;
      if (thumbnail) await recents.showAs(path, thumbnail);
      return null;
    },
    async getKeptWork() {
      return { recents: await recents.list(tokens), drafts: await drafts.list() };
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

async function keep(writing: Promise<void>): Promise<void> {
  await writing.catch((error: unknown) => {
    throw explainFullDisk(error, 'failure.draftDiskFull');
  });
}
