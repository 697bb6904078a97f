import { tileSidePx, type MaskTile } from '../../src-shared/model/picture-source';
import type { PixelRegion } from '../../src-shared/model/pixel-region';
import { clipRegion, uniteRegions } from './mask-tiles';

/** Damage within such a square is looked at as a whole; of more, the place with the most of it. */
const wholeSidePx = 1024;
/** Context round the damage, as a share of its longer side. */
const contextFraction = 0.4;
const leastContextPx = 24;

/** Where to look to see what became of the damage: close, with some of its surroundings; undefined where there is none. */
export function regionOfDamage(
  tiles: readonly MaskTile[],
  photo: { readonly width: number; readonly height: number },
): PixelRegion | undefined {
  const parts = tiles.map(damageIn).filter((part) => part.count > 0);
  if (parts.length === 0) return undefined;
  const whole = parts.reduce<PixelRegion | undefined>(
    (bounds, part) => uniteRegions(bounds, part.bounds),
    undefined,
  )!;
  const isClose = Math.max(whole.width, whole.height) <= wholeSidePx;
  const most = parts.reduce((best, part) => (part.count > best.count ? part : best));
  const { x, y, width, height } = isClose ? whole : most.bounds;
  const margin = Math.round(Math.max(leastContextPx, contextFraction * Math.max(width, height)));
  const grown = {
    x: x - margin,
    y: y - margin,
    width: width + 2 * margin,
    height: height + 2 * margin,
  };
  return clipRegion(grown, photo.width, photo.height);
}

/** Bounds and number of the damaged pixels of a tile. */
function damageIn({ column, row, data }: MaskTile): {
  readonly bounds: PixelRegion;
  readonly count: number;
} {
  let [left, top, right, bottom, count] = [tileSidePx, tileSidePx, 0, 0, 0];
  for (let index = 0; index < data.length; index += 1) {
    if (data[index] === 0) continue;
    const x = index % tileSidePx;
    const y = Math.floor(index / tileSidePx);
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = y + 1;
    count += 1;
  }
  const place = { x: column * tileSidePx + left, y: row * tileSidePx + top };
  return { bounds: { ...place, width: right - left, height: bottom - top }, count };
}
