import { tileSidePx, type TileAddress } from '../../../src-shared/model/picture-source';
import { intersectRegions, type Region } from '../../engine/tensor/region';

/**
 * The pixels of its level that a tile shows.
 * @throws RangeError for a tile outside the picture
 */
export function regionOfTile(
  photo: { readonly width: number; readonly height: number },
  { level, column, row }: TileAddress,
): Region {
  const whole = {
    x: 0,
    y: 0,
    width: Math.ceil(photo.width / 2 ** level),
    height: Math.ceil(photo.height / 2 ** level),
  };
  const tile = {
    x: column * tileSidePx,
    y: row * tileSidePx,
    width: tileSidePx,
    height: tileSidePx,
  };
  const region = intersectRegions(tile, whole);
  if (!region || 2 ** level >= 2 * Math.max(photo.width, photo.height)) {
    throw new RangeError(
      `There is no tile ${column}, ${row} at level ${level} of a picture of ${photo.width} x ${photo.height} pixels.`,
    );
  }
  return region;
}
