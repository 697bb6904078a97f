import type { TilePixels } from '../bridge/pixel-client';
import type { TileImage } from './tile-store';

/** Makes pixels drawable. */
export async function makeTileImage({ width, height, rgba }: TilePixels): Promise<TileImage> {
  // What came over a port lies in memory of its own; it is not copied once more.
  const bytes = new Uint8ClampedArray(rgba.buffer as ArrayBuffer, rgba.byteOffset, rgba.length);
  const image = await createImageBitmap(new ImageData(bytes, width, height));
  return { image, width, height, close: () => image.close() };
}
