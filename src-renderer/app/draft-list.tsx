import { useMemo, useState } from 'react';
import type { DraftSummary } from '../../src-shared/contract/studio-contract';
import { deleteDrafts } from '../actions/drafts';
import { ConfirmDelete } from '../components/dialogs';
import { useAppState, useStudio } from './app-context';
import { usePictureUrls } from './picture-urls';

/**
 * Drafts as lists show them, and the one question before one of them is deleted.
 * @param isListed the same function each time
 */
export function useDraftList(isListed: (draft: DraftSummary) => boolean) {
  const studio = useStudio();
  const { drafts: all } = useAppState((state) => state.start);
  const drafts = useMemo(() => all.filter(isListed), [all, isListed]);
  const pictures = usePictureUrls(drafts.map(({ thumbnail }) => thumbnail));
  const now = useMemo(() => new Date(), []);
  const [deletedId, setDeletedId] = useState<string>();
  const deleted = drafts.find(({ draftId }) => draftId === deletedId);
  return {
    drafts: drafts.map(({ draftId, name, savedAt, summary }, index) => ({
      id: draftId,
      name,
      savedAt: new Date(savedAt),
      summary,
      thumbnail: pictures[index],
    })),
    now,
    onDelete: setDeletedId,
    question: deleted && (
      <ConfirmDelete
        what={deleted}
        onDelete={() => {
          setDeletedId(undefined);
          void deleteDrafts(studio, [deleted.draftId]);
        }}
        onKeep={() => setDeletedId(undefined)}
      />
    ),
  };
}
