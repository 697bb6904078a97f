import path from 'node:path';
import sharp from 'sharp';
import { root } from './launch';

/** A hundred megapixels. */
export const largePhoto = { width: 12_000, height: 8400 } as const;

/** A photograph of a hundred megapixels, made of the sample without damage: a JPEG that main opens like any other. */
export async function writeLargePhoto(file: string): Promise<void> {
  await sharp(path.join(root, 'assets/samples/nagasaki-boats.jpg'))
    .resize({ ...largePhoto, fit: 'fill', kernel: 'linear' })
    .jpeg({ quality: 88 })
    .toFile(file);
}
