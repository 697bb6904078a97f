import { update, type AppContext } from '../actions/context';
import { openFile, openSample, showOpened } from '../actions/open-photo';

/**
 * What a new window shows first: the photo it had before it had to be loaded again, a file that was named, drafts after a
 * crash, or, the first time, the sample with its marks.
 */
export async function beginSession(studio: AppContext): Promise<void> {
  const { start, preferences } = studio.store.getState();
  const [reopened] = start.openPhotos;
  if (reopened) return showOpened(studio, reopened);
  const [file] = start.filesToOpen;
  if (file) return openFile(studio, file);
  if (start.drafts.some(({ isFromCrash }) => isFromCrash)) {
    update(studio, { dialog: 'recovery' });
    return undefined;
  }
  return preferences.firstMinuteDone ? undefined : openSample(studio);
}
