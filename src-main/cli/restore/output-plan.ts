import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';
import { fitBytes, maxNameBytes } from '../../files/file-names';
import { formatOfName, proposeTargetPath, restoredName } from '../../files/target-name';
import { UsageError } from '../usage-error';

/** Where the person wants the results. */
export interface OutputRequest {
  /** File or folder; beside the photo where undefined. */
  readonly out: string | undefined;
  /** By the name of `out`, or else the usual one, where undefined. */
  readonly format: PhotoFormat | undefined;
  /** Where nothing else tells; the photo's where absent, and then not for a file that is named. */
  readonly usualFormat?: PhotoFormat | undefined;
  readonly variants: number;
}

/** Where results will be written, one path a variant, and as what. */
export interface OutputPlan {
  readonly format: PhotoFormat;
  readonly targetPaths: readonly string[];
  /** Another free name at each call, for a proposed one that was taken meanwhile; undefined where the person chose the name. */
  readonly nextPath: (() => Promise<string>) | undefined;
}

type ProposedPaths = Pick<OutputPlan, 'targetPaths' | 'nextPath'>;

/**
 * Decides names and format of all results before anything is computed; whether they can be written is not asked here.
 * @throws UsageError when name and format contradict each other
 */
export async function planOutput(
  photo: { readonly path: string; readonly format: PhotoFormat },
  request: OutputRequest,
): Promise<OutputPlan> {
  const { out, variants } = request;
  const folder = out === undefined || (await isFolder(out)) ? out : undefined;
  const file = folder === undefined ? out : undefined;
  const format =
    file === undefined
      ? (request.format ?? request.usualFormat ?? photo.format)
      : formatFor(file, request);
  const paths =
    file === undefined
      ? await proposePaths(photo.path, format, variants, folder)
      : { targetPaths: numberPaths(file, variants), nextPath: undefined };
  return { format, ...paths };
}

/** "aunt_restored.jpg" → "aunt_restored.jpg.heirloom.json", shortened where the name would be too long. */
export function sidecarPathOf(resultPath: string): string {
  const ending = '.heirloom.json';
  const stem = fitBytes(path.basename(resultPath), maxNameBytes - ending.length);
  return path.join(path.dirname(resultPath), stem + ending);
}

async function isFolder(out: string): Promise<boolean> {
  if (/[/\\]$/.test(out)) return true;
  return stat(out).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

function formatFor(file: string, { format, usualFormat }: OutputRequest): PhotoFormat {
  const named = formatOfName(file);
  if (format && named && format !== named) {
    throw new UsageError(
      `The name “${path.basename(file)}” means ${named} but --format says ${format}; change one of them.`,
    );
  }
  const chosen = format ?? named ?? usualFormat;
  if (chosen) return chosen;
  throw new UsageError(
    `The name “${path.basename(file)}” does not tell the format; end it in .jpg, .png, .tif, .webp or .avif, or add --format.`,
  );
}

/** Free names beside the photo or in `folder`; several variants get numbers in a row. */
async function proposePaths(
  photoPath: string,
  format: PhotoFormat,
  variants: number,
  folder = path.dirname(photoPath),
): Promise<ProposedPaths> {
  const pathOf = (number: number) =>
    path.join(folder, restoredName(path.basename(photoPath), format, number));
  if (variants === 1) {
    const targetPaths = [await proposeTargetPath(photoPath, format, folder)];
    return { targetPaths, nextPath: freePaths(pathOf, 1) };
  }
  const rowFrom = (first: number) => numberPaths(pathOf(1), variants, first);
  for (let first = 1; ; first++) {
    const targetPaths = rowFrom(first);
    const taken = await Promise.all(targetPaths.map(isTaken));
    if (taken.includes(true)) continue;
    // Behind the row, whose later names wait for their variants.
    return { targetPaths, nextPath: freePaths((number) => rowFrom(number)[0]!, first + variants) };
  }
}

/** Gives each free path once, in the order of their numbers; where a sidecar lies, it is another result's. */
function freePaths(pathOf: (number: number) => string, first: number): () => Promise<string> {
  let number = first;
  return async () => {
    for (;;) {
      const candidate = pathOf(number++);
      const taken = await Promise.all([candidate, sidecarPathOf(candidate)].map(isTaken));
      if (!taken.includes(true)) return candidate;
    }
  };
}

async function isTaken(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** "out.png" → "out_1.png", "out_2.png" …; one variant alone keeps the name. */
function numberPaths(file: string, variants: number, first = 1): readonly string[] {
  if (variants === 1) return [file];
  const { dir, name, ext } = path.parse(file);
  return Array.from({ length: variants }, (_, index) => {
    const ending = `_${first + index}${ext}`;
    return path.join(dir, fitBytes(name, maxNameBytes - Buffer.byteLength(ending)) + ending);
  });
}
