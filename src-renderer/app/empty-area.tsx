import { useEffect, useMemo, useState } from 'react';
import { deleteDrafts } from '../actions/drafts';
import { refreshKeptWork } from '../actions/kept-work';
import { openDraft, openFile } from '../actions/open-photo';
import { ConfirmDelete } from '../components/dialogs';
import { EmptyState } from '../components/states';
import { useAppState, useStudio } from './app-context';
import { useCommandPort } from './command-port';
import { useDraftRows } from './draft-rows';
import { usePictureUrls } from './picture-urls';
import type { HeldFiles } from './use-drop';

/** What the window shows while no photo is open. */
export function EmptyArea({ drop }: { readonly drop: HeldFiles }) {
  const studio = useStudio();
  const { recents } = useAppState((state) => state.start);
  const port = useCommandPort();
  const { kept, question } = useOtherDrafts();
  useEffect(() => void refreshKeptWork(studio), [studio]);
  const pictures = usePictureUrls(recents.map(({ thumbnail }) => thumbnail));
  const tiles = recents.map(({ fileToken, name, folderName }, index) => ({
    id: fileToken,
    name,
    folderName,
    thumbnail: pictures[index],
  }));
  return (
    <>
      <EmptyState
        recents={tiles}
        onOpenRecent={(id) => {
          const file = recents.find(({ fileToken }) => fileToken === id);
          if (file) void openFile(studio, file);
        }}
        kept={kept}
        drop={drop}
        port={port}
      />
      {question}
    </>
  );
}

/** Drafts that no file is sure to lead to: only here they are found again. */
function useOtherDrafts() {
  const studio = useStudio();
  const { drafts: all } = useAppState((state) => state.start);
  const drafts = useMemo(() => all.filter(({ comesWithFile }) => !comesWithFile), [all]);
  const rows = useDraftRows(drafts);
  const now = useMemo(() => new Date(), []);
  const [deletedId, setDeletedId] = useState<string>();
  const deleted = drafts.find(({ draftId }) => draftId === deletedId);
  return {
    kept: {
      drafts: rows,
      now,
      onRestore: (id: string) => void openDraft(studio, id),
      onDelete: setDeletedId,
    },
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
