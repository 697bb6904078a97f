import type { PixelIndex, ReplacedPixels } from '../../engine/repair/pixel-index';
import { forEachRun } from '../../engine/repair/pixel-index';
import { copyRegion } from '../../engine/tensor/copy-region';
import { regionArea, type Region } from '../../engine/tensor/region';
import { samplesPerPixel, type PhotoSamples } from '../../../src-shared/model/photo';
import { tileSidePx, type TileAddress } from '../../../src-shared/model/picture-source';
import { putChangedOver, sampleChanged, type ChangingPicture } from './changed-pixels';
import { ChangedTileCache } from './changed-tiles';
import type { ConvertPixels } from './colour/convert-plain';
import { createDisplayColour } from './colour/display-colour';
import type { DisplayedPicture, RenderedTile } from './picture';
import { TilePyramid } from './tile-pyramid';
import { regionOfTile } from './tile-region';

/** All that drawing an opened photo takes. */
export interface PhotoDisplay {
  readonly photo: PhotoSamples;
  readonly convert: ConvertPixels;
  readonly pyramid: TilePyramid;
  readonly changed: ChangedTileCache;
}

/**
 * Prepares an opened photo for drawing. Tiles can be asked for at once; `pyramid.build()` makes what they are made of in
 * the background.
 * @param icc the file's colour profile
 */
export async function createPhotoDisplay(
  photo: PhotoSamples,
  icc: Buffer | undefined,
): Promise<PhotoDisplay> {
  const convert = await createDisplayColour(photo, icc);
  const pyramid = new TilePyramid(photo, convert);
  return { photo, convert, pyramid, changed: new ChangedTileCache() };
}

/** How an overlay's alpha follows a difference of colours: 64 levels of 255 are opaque. */
const disagreementGain = 4;

/** Readers of full-size regions as RGBA, all with the same part of the work kept between calls. */
type ReadFull = (region: Region, rgba: Uint8Array) => void;

/**
 * Draws one tile. `acceptsPreview`: a rough picture will do where the exact one is not made yet.
 * @throws RangeError for a tile outside the picture
 */
export async function renderTile(
  display: PhotoDisplay,
  picture: DisplayedPicture,
  address: TileAddress,
  acceptsPreview = false,
): Promise<RenderedTile> {
  const region = regionOfTile(display.photo, address);
  return renderRegion(display, picture, address.level, region, acceptsPreview);
}

/** Draws a region of a level; see renderTile. */
export async function renderRegion(
  display: PhotoDisplay,
  picture: DisplayedPicture,
  level: number,
  region: Region,
  acceptsPreview = false,
): Promise<RenderedTile> {
  const { width, height } = region;
  const changing = describePicture(display, picture);
  const rgba = new Uint8Array(4 * regionArea(region));
  if (level === 0) {
    changing.readFull(region, rgba);
    return { width, height, rgba, isExact: true };
  }
  // Changes are found tile by tile, from all of a tile's rows.
  const rows = rowsOfTiles(display.photo, level, region);
  const isOfPyramid = picture.kind === 'photo';
  if (isOfPyramid) await display.pyramid.prepare(level, rows.y, rows.height, !acceptsPreview);
  const isExact = !isOfPyramid || display.pyramid.isRegionExact(level, rows);
  changing.readKnown(level, region, rgba);
  const changed = isExact
    ? display.changed.of(picture).around(changing, level, region)
    : [{ pixels: sampleChanged(changing, level, region), x: region.x, y: region.y }];
  putChangedOver(changed, region, rgba);
  display.changed.trim();
  return { width, height, rgba, isExact };
}

/** The rows of all tiles of a level that a region touches. */
function rowsOfTiles(photo: PhotoSamples, level: number, region: Region): Region {
  const y = Math.floor(region.y / tileSidePx) * tileSidePx;
  const bottom = Math.ceil((region.y + region.height) / tileSidePx) * tileSidePx;
  const end = Math.min(bottom, Math.ceil(photo.height / 2 ** level));
  return { ...region, y, height: end - y };
}

