import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fitBytes, maxNameBytes } from './file-names';
import { nodeFileSystem, type FileSystem } from './file-system';
import { systemCode } from './system-code';

const staleAfterMs = 15 * 60_000;
/** Names of files that an interrupted write may leave behind. */
export const temporaryName = /^\..*\.heirloom-[0-9a-f]{8}\.tmp$/;
const suffixLength = '.heirloom-00000000.tmp'.length;
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
 * @throws the system's error ('EEXIST' where there is a file that is not to be replaced), or whatever `verify` throws; the
 *   temporary file is gone then and the target untouched.
 */
export async function writeAtomically(
  targetPath: string,
  chunks: readonly (Uint8Array | string)[],
  { overwrite = false, verify, fileSystem = nodeFileSystem }: AtomicWriteOptions = {},
): Promise<void> {
  const temporaryPath = temporaryPathFor(targetPath);
  try {
    const mode = await existingMode(targetPath, fileSystem);
    await writeTemporary(temporaryPath, chunks, mode, fileSystem);
    await verify?.(temporaryPath);
    await publish(temporaryPath, targetPath, overwrite, fileSystem);
  } catch (error) {
    await fileSystem.unlink(temporaryPath).catch(() => undefined);
    throw error;
  }
  await syncFolder(path.dirname(targetPath), fileSystem);
}

/** Writes one of the application's own files in the same way, over what is there. @throws the system's error */
export async function replaceAtomically(
  targetPath: string,
  content: Uint8Array | string,
): Promise<void> {
  await writeAtomically(targetPath, [content], { overwrite: true });
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

/** Removes what was written of a file so far; for when the process that wrote it is gone. */
export async function removeTemporariesOf(
  targetPath: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  const folder = path.dirname(targetPath);
  const names = await fileSystem.readdir(folder).catch(() => []);
  // Some file systems give names back in another spelling of their accents.
  const beginning = temporaryBeginning(targetPath).normalize();
  const isOfTarget = (name: string) =>
    temporaryName.test(name) && name.slice(0, -suffixLength).normalize() === beginning;
  for (const name of names.filter(isOfTarget)) {
    // What cannot be removed now is swept by a later save.
    await fileSystem.unlink(path.join(folder, name)).catch(() => undefined);
  }
}

/** @throws where the system does not tell */
export async function exists(targetPath: string, fileSystem: FileSystem): Promise<boolean> {
  try {
    await fileSystem.stat(targetPath);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function temporaryPathFor(targetPath: string): string {
  const suffix = `.heirloom-${randomBytes(4).toString('hex')}.tmp`;
  return path.join(path.dirname(targetPath), temporaryBeginning(targetPath) + suffix);
}

/** What the names of all temporary files of a target have in common. */
function temporaryBeginning(targetPath: string): string {
  return `.${fitBytes(path.basename(targetPath), maxNameBytes - suffixLength - 1)}`;
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
  chunks: readonly (Uint8Array | string)[],
  mode: number | undefined,
  fileSystem: FileSystem,
): Promise<void> {
  const file = await fileSystem.open(temporaryPath, 'wx');
  try {
    for (const content of chunks) {
      const chunk = typeof content === 'string' ? Buffer.from(content) : content;
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
    if (systemCode(error) === 'EEXIST') throw error;
    if (!(await exists(targetPath, fileSystem))) return false;
    throw Object.assign(new Error('There is a file already.', { cause: error }), {
      code: 'EEXIST',
    });
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
