import { z } from 'zod';

const pixel = z.number().int().min(-1_000_000).max(1_000_000);

/** A rectangle of a photo in upright pixel coordinates. */
export const pixelRegionSchema = z.strictObject({
  x: pixel,
  y: pixel,
  width: pixel.min(0),
  height: pixel.min(0),
});
export type PixelRegion = Readonly<z.infer<typeof pixelRegionSchema>>;
