import {
  countIndexed,
  forEachRun,
  RunList,
  type PixelIndex,
} from '../../engine/repair/pixel-index';
import type { Region } from '../../engine/tensor/region';
import { halveRows } from './halve-pixels';

/** A picture that equals a known one except in some pixels. */
export interface ChangingPicture {
  readonly width: number;
  readonly height: number;
  /** Together they hold every full-size pixel in which it may differ. */
  readonly indexes: readonly PixelIndex[];
  /** Writes a region at full size as RGBA. */
  readFull(region: Region, rgba: Uint8Array): void;
  /** Writes a region of the known picture at a level of 1 or more as RGBA. */
  readKnown(level: number, region: Region, rgba: Uint8Array): void;
}

/** Pixels of a region of a level that differ from the known picture; places count from the region's corner. */
interface ChangedPixels extends PixelIndex {
  /** RGBA of each slot. */
  readonly rgba: Uint8Array;
}

/**
 * Writes a region of a level, 1 or more, as RGBA: the known picture with the pixels that changed, each the mean of 2 x 2 of
 * the level above. The cost of these follows the damage and hardly the level.
 */
export function readLevel(
  picture: ChangingPicture,
  level: number,
  region: Region,
  rgba: Uint8Array,
): void {
  picture.readKnown(level, region, rgba);
  putOver(findChanged(picture, level, region), region, rgba);
}

function putOver(changed: ChangedPixels, { width, height }: Region, rgba: Uint8Array): void {
  forEachRun(changed, { x: 0, y: 0, width, height }, (slot, x, y, count) => {
    rgba.set(changed.rgba.subarray(4 * slot, 4 * (slot + count)), 4 * (y * width + x));
  });
}

function findChanged(picture: ChangingPicture, level: number, region: Region): ChangedPixels {
  const above = twiceRegion(picture, level, region);
  if (level === 1) {
    const index = halveIndexes(picture.indexes, { ...above }, region);
    return halvePixels(index, region, above, (part, rgba) => picture.readFull(part, rgba));
  }
  const finer = findChanged(picture, level - 1, above);
  const index = halveIndexes([finer], { ...above, x: 0, y: 0 }, region);
  return halvePixels(index, region, above, (part, rgba) => {
    picture.readKnown(level - 1, part, rgba);
    const inside = { ...part, x: part.x - above.x, y: part.y - above.y };
    forEachRun(finer, inside, (slot, x, y, count) => {
      const to = (y - inside.y) * part.width + x - inside.x;
      rgba.set(finer.rgba.subarray(4 * slot, 4 * (slot + count)), 4 * to);
    });
  });
}

/** The pixels of the next finer level that a region is made of. */
function twiceRegion(
  { width, height }: ChangingPicture,
  level: number,
  { x, y, ...size }: Region,
): Region {
  const scale = 2 ** (level - 1);
  return {
    x: 2 * x,
    y: 2 * y,
    width: Math.min(2 * size.width, Math.ceil(width / scale) - 2 * x),
    height: Math.min(2 * size.height, Math.ceil(height / scale) - 2 * y),
  };
}

/** The pixels of a half-size region in whose 2 x 2 block an index has a pixel; `above` is that region in places of the indexes. */
function halveIndexes(
  indexes: readonly PixelIndex[],
  above: Region,
  { height }: Region,
): PixelIndex {
  const list = new RunList();
  /** First column times this, plus the column after the last: numbers sort fast. */
  const radix = 2 ** 20;
  const runs: number[] = [];
  for (let row = 0; row < height; row++) {
    runs.length = 0;
    const twoRows = { ...above, y: above.y + 2 * row, height: Math.min(2, above.height - 2 * row) };
    for (const index of indexes) {
      forEachRun(index, twoRows, (_slot, x, _y, count) => {
        const start = x - above.x;
        runs.push((start >> 1) * radix + ((start + count + 1) >> 1));
      });
    }
    runs.sort((a, b) => a - b);
    for (const run of runs) list.add(row, Math.floor(run / radix), run % radix);
  }
  return list.finish(height);
}

function halvePixels(
  index: PixelIndex,
  { width, height }: Region,
  above: Region,
  readAbove: (part: Region, rgba: Uint8Array) => void,
): ChangedPixels {
  const rgba = new Uint8Array(4 * countIndexed(index));
  const rows = new Uint8Array(4 * 2 * (above.width + 1));
  forEachRun(index, { x: 0, y: 0, width, height }, (slot, x, y, count) => {
    const partWidth = Math.min(2 * count, above.width - 2 * x);
    const partHeight = Math.min(2, above.height - 2 * y);
    const part = { x: above.x + 2 * x, y: above.y + 2 * y, width: partWidth, height: partHeight };
    readAbove(part, rows);
    halveRows(rows, partHeight === 2, partWidth, rgba, 4 * slot);
  });
  return { ...index, rgba };
}
