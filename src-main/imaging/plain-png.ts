import { atomicWriteFile } from './files/atomic-write';
import { ownBytes, sharp } from './sharp-runtime';

/**
 * Writes 8-bit RGB pixels as a PNG without a profile, in place of an earlier one: a picture to look at.
 * @throws PhotoError like `atomicWriteFile`
 */
export async function writePlainPng(
  {
    width,
    height,
    rgb,
  }: { readonly width: number; readonly height: number; readonly rgb: Uint8Array },
  path: string,
): Promise<void> {
  const png = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  await atomicWriteFile(path, [ownBytes(png)], { overwrite: true });
}
