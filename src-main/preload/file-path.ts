// The one difference between Electron 22 and the current one that the preload script meets.
import { webUtils } from 'electron';
import { page } from './page';

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
  // A real file has its path from the system; whatever else a page may call one, it made up itself.
  return file instanceof page.File ? (file as { readonly path: string }).path : '';
}
