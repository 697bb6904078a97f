import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { openPhoto } from '../../../imaging/decode';
import { UsageError } from '../../usage-error';
import { forEachPixel } from './score-marks';
import type { Detector } from './detector';
import { paintMarks, type PictureWriter } from './overlay';
import type { StopSignal } from '../../stop-signal';

/** Photographs without damage, below the shared folder unless the path is whole; `only` names those of the folder that are meant. */
export interface CleanSet {
  readonly name: string;
  readonly folder: string;
  readonly only?: readonly string[];
}

const cleanSets: readonly CleanSet[] = [
  { name: 'Kodak24', folder: 'testsets/Kodak24' },
  { name: 'Set12', folder: 'testsets/Set12' },
  { name: 'CBSD68', folder: 'testsets/CBSD68' },
  {
    name: 'historical',
    folder: 'photos/old',
    only: [
      'autochrome-girl.png',
      'autochrome-lake.png',
      'autochrome-porter.png',
      'print-texture-boy.png',
    ],
  },
];

/** The sets, and a folder of further photographs where one is named. */
export function listCleanSets(folder: string | undefined): readonly CleanSet[] {
  if (folder === undefined) return cleanSets;
  return [...cleanSets, { name: path.basename(folder), folder: path.resolve(folder) }];
}

/** What was found in one photograph that has no damage. */
export interface FalseMarks {
  readonly photo: string;
  readonly maskedFraction: number;
  readonly markCount: number;
}

/** What was found in a set of them. */
export interface CleanResult {
  readonly detector: string;
  readonly set: string;
  readonly photos: readonly FalseMarks[];
}

const worstShown = 3;

/** Looks at every photograph of a set, and shows the three with the largest masked share. */
export async function measureCleanSet(
  detector: Detector,
  set: CleanSet,
  options: {
    readonly shared: string;
    readonly images: number;
    readonly sensitivity: number;
    readonly stop: StopSignal;
    readonly writePicture: PictureWriter;
  },
): Promise<CleanResult> {
  const folder = path.resolve(options.shared, set.folder);
  const names = (set.only ?? (await listPictures(folder))).slice(0, options.images);
  const photos: FalseMarks[] = [];
  const worst: { readonly fraction: number; readonly show: () => Promise<void> }[] = [];
  for (const name of names) {
    const { samples } = await openPhoto(path.join(folder, name));
    const searched = await detector.search(samples, options.stop);
    const { marks } = await searched.marksAt(options.sensitivity);
    const proposed = marks.filter(({ isProbablyPicture }) => !isProbablyPicture);
    const masked = new Uint8Array(samples.width * samples.height);
    for (const { runs } of proposed) {
      forEachPixel(runs, samples.width, (pixel) => (masked[pixel] = 1));
    }
    const fraction = masked.reduce((sum, value) => sum + value, 0) / masked.length;
    photos.push({ photo: name, maskedFraction: fraction, markCount: proposed.length });
    const picture = `${detector.name}-${set.name}-${path.parse(name).name}`;
    worst.push({
      fraction,
      show: () => options.writePicture(picture, paintMarks(samples, marks)),
    });
    worst.sort((a, b) => b.fraction - a.fraction).splice(worstShown);
  }
  for (const { fraction, show } of worst) if (fraction > 0) await show();
  return { detector: detector.name, set: set.name, photos };
}

async function listPictures(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.(png|jpe?g|tiff?)$/i.test(name)).sort();
  } catch {
    throw new UsageError(
      `The photographs in ${folder} could not be listed, so nothing was measured; name the folder that holds testsets and photos with --shared, and one of further photographs with --clean.`,
    );
  }
}
