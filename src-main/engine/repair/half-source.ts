import { createImageTensor, type ImageTensor } from '../tensor/image-tensor';
import type { Region } from '../tensor/region';
import { cutHole, reflectCoordinate } from './damage-field';
import { halveDamage, halveHole, halveObserved, type BlockRule } from './pyramid';
import type { RepairSource } from './repair-source';

/** Side of the parts that are halved at a time, in pixels of the coarse level. */
const tileSide = 128;

/**
 * The part `bounds` of a source at half its size; see halveObserved. Its hole is known at once, from bytes alone; its samples
 * are read and halved where a window asks for them and kept there, so that they cost what the windows cost.
 * `bounds` starts at even coordinates of the level and lies inside the source.
 */
export function createHalfSource(
  source: RepairSource,
  bounds: Region,
  rule: BlockRule,
): RepairSource {
  const unobserved = halveHole(source.unobserved, bounds, rule);
  const seesAll = source.unobserved === source.damage;
  const damage = seesAll ? unobserved : halveDamage(source.damage, bounds, unobserved);
  const { width, height } = unobserved;
  const tilesAcross = Math.ceil(width / tileSide);
  const tiles: (ImageTensor | undefined)[] = [];
  const tileAt = (x: number, y: number) => {
    const column = Math.floor(x / tileSide);
    const row = Math.floor(y / tileSide);
    return (tiles[row * tilesAcross + column] ??= halveTile(source, bounds, column, row, rule));
  };
  return {
    damage,
    unobserved,
    origin: { x: (source.origin.x + bounds.x) / 2, y: (source.origin.y + bounds.y) / 2 },
    readWindow: (region) => readFromTiles({ width, height }, region, tileAt),
  };
}

function halveTile(
  source: RepairSource,
  bounds: Region,
  column: number,
  row: number,
  rule: BlockRule,
): ImageTensor {
  const left = 2 * tileSide * column;
  const top = 2 * tileSide * row;
  const region = {
    x: bounds.x + left,
    y: bounds.y + top,
    width: Math.min(2 * tileSide, bounds.width - left),
    height: Math.min(2 * tileSide, bounds.height - top),
  };
  return halveObserved(source.readWindow(region), cutHole(source.unobserved, region), rule).image;
}

function readFromTiles(
  { width, height }: Pick<Region, 'width' | 'height'>,
  region: Region,
  tileAt: (x: number, y: number) => ImageTensor,
): ImageTensor {
  const window = createImageTensor({ channels: 3, height: region.height, width: region.width });
  const plane = region.height * region.width;
  let index = 0;
  for (let row = 0; row < region.height; row++) {
    const y = reflectCoordinate(region.y + row, height);
    for (let column = 0; column < region.width; column++, index++) {
      const x = reflectCoordinate(region.x + column, width);
      const tile = tileAt(x, y);
      const from = (y % tileSide) * tile.width + (x % tileSide);
      const tilePlane = tile.height * tile.width;
      for (let channel = 0; channel < 3; channel++) {
        window.data[channel * plane + index] = tile.data[channel * tilePlane + from]!;
      }
    }
  }
  return window;
}
