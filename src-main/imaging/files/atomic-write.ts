import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { systemCode } from '../photo-error';
import { nodeFileSystem, type FileSystem } from './file-system';
import { diskFull, explainSaveFailure, nameTooLong, targetExists } from './save-errors';

const maxNameBytes = 255;
const staleAfterMs = 15 * 60_000;
const temporaryName = /^\..*\.heirloom-[0-9a-f]{8}\.tmp$/;
const busyCodes = new Set(['EPERM', 'EBUSY', 'EACCES']);
const busyRetriesMs = [50, 200, 800];

export interface AtomicWriteOptions {
  /** Replace an existing file; false where absent. */
  readonly overwrite?: boolean;
  /** Called with the path of the closed temporary file before it takes its name; throwing keeps it from doing so. */
  readonly verify?: (temporaryPath: string) => Promise<void>;
  readonly fileSystem?: FileSystem;
}

/**
 * Writes a file so that under its name there is at every moment either what was there before or the whole new file:
 * temporary file beside it, flush to disk, verification, rename, flush of the folder. `chunks` are written in turn.
 * @throws PhotoError 'target-exists', 'disk-full', 'folder-missing', 'folder-read-only', 'name-too-long',
 *   'write-failed', or whatever `verify` throws; the temporary file is gone then and the target untouched.
 */
export async function atomicWriteFile(
  targetPath: string,
  chunks: readonly Uint8Array[],
  options: AtomicWriteOptions = {},
): Promise<void> {
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  const overwrite = options.overwrite ?? false;
  const neededBytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  const temporaryPath = temporaryPathFor(targetPath);
  await refuseTarget(targetPath, overwrite, fileSystem);
  try {
    await refuseFullDrive(targetPath, neededBytes, fileSystem);
    await sweepStaleTemporaries(path.dirname(targetPath), fileSystem);
    await writeTemporary(
      temporaryPath,
      chunks,
      await existingMode(targetPath, fileSystem),
      fileSystem,
    );
    await options.verify?.(temporaryPath);
    await publish(temporaryPath, targetPath, overwrite, fileSystem);
  } catch (error) {
    await fileSystem.unlink(temporaryPath).catch(() => undefined);
    throw await explainSaveFailure(error, targetPath, neededBytes, fileSystem);
  }
  await syncFolder(path.dirname(targetPath), fileSystem);
}

/**
 * Refuses a target that cannot be written, before any work is done for it.
 * @throws PhotoError 'target-exists', 'name-too-long', 'folder-missing' or 'folder-read-only'.
 */
export async function refuseTarget(
  targetPath: string,
  overwrite: boolean,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  if (Buffer.byteLength(path.basename(targetPath)) > maxNameBytes) throw nameTooLong(targetPath);
  try {
    const isTaken = await exists(targetPath, fileSystem);
    if (isTaken && !overwrite) throw targetExists(targetPath);
    await fileSystem.checkWritable(path.dirname(targetPath));
  } catch (error) {
    throw await explainSaveFailure(error, targetPath, 0, fileSystem);
  }
}

/** Removes temporary files that an earlier, interrupted save left in a folder; young ones may belong to another run. */
export async function sweepStaleTemporaries(
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
  nowMs: number = Date.now(),
): Promise<void> {
  const names = await fileSystem.readdir(folder).catch(() => []);
  for (const name of names.filter((candidate) => temporaryName.test(candidate))) {
    const stray = path.join(folder, name);
    try {
      const { mtimeMs } = await fileSystem.stat(stray);
      if (nowMs - mtimeMs > staleAfterMs) await fileSystem.unlink(stray);
    } catch {
      // Someone else removed it, or it is not ours to remove; it does no harm either way.
    }
  }
}

/** The longest part of a name's beginning that fits into a number of UTF-8 bytes, with no character cut. */
export function fitBytes(text: string, maxBytes: number): string {
  let fitting = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    fitting += character;
  }
  return fitting;
}

function temporaryPathFor(targetPath: string): string {
  const suffix = `.heirloom-${randomBytes(4).toString('hex')}.tmp`;
  const stem = fitBytes(path.basename(targetPath), maxNameBytes - suffix.length - 1);
  return path.join(path.dirname(targetPath), `.${stem}${suffix}`);
}

async function refuseFullDrive(
  targetPath: string,
  neededBytes: number,
  fileSystem: FileSystem,
): Promise<void> {
  const freeBytes = await fileSystem.freeBytes(path.dirname(targetPath)).catch(() => undefined);
  // Some network drives state 0; if that is true, writing will say so.
  if (freeBytes && freeBytes < neededBytes) throw diskFull(neededBytes, freeBytes);
}

async function exists(targetPath: string, fileSystem: FileSystem): Promise<boolean> {
  try {
    await fileSystem.stat(targetPath);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function existingMode(
  targetPath: string,
  fileSystem: FileSystem,
): Promise<number | undefined> {
  try {
    return (await fileSystem.stat(targetPath)).mode & 0o777;
  } catch {
    return undefined;
  }
}

async function writeTemporary(
  temporaryPath: string,
  chunks: readonly Uint8Array[],
  mode: number | undefined,
  fileSystem: FileSystem,
): Promise<void> {
  const file = await fileSystem.open(temporaryPath, 'wx');
  try {
    for (const chunk of chunks) {
      let written = 0;
      while (written < chunk.byteLength) {
        written += (await file.write(chunk.subarray(written))).bytesWritten;
      }
    }
    if (mode !== undefined) await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives the temporary file its name. Without `overwrite` a hard link is made, which cannot replace anything. */
async function publish(
  temporaryPath: string,
  targetPath: string,
  overwrite: boolean,
  fileSystem: FileSystem,
): Promise<void> {
  if (!overwrite && (await linkTo(temporaryPath, targetPath, fileSystem))) {
    // Should this fail, a second name of the same file is left, and swept at a later save.
    await fileSystem.unlink(temporaryPath).catch(() => undefined);
    return;
  }
  for (const waitMs of busyRetriesMs) {
    try {
      await fileSystem.rename(temporaryPath, targetPath);
      return;
    } catch (error) {
      // On Windows a viewer or virus scanner may hold the file for a moment.
      if (process.platform !== 'win32' || !busyCodes.has(systemCode(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  await fileSystem.rename(temporaryPath, targetPath);
}

/** True when the target now exists and is the temporary file; false on drives without hard links, such as FAT. */
async function linkTo(
  temporaryPath: string,
  targetPath: string,
  fileSystem: FileSystem,
): Promise<boolean> {
  try {
    await fileSystem.link(temporaryPath, targetPath);
    return true;
  } catch (error) {
    const isTaken = systemCode(error) === 'EEXIST' || (await exists(targetPath, fileSystem));
    if (isTaken) throw targetExists(targetPath, error);
    return false;
  }
}

/** Makes the new name last through a power failure; Windows and some network drives cannot open a folder. */
async function syncFolder(folder: string, fileSystem: FileSystem): Promise<void> {
  try {
    const handle = await fileSystem.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file itself is complete and flushed; only its name could be lost, and only if the power fails right now.
  }
}
