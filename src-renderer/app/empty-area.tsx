import { openFile } from '../actions/open-photo';
import { EmptyState } from '../components/states';
import { useAppState, useStudio } from './app-context';
import { useCommandPort } from './command-port';
import { usePictureUrls } from './picture-urls';
import type { HeldFiles } from './use-drop';

/** What the window shows while no photo is open. */
export function EmptyArea({ drop }: { readonly drop: HeldFiles }) {
  const studio = useStudio();
  const { recents } = useAppState((state) => state.start);
  const port = useCommandPort();
  const pictures = usePictureUrls(recents.map(({ thumbnail }) => thumbnail));
  const tiles = recents.map(({ fileToken, name, folderName }, index) => ({
    id: fileToken,
    name,
    folderName,
    thumbnail: pictures[index],
  }));
  return (
    <EmptyState
      recents={tiles}
      onOpenRecent={(id) => {
        const file = recents.find(({ fileToken }) => fileToken === id);
        if (file) void openFile(studio, file);
      }}
      drop={drop}
      port={port}
    />
  );
}
