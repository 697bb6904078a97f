import { readFile } from 'node:fs/promises';
import { systemCode } from '../../files/system-code';
import { InputError } from '../input-error';

/**
 * The bytes of a checkpoint; whether they fit the repair is for the session to say.
 * @throws InputError when the file cannot be read.
 */
export async function readCheckpoint(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const what = systemCode(cause) === 'ENOENT' ? 'is not there' : 'cannot be read';
    throw new InputError(
      'checkpoint',
      `The checkpoint ${path} ${what}; check its name, or start the repair anew without --resume.`,
      { cause },
    );
  }
}
