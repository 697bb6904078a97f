import path from 'node:path';
import type { PhotoFormat } from '../../src-shared/model/photo-inspection';
import { fitBytes, maxNameBytes } from './file-names';
import { nodeFileSystem, type FileSystem } from './file-system';
import { systemCode } from './system-code';

const maxNumber = 9999;
/** Leaves room for "_restored_2.tiff" and the like. */
const maxStemBytes = 200;

/** Extensions that a format goes by; the first one is used where the source has none of them. */
const extensions: Record<PhotoFormat, readonly string[]> = {
  jpeg: ['.jpg', '.jpeg', '.jpe', '.jfif'],
  png: ['.png'],
  tiff: ['.tif', '.tiff'],
  webp: ['.webp'],
  avif: ['.avif'],
};

const photoFormats = Object.keys(extensions) as PhotoFormat[];

/**
 * A free path for the restored copy: `<name>_restored.<ext>` in `folder`, or beside the source where none is given,
 * with a number added when that is taken. The extension fits the format and keeps the source's spelling; names too
 * long for a file system are shortened.
 */
export async function proposeTargetPath(
  sourcePath: string,
  format: PhotoFormat,
  folder: string = path.dirname(sourcePath),
  fileSystem: Pick<FileSystem, 'stat'> = nodeFileSystem,
): Promise<string> {
  for (let number = 1; number <= maxNumber; number += 1) {
    const candidate = path.join(folder, restoredName(path.basename(sourcePath), format, number));
    if (await isFree(candidate, fileSystem)) return candidate;
  }
  throw new RangeError(`All names up to number ${maxNumber} are taken.`);
}

/** "aunt.jpg" → "aunt_restored.jpg", and with the number 2 "aunt_restored_2.jpg". */
export function restoredName(sourceName: string, format: PhotoFormat, number = 1): string {
  const ext = path.extname(sourceName);
  const isFitting = extensions[format].includes(ext.toLowerCase());
  const ending = `_restored${number > 1 ? `_${number}` : ''}${isFitting ? ext : extensions[format][0]}`;
  return fitBytes(plainStem(sourceName), maxNameBytes - Buffer.byteLength(ending)) + ending;
}

/** A file's name without a photo's ending and without an earlier "_restored", cut to a length that endings can follow. */
export function stemOf(name: string): string {
  return fitBytes(plainStem(name), maxStemBytes);
}

function plainStem(name: string): string {
  const ending = knownExtension(path.extname(name));
  return name.slice(0, name.length - ending.length).replace(/_restored(?:_\d+)?$/, '');
}

/** The format that a file's name stands for; undefined where its ending is none of a picture. */
export function formatOfName(name: string): PhotoFormat | undefined {
  const ending = path.extname(name).toLowerCase();
  return photoFormats.find((format) => extensions[format].includes(ending));
}

/** The extension where it is one of a picture ("scan.jpg" saved as TIFF), '' where it belongs to the name ("Mr. Smith"). */
function knownExtension(ext: string): string {
  return Object.values(extensions).flat().includes(ext.toLowerCase()) ? ext : '';
}

async function isFree(candidate: string, fileSystem: Pick<FileSystem, 'stat'>): Promise<boolean> {
  try {
    await fileSystem.stat(candidate);
    return false;
  } catch (error) {
    return systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR';
  }
}
