import { update, type AppContext } from '../actions/context';
import { openHandedFiles, openSample, showOpened } from '../actions/open-photo';

/**
 * What a new window shows first: the photo it had before it had to be loaded again, files that were named, drafts after a
 * crash, or, the first time, the sample with its marks.
 */
export async function beginSession(studio: AppContext): Promise<void> {
  const { start, preferences } = studio.store.getState();
  const [reopened] = start.openPhotos;
  if (reopened) await showOpened(studio, reopened);
  if ((await openHandedFiles(studio)) || reopened) return;
  if (start.drafts.some(({ isFromCrash }) => isFromCrash)) update(studio, { dialog: 'recovery' });
  else if (!preferences.firstMinuteDone && !isInUse(studio)) await openSample(studio);
}

/** Files may have come meanwhile. */
function isInUse({ store }: AppContext): boolean {
  const { opening, photo, isBatchShown } = store.getState();
  return opening !== undefined || photo !== undefined || isBatchShown;
}
