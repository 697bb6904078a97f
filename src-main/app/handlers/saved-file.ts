import path from 'node:path';
import type { FileToken } from '../../../src-shared/model/ids';
import { AppFailureError } from '../../engine-host/app-failure-error';
import type { FileTokens } from '../files/file-tokens';
import { isSameFile } from '../files/same-file';

/** What the window is told of a file that was written. */
export function savedFile(
  tokens: FileTokens,
  file: string,
): { readonly name: string; readonly saved: FileToken } {
  return { name: path.basename(file), saved: tokens.know(file, 'photo').fileToken };
}

/** The original is read and never written. @throws AppFailureError 'save' where a target is the original, by any name. */
export async function refuseOriginal(original: string, target: string): Promise<void> {
  if (!(await isSameFile(original, target))) return;
  throw new AppFailureError('save', 'failure.save.isOriginal');
}
