import path from 'node:path';
import sharp from 'sharp';
import { makeSamples, sharpFrom, type PhotoKind } from './make-photos';

export const damagedWidth = 160;
export const damagedHeight = 128;

/** Paths of a photo and of a mask of its size: a scratch across and a spot. */
export interface DamagedPhoto {
  readonly photo: string;
  readonly damageMask: string;
}

/** Writes a small photo (PNG unless `name` says otherwise) and its mask into `folder`. */
export async function writeDamagedPhoto(
  folder: string,
  { name = 'photo.png', kind = {} }: { name?: string; kind?: PhotoKind } = {},
): Promise<DamagedPhoto> {
  const photo = path.join(folder, name);
  const damageMask = path.join(folder, 'mask.png');
  await sharpFrom(makeSamples(damagedWidth, damagedHeight, kind)).toFile(photo);
  await writeMask(damageMask, (x, y) => isScratch(x, y) || isSpot(x, y));
  return { photo, damageMask };
}

/** Writes a mask of the photo's size, white where `isDamaged`. */
export async function writeMask(
  file: string,
  isDamaged: (x: number, y: number) => boolean,
  width = damagedWidth,
  height = damagedHeight,
): Promise<void> {
  const data = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (isDamaged(x, y)) data[y * width + x] = 255;
  }
  const raw = { width, height, channels: 1 } as const;
  await sharp(data, { raw }).toColourspace('b-w').png().toFile(file);
}

const isScratch = (x: number, y: number) => Math.abs(x - y - 10) < 3;
const isSpot = (x: number, y: number) => (x - 120) ** 2 + (y - 40) ** 2 < 40;
