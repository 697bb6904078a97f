import path from 'node:path';
import {
  exists,
  sweepStaleTemporaries,
  writeAtomically,
  type AtomicWriteOptions,
} from '../../files/atomic-write';
import { maxNameBytes } from '../../files/file-names';
import { nodeFileSystem, type FileSystem } from '../../files/file-system';
import { diskFull, explainSaveFailure, nameTooLong, targetExists } from './save-errors';

/**
 * Writes a person's file as `writeAtomically` does, with every failure put into words.
 * @throws PhotoError 'target-exists', 'disk-full', 'folder-missing', 'folder-read-only', 'name-too-long',
 *   'write-failed', or whatever `verify` throws; the temporary file is gone then and the target untouched.
 */
export async function atomicWriteFile(
  targetPath: string,
  chunks: readonly Uint8Array[],
  options: AtomicWriteOptions = {},
): Promise<void> {
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  const neededBytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  await refuseTarget(targetPath, options.overwrite ?? false, fileSystem);
  try {
    await refuseFullDrive(targetPath, neededBytes, fileSystem);
    await sweepStaleTemporaries(path.dirname(targetPath), fileSystem);
    await writeAtomically(targetPath, chunks, options);
  } catch (error) {
    throw await explainSaveFailure(error, targetPath, neededBytes, fileSystem);
  }
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

async function refuseFullDrive(
  targetPath: string,
  neededBytes: number,
  fileSystem: FileSystem,
): Promise<void> {
  const freeBytes = await fileSystem.freeBytes(path.dirname(targetPath)).catch(() => undefined);
  // Some network drives state 0; if that is true, writing will say so.
  if (freeBytes && freeBytes < neededBytes) throw diskFull(neededBytes, freeBytes);
}
