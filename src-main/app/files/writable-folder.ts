import { constants } from 'node:fs';
import { access } from 'node:fs/promises';

/** The first folder that can be written to; the last one where none can. */
export async function writableFolder(...folders: readonly [string, ...string[]]): Promise<string> {
  for (const folder of folders) {
    const isWritable = await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (isWritable) return folder;
  }
  return folders[folders.length - 1]!;
}
