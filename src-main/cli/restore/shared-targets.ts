import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../usage-error';
import { isPictureName } from './iteration-pictures';

/** A file that a run writes, and what it is. */
export interface TargetFile {
  readonly path: string;
  /** Within a sentence: "the result". */
  readonly nature: string;
}

/**
 * Refuses two files of one run under one name: the later one would find the earlier one in its place when all is computed.
 * @param picturesFolder is made before the repair, and filled by it with pictures of iterations
 * @throws UsageError
 */
export async function refuseSharedTargets(
  targets: readonly TargetFile[],
  picturesFolder: string | undefined,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  const known = new Map<string, string>();
  const folder = picturesFolder === undefined ? undefined : await locate(picturesFolder, platform);
  for (const { path: file, nature } of targets) {
    const parent = await locate(path.dirname(file), platform);
    const place = path.join(parent, asOneName(path.basename(file), platform));
    const former = known.get(place);
    if (former !== undefined) throw sharedName(file, former, nature);
    const picture = folder === undefined ? undefined : pictureAt(folder, place);
    if (picture !== undefined) throw sharedName(file, nature, picture);
    known.set(place, nature);
  }
}

function sharedName(file: string, first: string, second: string): UsageError {
  const start = first.charAt(0).toUpperCase() + first.slice(1);
  return new UsageError(
    `${start} and ${second} would both get the name “${path.basename(file)}”, so nothing was started; choose another one.`,
  );
}

/** What the pictures of iterations would put in a file's place. */
function pictureAt(folder: string, place: string): string | undefined {
  if (`${folder}${path.sep}`.startsWith(`${place}${path.sep}`)) {
    return 'the folder for pictures of iterations';
  }
  const isPicture = path.dirname(place) === folder && isPictureName(path.basename(place));
  return isPicture ? 'a picture of an iteration' : undefined;
}

/** A folder's path without links; it need not be there. */
async function locate(folder: string, platform: NodeJS.Platform): Promise<string> {
  const whole = path.resolve(folder);
  const parent = path.dirname(whole);
  const found = await realpath(whole).catch(() => undefined);
  if (found !== undefined || parent === whole) return asOneName(found ?? whole, platform);
  return path.join(await locate(parent, platform), asOneName(path.basename(whole), platform));
}

/** Where the system takes names in other letters for one, one of them. */
function asOneName(name: string, platform: NodeJS.Platform): string {
  const isSeen = platform !== 'darwin' && platform !== 'win32';
  return isSeen ? name : name.normalize('NFC').toLowerCase();
}