function describePicture(display: PhotoDisplay, picture: DisplayedPicture): ChangingPicture {
  const { width, height } = display.photo;
  const known = (value: readonly [number, number, number, number]) => ({
    width,
    height,
    readKnown: (_level: number, region: Region, rgba: Uint8Array) => fill(rgba, region, value),
  });
  switch (picture.kind) {
    case 'photo':
      return {
        width,
        height,
        indexes: picture.replaced?.indexes ?? [],
        readFull: photoReader(display, picture.replaced),
        readKnown: (level, region, rgba) => display.pyramid.read(level, region, rgba),
      };
    case 'difference':
      return {
        ...known([0, 0, 0, 255]),
        indexes: picture.replaced.indexes,
        readFull: differenceReader(display, picture.replaced, picture.gain),
      };
    case 'invented':
      return {
        ...known([255, 255, 255, 0]),
        indexes: [picture.layer],
        readFull: inventedReader(picture.layer),
      };
    case 'disagreement':
      return {
        ...known([255, 255, 255, 0]),
        indexes: picture.pictures.flatMap(({ indexes }) => indexes),
        readFull: disagreementReader(display, picture.pictures),
      };
  }
}

/** Reads samples, replaces some, converts them. */
function photoReader({ photo, convert }: PhotoDisplay, replaced?: ReplacedPixels): ReadFull {
  const stride = samplesPerPixel(photo);
  let samples = photo.data.slice(0, 0);
  return (region, rgba) => {
    const pixelCount = regionArea(region);
    const length = pixelCount * stride;
    if (samples.length < length) {
      samples = photo.bitDepth === 16 ? new Uint16Array(length) : new Uint8Array(length);
    }
    copyRegion(photo.data, photo.width, stride, region, samples);
    replaced?.replaceIn(region, samples);
    convert(samples, 0, pixelCount, rgba, 0);
  };
}

function differenceReader(display: PhotoDisplay, replaced: ReplacedPixels, gain: number): ReadFull {
  const readBefore = photoReader(display);
  const readAfter = photoReader(display, replaced);
  return (region, rgba) => {
    const before = new Uint8Array(4 * regionArea(region));
    readBefore(region, before);
    readAfter(region, rgba);
    for (let at = 0; at < before.length; at++) {
      const difference = Math.abs(rgba[at]! - before[at]!) * gain;
      rgba[at] = (at & 3) === 3 ? 255 : Math.min(255, Math.round(difference));
    }
  };
}

function inventedReader(layer: PixelIndex & { readonly shares: Uint8Array }): ReadFull {
  return (region, rgba) => {
    fill(rgba, region, [255, 255, 255, 0]);
    forEachRun(layer, region, (slot, x, y, count) => {
      const start = (y - region.y) * region.width + x - region.x;
      for (let pixel = 0; pixel < count; pixel++) {
        rgba[4 * (start + pixel) + 3] = layer.shares[slot + pixel]!;
      }
    });
  };
}

function disagreementReader(display: PhotoDisplay, pictures: readonly ReplacedPixels[]): ReadFull {
  const readers = pictures.map((picture) => photoReader(display, picture));
  return (region, rgba) => {
    const shown = readers.map((read) => {
      const pixels = new Uint8Array(4 * regionArea(region));
      read(region, pixels);
      return pixels;
    });
    fill(rgba, region, [255, 255, 255, 0]);
    for (let at = 0; at < 4 * regionArea(region); at++) {
      if ((at & 3) === 3) continue;
      let least = 255;
      let most = 0;
      for (const pixels of shown) {
        least = Math.min(least, pixels[at]!);
        most = Math.max(most, pixels[at]!);
      }
      const alphaAt = at | 3;
      rgba[alphaAt] = Math.max(rgba[alphaAt]!, Math.min(255, disagreementGain * (most - least)));
    }
  };
}

function fill(
  rgba: Uint8Array,
  region: Region,
  [red, green, blue, alpha]: readonly [number, number, number, number],
): void {
  for (let at = 0; at < 4 * regionArea(region); at += 4) {
    rgba[at] = red;
    rgba[at + 1] = green;
    rgba[at + 2] = blue;
    rgba[at + 3] = alpha;
  }
}
