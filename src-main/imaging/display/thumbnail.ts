import type { ReplacedPixels } from '../../engine/repair/pixel-index';
import { intersectRegions, type Region } from '../../engine/tensor/region';
import { ownBytes, sharp } from '../sharp-runtime';
import { renderRegion, type PhotoDisplay } from './render-tile';

/** What a small picture shows, and how large it is. */
export interface ThumbnailRequest {
  /** Of a layer; nothing where the file as opened is shown. */
  readonly replaced?: ReplacedPixels;
  /** The longer side; a smaller region is not enlarged. */
  readonly sidePx: number;
  /** In pixels of the photo, which it may reach beyond; the whole photo where absent. */
  readonly region?: Region;
}

/**
 * A small upright PNG in sRGB.
 * @throws RangeError for a region outside the photo
 */
export async function makeThumbnail(
  display: PhotoDisplay,
  { replaced, sidePx, region }: ThumbnailRequest,
): Promise<Uint8Array> {
  const { width, height } = display.photo;
  const whole = { x: 0, y: 0, width, height };
  const part = intersectRegions(region ?? whole, whole);
  if (!part) throw new RangeError('The region of the small picture lies outside the photo.');
  const longSidePx = Math.max(part.width, part.height);
  // The coarsest level that needs no enlarging.
  const level = Math.max(0, Math.floor(Math.log2(longSidePx / sidePx)));
  const coarse = coarseRegion(part, 2 ** level);
  const drawn = await renderRegion(display, { kind: 'photo', replaced }, level, coarse, true);
  const shrink = Math.min(1, sidePx / longSidePx);
  const pipeline = sharp(drawn.rgba, {
    raw: { width: drawn.width, height: drawn.height, channels: 4 },
  }).resize({
    width: Math.max(1, Math.round(part.width * shrink)),
    height: Math.max(1, Math.round(part.height * shrink)),
    fit: 'fill',
  });
  const isOpaque = !display.photo.hasAlpha;
  const png = await (isOpaque ? pipeline.removeAlpha() : pipeline).png().toBuffer();
  return ownBytes(png);
}

/** The pixels of a level that cover a region of the photo. */
function coarseRegion({ x, y, width, height }: Region, scale: number): Region {
  const left = Math.floor(x / scale);
  const top = Math.floor(y / scale);
  return {
    x: left,
    y: top,
    width: Math.ceil((x + width) / scale) - left,
    height: Math.ceil((y + height) / scale) - top,
  };
}
