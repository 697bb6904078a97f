import path from 'node:path';
import type { FileSystem } from '../../files/file-system';
import { systemCode } from '../../files/system-code';
import { PhotoError } from '../photo-error';

const noSpaceCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Puts a failed file operation into one sentence for people; a PhotoError passes unchanged. */
export async function explainSaveFailure(
  error: unknown,
  targetPath: string,
  neededBytes: number,
  fileSystem: FileSystem,
): Promise<PhotoError> {
  if (error instanceof PhotoError) return error;
  const code = systemCode(error);
  const folder = path.dirname(targetPath);
  if (noSpaceCodes.has(code)) {
    const freeBytes = await fileSystem.freeBytes(folder).catch(() => undefined);
    return diskFull(neededBytes, freeBytes, error);
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new PhotoError(
      'folder-missing',
      `The folder “${path.basename(folder)}” is no longer there, so nothing was saved; choose another folder.`,
      { cause: error },
    );
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return new PhotoError(
      'folder-read-only',
      `The folder “${path.basename(folder)}” cannot be written to, so nothing was saved; choose another folder.`,
      { cause: error },
    );
  }
  if (code === 'EEXIST') return targetExists(targetPath, error);
  if (code === 'ENAMETOOLONG') return nameTooLong(targetPath, error);
  return new PhotoError(
    'write-failed',
    `“${path.basename(targetPath)}” could not be written (${code || String(error)}), so nothing was saved; try again or choose another folder.`,
    { cause: error },
  );
}

/** There is not enough room on the drive. */
export function diskFull(
  neededBytes: number,
  freeBytes: number | undefined,
  cause?: unknown,
): PhotoError {
  const free = freeBytes === undefined ? '' : ` and ${formatBytes(freeBytes)} are free`;
  return new PhotoError(
    'disk-full',
    `The file needs ${formatBytes(neededBytes)}${free}, so nothing was saved and the original is untouched; make room or choose another folder.`,
    { cause },
  );
}

/** The name has more bytes than file systems allow. */
export function nameTooLong(targetPath: string, cause?: unknown): PhotoError {
  return new PhotoError(
    'name-too-long',
    `The name “${path.basename(targetPath).slice(0, 40)}…” is too long for this drive, so nothing was saved; choose a shorter name.`,
    { cause },
  );
}

/** The target exists and was not to be replaced. */
export function targetExists(targetPath: string, cause?: unknown): PhotoError {
  return new PhotoError(
    'target-exists',
    `There is already a file “${path.basename(targetPath)}” in this folder, so nothing was saved; choose another name or allow it to be replaced.`,
    { cause },
  );
}

/** Bytes in the unit that reads best: "48 MB". */
export function formatBytes(byteLength: number): string {
  if (byteLength >= 1e9) return `${(byteLength / 1e9).toFixed(1)} GB`;
  if (byteLength >= 1e6) return `${Math.ceil(byteLength / 1e6)} MB`;
  return `${Math.ceil(byteLength / 1e3)} kB`;
}
