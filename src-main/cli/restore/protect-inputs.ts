import { stat } from 'node:fs/promises';
import path from 'node:path';
import { PhotoError } from '../../imaging/photo-error';

/** A file that is only read, and what it is. */
export interface InputFile {
  readonly path: string;
  /** Within a sentence: "the original photo". */
  readonly nature: string;
}

/**
 * Refuses to write over what the person gave: under another spelling, through a link, even with --overwrite.
 * @throws PhotoError 'target-is-source'
 */
export async function protectInputs(
  targetPath: string,
  inputs: readonly InputFile[],
): Promise<void> {
  for (const input of inputs) {
    const isSame =
      path.resolve(targetPath) === path.resolve(input.path) ||
      (await identify(targetPath)) === (await identify(input.path));
    if (isSame) {
      throw new PhotoError(
        'target-is-source',
        `“${path.basename(targetPath)}” is ${input.nature}, which is never overwritten, so nothing was started; choose another name.`,
      );
    }
  }
}

/** Device and number of a file; the path itself where there is none, which is like nothing else. */
async function identify(file: string): Promise<string> {
  try {
    const { dev, ino } = await stat(file, { bigint: true });
    return `${dev}/${ino}`;
  } catch {
    return `no file ${file}`;
  }
}
