import { useEffect } from 'react';
import type { DraftSummary } from '../../src-shared/contract/studio-contract';
import { refreshKeptWork } from '../actions/kept-work';
import { openDraft, openFile } from '../actions/open-photo';
import { EmptyState } from '../components/states';
import { useAppState, useStudio } from './app-context';
import { useCommandPort } from './command-port';
import { useDraftList } from './draft-list';
import { usePictureUrls } from './picture-urls';
import type { HeldFiles } from './use-drop';

/** Drafts that no file is sure to lead to: only here they are found again. */
const isOther = (draft: DraftSummary) => !draft.comesWithFile;

/** What the window shows while no photo is open. */
export function EmptyArea({ drop }: { readonly drop: HeldFiles }) {
  const studio = useStudio();
  const { recents } = useAppState((state) => state.start);
  const port = useCommandPort();
  const { question, ...list } = useDraftList(isOther);
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
        kept={{ ...list, onRestore: (id) => void openDraft(studio, id) }}
        drop={drop}
        port={port}
      />
      {question}
    </>
  );
}
