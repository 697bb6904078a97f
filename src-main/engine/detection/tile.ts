import { reflectCoordinate } from '../repair/damage-field';
import type { Region } from '../tensor/region';
import { storedWhite, type LumaLevel } from './luma-pyramid';

/** Side of the tiles in which evidence is gathered; a multiple of `blockSide`. */
export const tileSide = 256;

/** A rectangle of luma in 0..1 with `haloPx` more on each side, mirrored at the edges of the photo. */
export interface LumaTile {
  /** Without the halo. */
  readonly region: Region;
  readonly haloPx: number;
  /** With the halo. */
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** The tiles that cover a level, row by row. */
export function* tileRegions({ width, height }: LumaLevel): Generator<Region> {
  for (let y = 0; y < height; y += tileSide) {
    for (let x = 0; x < width; x += tileSide) {
      yield {
        x,
        y,
        width: Math.min(tileSide, width - x),
        height: Math.min(tileSide, height - y),
      };
    }
  }
}

/** Copies a tile with its halo out of a level. */
export function cutTile(level: LumaLevel, region: Region, haloPx: number): LumaTile {
  const width = region.width + 2 * haloPx;
  const height = region.height + 2 * haloPx;
  const data = new Float32Array(width * height);
  const columns = Int32Array.from({ length: width }, (_, column) =>
    reflectCoordinate(region.x - haloPx + column, level.width),
  );
  for (let row = 0, index = 0; row < height; row++) {
    const start = reflectCoordinate(region.y - haloPx + row, level.height) * level.width;
    for (let column = 0; column < width; column++, index++) {
      data[index] = level.data[start + columns[column]!]! / storedWhite;
    }
  }
  return { region, haloPx, width, height, data };
}
