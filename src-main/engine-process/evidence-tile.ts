import type { PictureSource, TileAddress } from '../../src-shared/model/picture-source';
import { drawEvidence } from '../engine/detection/draw-evidence';
import { regionOfTile } from '../imaging/display/tile-region';
import type { RenderedTile } from '../imaging/display/picture';
import type { LoadedPhoto } from './photo-library';
import type { SearchLibrary } from './search-library';

/**
 * Draws a tile of what the detector sees, as far as it has looked yet.
 * @throws RangeError for a tile outside the photo
 */
export function drawEvidenceTile(
  photo: LoadedPhoto,
  { threshold }: Extract<PictureSource, { kind: 'evidence' }>,
  address: TileAddress,
  searches: Pick<SearchLibrary, 'look'>,
): RenderedTile & { readonly whenExact: Promise<void> } {
  const region = regionOfTile(photo.description, address);
  const { width, height } = region;
  const { seen, isComplete, whenComplete } = searches.look(photo);
  const grey = new Uint8Array(width * height);
  drawEvidence(seen, address.level, region, threshold, grey);
  const rgba = new Uint8Array(4 * grey.length);
  grey.forEach((value, i) => {
    rgba.fill(value, 4 * i, 4 * i + 3);
    rgba[4 * i + 3] = 255;
  });
  return { width, height, rgba, isExact: isComplete, whenExact: whenComplete };
}
