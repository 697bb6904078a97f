import { mkdir, readdir } from 'node:fs/promises';
import { systemCode } from '../../files/system-code';
import { PhotoError } from '../../imaging/photo-error';

const pictureName = /^iteration-(\d+)\.(?:png|tiff)$/;

/** Whether pictures of iterations are called like this. */
export const isPictureName = (name: string) => pictureName.test(name);

/**
 * Makes the folder for the pictures of all iterations where it is missing.
 * @returns the number of the last picture in it, 0 where there is none: a resumed repair goes on counting
 * @throws PhotoError when it cannot be made, or is a file
 */
export async function openPictureFolder(folder: string): Promise<number> {
  try {
    await mkdir(folder, { recursive: true });
    const numbers = (await readdir(folder)).map((name) => Number(pictureName.exec(name)?.[1] ?? 0));
    return numbers.reduce((largest, number) => Math.max(largest, number), 0);
  } catch (cause) {
    throw new PhotoError(
      'folder-missing',
      `The folder “${folder}” for the pictures of the iterations could not be made (${systemCode(cause)}), so nothing was started; choose another one.`,
      { cause },
    );
  }
}
