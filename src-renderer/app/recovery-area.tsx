import { useMemo, useState } from 'react';
import { deleteDrafts } from '../actions/drafts';
import { openDraft } from '../actions/open-photo';
import { showOriginal } from '../actions/view';
import { ConfirmDelete, RecoveryDialog } from '../components/dialogs';
import { useAppState, useStudio } from './app-context';
import { useDraftRows } from './draft-rows';

/** Drafts of a program that ended without closing them; closing keeps all. */
export function RecoveryArea({ onClose }: { readonly onClose: () => void }) {
  const studio = useStudio();
  const { drafts: all } = useAppState((state) => state.start);
  // The others were closed on purpose: they come back with their photos, or the empty window offers them.
  const drafts = useMemo(() => all.filter(({ isFromCrash }) => isFromCrash), [all]);
  const [deletedId, setDeletedId] = useState<string>();
  const now = useMemo(() => new Date(), []);
  const rows = useDraftRows(drafts);
  const deleted = drafts.find(({ draftId }) => draftId === deletedId);
  if (deleted) {
    return (
      <ConfirmDelete
        what={deleted}
        onDelete={() => {
          setDeletedId(undefined);
          void deleteDrafts(studio, [deleted.draftId]);
        }}
        onKeep={() => setDeletedId(undefined)}
      />
    );
  }
  const open = async (draftId: string) => {
    onClose();
    await openDraft(studio, draftId);
  };
  return (
    <RecoveryDialog
      drafts={rows}
      now={now}
      onRestore={(id) => void open(id)}
      onShowOriginal={(id) => void open(id).then(() => showOriginal(studio, 'kept'))}
      onDelete={setDeletedId}
      onClose={onClose}
    />
  );
}
