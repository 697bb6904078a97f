import { useEffect, useState } from 'react';
import type { AppContext } from '../actions/context';
import { openDropped, pastePhoto } from '../actions/open-photo';

/** What is held over the window; the number of files is known only where the system tells. */
export type HeldFiles = { readonly photoCount: number | undefined } | undefined;

/** Opens files and pictures that are dropped on the window, wherever it is, or pasted. */
export function useDropAndPaste(studio: AppContext): HeldFiles {
  const [held, setHeld] = useState<HeldFiles>();
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    // Without these two the browser would leave the application for the file.
    window.addEventListener(
      'dragover',
      (event) => {
        event.preventDefault();
        const count = event.dataTransfer?.items.length;
        setHeld({ photoCount: count !== undefined && count > 1 ? count : undefined });
      },
      { signal },
    );
    window.addEventListener('dragleave', (event) => !event.relatedTarget && setHeld(undefined), {
      signal,
    });
    window.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setHeld(undefined);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0) void openDropped(studio, files);
      },
      { signal },
    );
    window.addEventListener('paste', (event) => void paste(studio, event), { signal });
    return () => controller.abort();
  }, [studio]);
  return held;
}

async function paste(studio: AppContext, event: ClipboardEvent): Promise<void> {
  if (event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  const files = [...(event.clipboardData?.files ?? [])];
  const picture = files.find(({ type }) => type.startsWith('image/'));
  await pastePhoto(studio, picture && new Uint8Array(await picture.arrayBuffer()));
}
