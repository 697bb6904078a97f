import { access, stat } from 'node:fs/promises';
import { constants } from 'node:fs';
import path from 'node:path';
import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';
import { isPhotoName } from './classify-file';

/** Endings that a format goes by; the first one is used where the original has none of them. */
const extensions: Readonly<Record<PhotoFormat, readonly string[]>> = {
  jpeg: ['.jpg', '.jpeg', '.jpe', '.jfif'],
  png: ['.png'],
  tiff: ['.tif', '.tiff'],
  webp: ['.webp'],
  avif: ['.avif'],
};

/** Leaves room for "_restored_2.tiff" within the 255 bytes that file systems allow. */
const maxStemBytes = 200;

/** The format that a name's ending stands for; undefined for another ending or none. */
export function formatOfName(name: string): PhotoFormat | undefined {
  const ending = path.extname(name).toLowerCase();
  const formats = Object.keys(extensions) as PhotoFormat[];
  return formats.find((format) => extensions[format].includes(ending));
}

/** "aunt.jpg" → "aunt_restored.jpg"; as TIFF "aunt_restored.tif"; the ending keeps its spelling where it fits. */
export function restoredName(sourceName: string, format: PhotoFormat): string {
  const isFitting = formatOfName(sourceName) === format;
  const ending = isFitting ? path.extname(sourceName) : extensions[format][0]!;
  return `${stemOf(sourceName)}_restored${ending}`;
}

/** A file's name without a photo's ending and without an earlier "_restored", cut to a length that fits. */
export function stemOf(name: string): string {
  const stem = isPhotoName(name) ? path.parse(name).name : name;
  const plain = stem.replace(/_restored(?:_\d+)?$/, '');
  // A character that was cut through is left out as a whole.
  return Buffer.from(plain)
    .subarray(0, maxStemBytes)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
}

/** The path where it is free, else with a number before its ending. */
export async function freePath(wanted: string): Promise<string> {
  const { dir, name, ext } = path.parse(wanted);
  let candidate = wanted;
  for (let number = 2; await exists(candidate); number++) {
    candidate = path.join(dir, `${name}_${number}${ext}`);
  }
  return candidate;
}

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

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
