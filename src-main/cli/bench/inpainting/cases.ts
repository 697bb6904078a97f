import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import {
  samplesPerPixel,
  type DamageMask,
  type PhotoSamples,
} from '../../../../src-shared/model/photo';
import { readDamageMask } from '../../../imaging/damage-mask';
import { openPhoto } from '../../../imaging/decode';
import type { Region } from '../../../engine/tensor/region';
import { UsageError } from '../../usage-error';

export const benchKinds = ['scratch', 'dust', 'crease', 'blob'] as const;
export type BenchKind = (typeof benchKinds)[number];

/** One picture to be repaired: a crop of an image and the mask of its damage. */
export interface BenchCase {
  /** File name in the folder of the pictures. */
  readonly image: string;
  /** Place of the crop in the image. */
  readonly crop: Region;
  readonly kind: BenchKind;
  /** File name in bench/inpainting; the mask has the crop's size. */
  readonly mask: string;
}

/** A case with its pictures, all of the crop's size and 8-bit RGB. */
export interface LoadedCase {
  readonly truth: PhotoSamples;
  /** The truth with its masked pixels white. */
  readonly damaged: PhotoSamples;
  readonly damageMask: DamageMask;
}

const casesSchema = z.array(
  z.object({
    image: z.string(),
    crop: z.tuple([z.int(), z.int(), z.int(), z.int()]),
    kind: z.enum(benchKinds),
    mask: z.string(),
  }),
);

/** Where the pictures and masks of the cases lie. */
export interface CaseFolders {
  readonly pictures: string;
  readonly masks: string;
}

/** The test set in a folder that holds bench/inpainting and testsets/Kodak24. */
export function testSetFolders(shared: string): CaseFolders {
  return {
    pictures: path.join(shared, 'testsets/Kodak24'),
    masks: path.join(shared, 'bench/inpainting'),
  };
}

/**
 * The same damage on other photographs, each as large as a crop at least: the n-th picture takes the place of the n-th image,
 * and is cut in its middle.
 * @throws UsageError when the folder holds no photographs.
 */
export async function castOnto(
  cases: readonly BenchCase[],
  pictures: string,
): Promise<readonly BenchCase[]> {
  const names = (await readdir(pictures).catch(() => []))
    .filter((name) => /\.(png|jpe?g|tiff?)$/i.test(name))
    .sort();
  if (names.length === 0) {
    throw new UsageError(`${pictures} holds no photographs; name another folder.`);
  }
  const images = [...new Set(cases.map(({ image }) => image))].sort();
  const cast = new Map<string, { readonly name: string; readonly size: PhotoSamples }>();
  for (const [index, name] of names.slice(0, images.length).entries()) {
    const { samples } = await openPhoto(path.join(pictures, name));
    cast.set(images[index]!, { name, size: samples });
  }
  return cases.flatMap(({ image, crop, ...rest }) => {
    const taken = cast.get(image);
    if (!taken) return [];
    const { name, size } = taken;
    if (size.width < crop.width || size.height < crop.height || !isByteColour(size)) {
      throw new UsageError(
        `${name} is no 8-bit colour photograph of ${crop.width} x ${crop.height} pixels or more; take it out of ${pictures}.`,
      );
    }
    const x = Math.floor((size.width - crop.width) / 2);
    const y = Math.floor((size.height - crop.height) / 2);
    return [{ image: name, crop: { ...crop, x, y }, ...rest }];
  });
}

const isByteColour = ({ bitDepth, colourModel, hasAlpha }: PhotoSamples) =>
  bitDepth === 8 && colourModel === 'rgb' && !hasAlpha;

/** Which cases to run. */
export interface CaseSelection {
  /** Number of images from the first on. */
  readonly images: number;
  readonly kinds: readonly BenchKind[];
}

/**
 * Reads the list of cases.
 * @param shared folder that holds bench/inpainting and testsets/Kodak24
 * @throws UsageError when there is none, or none that can be understood.
 */
export async function readCases(shared: string): Promise<readonly BenchCase[]> {
  const file = path.join(shared, 'bench/inpainting/cases.json');
  try {
    return parseCases(await readFile(file, 'utf8'));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new UsageError(
      `The list of cases ${file} could not be read (${detail}); name the folder that holds bench and testsets with --shared.`,
    );
  }
}

/** The cases in the text of a cases.json. @throws SyntaxError or ZodError */
export function parseCases(text: string): readonly BenchCase[] {
  return casesSchema.parse(JSON.parse(text)).map(({ crop, ...rest }) => {
    const [x, y, width, height] = crop;
    return { ...rest, crop: { x, y, width, height } };
  });
}

/** The cases of the first `images` images; all where it is not given. */
export function casesOfFirst(cases: readonly BenchCase[], images = Infinity): readonly BenchCase[] {
  const chosen = new Set([...new Set(cases.map(({ image }) => image))].sort().slice(0, images));
  return cases.filter(({ image }) => chosen.has(image));
}

/** The chosen cases, image by image, so that a run that is cut short has seen every kind alike. */
export function selectCases(
  cases: readonly BenchCase[],
  { images, kinds }: CaseSelection,
): readonly BenchCase[] {
  return casesOfFirst(cases, images)
    .filter(({ kind }) => kinds.includes(kind))
    .sort(
      (a, b) =>
        (a.image < b.image ? -1 : a.image > b.image ? 1 : 0) ||
        benchKinds.indexOf(a.kind) - benchKinds.indexOf(b.kind),
    );
}

/** Opens a case's image and mask and damages the crop. @throws PhotoError when either cannot be used. */
export async function loadCase(
  folders: CaseFolders,
  { image, crop, mask }: BenchCase,
): Promise<LoadedCase> {
  const { samples } = await openPhoto(path.join(folders.pictures, image));
  const truth = cutSamples(samples, crop);
  const damageMask = await readDamageMask(path.join(folders.masks, mask), crop);
  return { truth, damaged: whiten(truth, damageMask), damageMask };
}

/** The beginning of the SHA-256 of the names and bytes of the cases' pictures. */
export async function identifyPictures(
  folders: CaseFolders,
  cases: readonly BenchCase[],
): Promise<string> {
  const hash = createHash('sha256');
  for (const image of new Set(cases.map((each) => each.image))) {
    hash.update(image).update(await readFile(path.join(folders.pictures, image)));
  }
  return hash.digest('hex').slice(0, 12);
}

function cutSamples(photo: PhotoSamples, { x, y, width, height }: Region): PhotoSamples {
  const stride = samplesPerPixel(photo);
  const data = new Uint8Array(width * height * stride);
  for (let row = 0; row < height; row++) {
    const start = ((y + row) * photo.width + x) * stride;
    data.set(photo.data.subarray(start, start + width * stride), row * width * stride);
  }
  return { ...photo, width, height, data };
}

/** A copy whose masked pixels are white: what the solvers are given. */
export function whiten(photo: PhotoSamples, damageMask: DamageMask): PhotoSamples {
  const stride = samplesPerPixel(photo);
  const data = photo.data.slice();
  damageMask.data.forEach((value, pixel) => {
    if (value !== 0) data.fill(255, pixel * stride, (pixel + 1) * stride);
  });
  return { ...photo, data };
}
