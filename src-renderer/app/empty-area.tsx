import { useEffect, useMemo } from 'react';
import { openFile } from '../actions/open-photo';
import { EmptyState } from '../components/states';
import { useAppState, useStudio } from './app-context';
import { useCommandPort } from './command-port';
import type { HeldFiles } from './use-drop';

/** What the window shows while no photo is open. */
export function EmptyArea({ drop }: { readonly drop: HeldFiles }) {
  const studio = useStudio();
  const { recents } = useAppState((state) => state.start);
  const port = useCommandPort();
  const tiles = useMemo(
    () =>
      recents.map(({ fileToken, name, folderName, thumbnail }) => ({
        id: fileToken as string,
        name,
        folderName,
        thumbnail: thumbnail && pictureUrl(thumbnail),
      })),
    [recents],
  );
  useEffect(
    () => () => {
      for (const { thumbnail } of tiles) if (thumbnail) URL.revokeObjectURL(thumbnail);
    },
    [tiles],
  );
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

/** A picture of main's as something that an image can show. */
function pictureUrl(png: Uint8Array): string {
  return URL.createObjectURL(new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
}
