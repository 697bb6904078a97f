import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Bytes of all files in a folder and the folders in it. */
export async function byteLengthOfFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  let total = 0;
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) total += await byteLengthOfFolder(file);
    else total += (await stat(file).catch(() => undefined))?.size ?? 0;
  }
  return total;
}
