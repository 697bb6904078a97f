import path from 'node:path';
import type { FileToken } from '../../../src-shared/model/ids';
import { AppFailureError } from '../../engine-host/app-failure-error';
import { isOriginal } from '../../files/original';
import type { FileTokens } from '../files/file-tokens';
import type { PhotoEntry } from '../photos/open-photos';

/** What the window is told of a file that was written. */
export function savedFile(
  tokens: FileTokens,
  file: string,
): { readonly name: string; readonly saved: FileToken } {
  return { name: path.basename(file), saved: tokens.know(file, 'photo').fileToken };
}

/** The original is read and never written. @throws AppFailureError 'save' where a target is the original, by any name. */
export async function refuseOriginal(
  { path: sourcePath, identity, description: { sha256 } }: PhotoEntry,
  target: string,
): Promise<void> {
  if (!(await isOriginal({ path: sourcePath, identity, sha256 }, target))) return;
  throw new AppFailureError('save', 'failure.save.isOriginal');
}
