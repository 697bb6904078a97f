import { randomBytes } from 'node:crypto';
import { open, rename, unlink } from 'node:fs/promises';
import path from 'node:path';

const busyCodes = new Set(['EPERM', 'EBUSY', 'EACCES']);
const busyRetriesMs = [20, 100, 400];

/** Names of files that an interrupted write may leave behind. */
export const temporaryName = /\.heirloom-[0-9a-f]{8}\.tmp$/;

/**
 * Writes one of the application's own files so that under its name there is at every moment the old file or the whole
 * new one: temporary file beside it, flush to disk, rename, flush of the folder.
 * @throws the system's error; the temporary file is gone then and the old file untouched.
 */
export async function writeAtomically(target: string, bytes: Uint8Array | string): Promise<void> {
  const temporary = `${target}.heirloom-${randomBytes(4).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await renamePatiently(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(path.dirname(target));
}

/** Windows refuses a rename while another program looks at the file, for a moment. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (const waitMs of busyRetriesMs) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!busyCodes.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  await rename(from, to);
}

/** Makes a rename last through a power cut; Windows has no such thing and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}
