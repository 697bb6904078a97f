import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { KnownFile } from '../../../src-shared/contract';
import { maxPhotosAtOnce } from '../../../src-shared/contract/photo-limit';
import type { FileTokens } from './file-tokens';

/** Endings of the photos that Heirloom opens; what a file really holds is found out when it is opened. */
export const photoExtensions = [
  'jpg',
  'jpeg',
  'jpe',
  'jfif',
  'png',
  'tif',
  'tiff',
  'webp',
  'avif',
] as const;
export const projectExtension = 'heirloom';

/** One more than are taken, so that the window sees that there are more, and says so. */
const maxPhotosKnown = maxPhotosAtOnce + 1;

/** True for a name that ends like a photo's. */
export function isPhotoName(name: string): boolean {
  const ending = path.extname(name).slice(1).toLowerCase();
  return (photoExtensions as readonly string[]).includes(ending);
}

/** What a path is; undefined where there is nothing. Any file that is no project may be tried as a photo. */
export async function kindOfPath(
  file: string,
): Promise<Exclude<KnownFile['kind'], 'mask'> | undefined> {
  const stats = await stat(file).catch(() => undefined);
  if (!stats) return undefined;
  if (stats.isDirectory()) return 'folder';
  return path.extname(file).toLowerCase() === `.${projectExtension}` ? 'project' : 'photo';
}

/** The photos directly in a folder, by name. */
export async function photosIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .filter(isPhotoName)
    .sort((one, other) => one.localeCompare(other, undefined, { numeric: true }))
    .slice(0, maxPhotosKnown)
    .map((name) => path.join(folder, name));
}

/**
 * Makes paths known to the window; a folder is followed by the photos in it. What does not exist is left out, and what comes
 * after more photos than can be taken.
 */
export async function knowPaths(
  tokens: FileTokens,
  paths: readonly string[],
): Promise<readonly KnownFile[]> {
  const known: KnownFile[] = [];
  let photoCount = 0;
  for (const file of paths) {
    if (photoCount >= maxPhotosKnown) break;
    const kind = await kindOfPath(file);
    if (kind === undefined) continue;
    known.push(tokens.know(file, kind));
    if (kind === 'photo') photoCount++;
    if (kind !== 'folder') continue;
    // One that may not be looked into is known all the same: whoever wanted it says that no photo came of it.
    const photos = await photosIn(file).catch(() => []);
    for (const photo of photos) known.push(tokens.know(photo, 'photo'));
    photoCount += photos.length;
  }
  return known;
}
