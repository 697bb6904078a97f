// The one difference between Electron 22 and the current one that the preload script meets.
import { webUtils } from 'electron';

/** Where a file of the page's lies; '' for one that is not on the disk. `webUtils` came with Electron 29. */
export function pathOfFile(file: unknown): string {
  const utilities = webUtils as typeof webUtils | undefined;
  if (utilities) {
    try {
      return utilities.getPathForFile(file as never);
    } catch {
      return '';
    }
  }
  const path = (file as { readonly path?: unknown } | null)?.path;
  return typeof path === 'string' ? path : '';
}
