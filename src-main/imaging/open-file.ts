import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../files/system-code';
import { PhotoError } from './photo-error';

/** Read-only and without waiting: opening a pipe would otherwise hang until someone writes into it. */
const readOnly = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/** A regular, non-empty file that is open for reading only. */
export interface OpenedFile {
  readonly handle: FileHandle;
  readonly stats: Stats;
  /** The file's name without its folder, for messages. */
  readonly name: string;
}

/**
 * Opens a file read-only, hands it to `use`, and closes it whatever happens.
 * @throws PhotoError 'missing', 'directory', 'empty' or 'unreadable'.
 */
export async function withOpenFile<Result>(
  filePath: string,
  use: (file: OpenedFile) => Promise<Result>,
): Promise<Result> {
  const name = path.basename(filePath);
  const handle = await openReadOnly(filePath, name);
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) throw directory(name);
    if (!stats.isFile()) {
      throw new PhotoError(
        'unreadable',
        `“${name}” is a device and not a file, so it was not opened; choose a photo.`,
      );
    }
    if (stats.size === 0) {
      throw new PhotoError(
        'empty',
        `“${name}” is an empty file of 0 bytes, so there is nothing to open; use a backup or scan the photo again.`,
      );
    }
    return await use({ handle, stats, name });
  } catch (error) {
    if (systemCode(error) === 'EISDIR') throw directory(name);
    if (systemCode(error) === 'EIO') throw unreadable(name, error);
    throw error;
  } finally {
    await handle.close();
  }
}

async function openReadOnly(filePath: string, name: string): Promise<FileHandle> {
  try {
    return await open(filePath, readOnly);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new PhotoError(
        'missing',
        `There is no file “${name}” in this place, so nothing was opened; check the name or show where it is now.`,
        { cause: error },
      );
    }
    if (code === 'EISDIR') throw directory(name);
    throw unreadable(name, error);
  }
}

function directory(name: string): PhotoError {
  return new PhotoError(
    'directory',
    `“${name}” is a folder, so it was not opened; choose a photo inside it.`,
  );
}

function unreadable(name: string, cause: unknown): PhotoError {
  const reason =
    systemCode(cause) === 'EACCES' || systemCode(cause) === 'EPERM'
      ? 'you have no permission to read it'
      : `the system says ${systemCode(cause) || 'nothing more'}`;
  return new PhotoError(
    'unreadable',
    `“${name}” cannot be read because ${reason}, so it was not opened; change that or use a copy.`,
    { cause },
  );
}
