import type { TilePixels } from '../bridge/pixel-client';
import type { TileImage } from './tile-store';

/** Makes pixels drawable. */
export async function makeTileImage({ width, height, rgba }: TilePixels): Promise<TileImage> {
  const bytes = new Uint8ClampedArray(rgba.length);
  bytes.set(rgba);
  const image = await createImageBitmap(new ImageData(bytes, width, height));
  return { image, width, height, close: () => image.close() };
}
