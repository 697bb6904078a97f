import { tileSidePx } from '../../src-shared/model/picture-source';
import type { ScreenRect } from '../viewer/tile-grid';
import { photoOrigin, type Viewport } from '../viewer/viewport';
import { reducedSide, reductionForScale } from './mask-pyramid';
import { tileKey, type TileKey } from './mask-tiles';
import type { ScreenMask } from './overlay-raster';

/** Gives a mask tile at a reduction level; undefined = all 0. */
export type TileReader = (key: TileKey, level: number) => Uint8Array | undefined;

/** Columns or rows of the screen, each with the tile and the place in it that lie under its middle. */
interface Axis {
  /** Tile number; -1 outside the photo. */
  readonly tile: Int32Array;
  readonly offset: Uint16Array;
}

function makeAxis(
  first: number,
  count: number,
  origin: number,
  scale: number,
  photoLength: number,
  level: number,
): Axis {
  const tile = new Int32Array(count).fill(-1);
  const offset = new Uint16Array(count);
  for (let index = 0; index < count; index += 1) {
    const pixel = Math.floor((first + index + 0.5 - origin) / scale);
    if (pixel < 0 || pixel >= photoLength) continue;
    tile[index] = Math.floor(pixel / tileSidePx);
    offset[index] = (pixel % tileSidePx) >> level;
  }
  return { tile, offset };
}

/** Looks a mask up under each device pixel of a rectangle, with the very transform that the photo is drawn with. */
export function sampleMask(
  viewport: Viewport,
  rect: ScreenRect,
  borderPx: number,
  readTile: TileReader,
): ScreenMask {
  const { photo, scale } = viewport;
  const level = reductionForScale(scale);
  const side = reducedSide(level);
  const origin = photoOrigin(viewport);
  const width = rect.right - rect.left;
  const height = rect.bottom - rect.top;
  const stride = width + 2 * borderPx;
  const rows = height + 2 * borderPx;
  const across = makeAxis(rect.left - borderPx, stride, origin.x, scale, photo.width, level);
  const down = makeAxis(rect.top - borderPx, rows, origin.y, scale, photo.height, level);
  const values = new Uint8Array(stride * rows);
  const usedRows = new Uint8Array(rows);
  for (const { from, to, tile: column } of stretches(across)) {
    let row = -1;
    let tile: Uint8Array | undefined;
    for (let y = 0; y < rows; y += 1) {
      if (down.tile[y] !== row) {
        row = down.tile[y]!;
        tile = row < 0 ? undefined : readTile(tileKey(column, row), level);
      }
      if (!tile) continue;
      const start = down.offset[y]! * side;
      const line = y * stride;
      usedRows[y] = 1;
      for (let x = from; x < to; x += 1) values[line + x] = tile[start + across.offset[x]!]!;
    }
  }
  return { width, height, borderPx, values, usedRows };
}

/** The runs of screen columns that lie over one column of tiles. */
function stretches({ tile }: Axis): { from: number; to: number; tile: number }[] {
  const found: { from: number; to: number; tile: number }[] = [];
  for (let from = 0; from < tile.length;) {
    let to = from + 1;
    while (to < tile.length && tile[to] === tile[from]) to += 1;
    if (tile[from]! >= 0) found.push({ from, to, tile: tile[from]! });
    from = to;
  }
  return found;
}
