import type { AppContext } from './context';

/** The mask of the last repair, for an engine that does not know it: variants are made with it. */
export async function giveMaskAgain({ workspace, pixels }: AppContext): Promise<void> {
  const lastRun = workspace?.document.snapshot.lastRun;
  if (!workspace || !lastRun) return;
  await pixels.putMask(workspace.document.photo.photoId, lastRun.record.maskId, lastRun.tiles);
}
