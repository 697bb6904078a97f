import path from 'node:path';
import { atomicWriteFile } from '../../imaging/files/atomic-write';
import { PhotoError } from '../../imaging/photo-error';
import { savePhoto } from '../../imaging/save';
import type { RepairSession } from '../../session/repair-session';
import { openPictureFolder } from './iteration-pictures';
import type { RestoreContext } from './context';
import type { RestoreInput } from './input';

/** Keeps what a repair passes through, as far as the person asked for it. */
export interface IterationKeeper {
  /** Called after every iteration: its picture, then the checkpoint. */
  keep(): Promise<void>;
  /** Path of the checkpoint where there is one to go on from. */
  checkpointPath(): string | undefined;
}

/**
 * What cannot be written is told once and not tried again: the repair itself goes on.
 * @throws PhotoError when the folder for pictures cannot be made
 */
export async function keepIterations(
  { request, reporter }: RestoreContext,
  { photo }: RestoreInput,
  session: RepairSession,
): Promise<IterationKeeper> {
  const { picturesFolder } = request;
  let pictureNumber = picturesFolder === undefined ? 0 : await openPictureFolder(picturesFolder);
  let lastCheckpoint =
    request.checkpointPath === request.resumePath ? request.checkpointPath : undefined;
  const format = photo.samples.colourModel === 'cmyk' ? 'tiff' : 'png';

  const keepPicture = createAttempt(async (folder: string) => {
    pictureNumber++;
    const name = `iteration-${String(pictureNumber).padStart(4, '0')}.${format}`;
    await savePhoto({
      samples: await session.result(),
      source: photo.source,
      targetPath: path.join(folder, name),
      format,
    });
  }, 'no more pictures of iterations are saved');
  // A kill at any moment leaves the checkpoint before this one or this one, whole.
  const keepCheckpoint = createAttempt(async (file: string) => {
    await atomicWriteFile(file, [session.checkpoint()], { overwrite: true });
    lastCheckpoint = file;
  }, 'the repair goes on without a checkpoint');

  /** Runs `action` until it fails once. */
  function createAttempt(action: (path: string) => Promise<void>, consequence: string) {
    let isHopeless = false;
    return async (target: string | undefined): Promise<void> => {
      if (target === undefined || isHopeless) return;
      try {
        await action(target);
      } catch (error) {
        if (!(error instanceof PhotoError)) throw error;
        isHopeless = true;
        reporter.notice(`${error.message} From here on ${consequence}.`);
      }
    };
  }

  return {
    async keep() {
      await keepPicture(picturesFolder);
      await keepCheckpoint(request.checkpointPath);
    },
    checkpointPath: () => lastCheckpoint,
  };
}
