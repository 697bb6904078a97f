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
export interface ChangedPixels extends PixelIndex {
  /** RGBA of each slot. */
  readonly rgba: Uint8Array;
}

/** Changed pixels with the place of their region on its level. */
export interface ChangedPart {
  readonly pixels: ChangedPixels;
  readonly x: number;
  readonly y: number;
}

/** Memory of changed pixels. */
export function changedByteLength({ runs, slotOfRun, runOfRow, rgba }: ChangedPixels): number {
  return 4 * (3 * runs.count + slotOfRun.length + runOfRow.length) + rgba.length;
}

/** Puts the pixels of some parts over a region of their level. */
export function putChangedOver(
  parts: readonly ChangedPart[],
  region: Region,
  rgba: Uint8Array,
): void {
  for (const { pixels, x: left, y: top } of parts) {
    const inside = { ...region, x: region.x - left, y: region.y - top };
    forEachRun(pixels, inside, (slot, x, y, count) => {
      const to = (y - inside.y) * region.width + x - inside.x;
      rgba.set(pixels.rgba.subarray(4 * slot, 4 * (slot + count)), 4 * to);
    });
  }
}

/** The changed pixels of a region of level 1, each the mean of 2 x 2 of the photo. */
export function findChangedAtHalf(picture: ChangingPicture, region: Region): ChangedPixels {
  const above = finerRegion(picture, 1, region, 1);
  const index = coarsenIndexes([{ index: picture.indexes, x: 0, y: 0 }], above, region, 1);
  return halvePixels(index, region, above, (part, rgba) => picture.readFull(part, rgba));
}

/**
 * The changed pixels of a region of a level, 2 or more, each the mean of 2 x 2 of the level above.
 * @param finer the changed pixels of the level above; together they hold all of the region
 */
export function findChangedFrom(
  picture: ChangingPicture,
  level: number,
  region: Region,
  finer: readonly ChangedPart[],
): ChangedPixels {
  const above = finerRegion(picture, level, region, 1);
  const parts = finer.map(({ pixels, x, y }) => ({ index: [pixels], x, y }));
  const index = coarsenIndexes(parts, above, region, 1);
  return halvePixels(index, region, above, (part, rgba) => {
    picture.readKnown(level - 1, part, rgba);
    putChangedOver(finer, part, rgba);
  });
}

/** The changed pixels of a region of a level, 1 or more, as one pixel of the middle of each of their blocks shows them. */
export function sampleChanged(
  picture: ChangingPicture,
  level: number,
  region: Region,
): ChangedPixels {
  const above = finerRegion(picture, level, region, level);
  const index = coarsenIndexes([{ index: picture.indexes, x: 0, y: 0 }], above, region, level);
  const rgba = new Uint8Array(4 * countIndexed(index));
  const pixel = new Uint8Array(4);
  const side = 2 ** level;
  const { width, height } = picture;
  forEachRun(index, { ...region, x: 0, y: 0 }, (slot, x, y, count) => {
    for (let place = 0; place < count; place++) {
      const middle = {
        x: Math.min(width - 1, (region.x + x + place) * side + side / 2),
        y: Math.min(height - 1, (region.y + y) * side + side / 2),
        width: 1,
        height: 1,
      };
      picture.readFull(middle, pixel);
      rgba.set(pixel, 4 * (slot + place));
    }
  });
  return { ...index, rgba };
}

/** The pixels of a finer level, `steps` levels above, that a region is made of. */
function finerRegion(
  { width, height }: ChangingPicture,
  level: number,
  { x, y, ...size }: Region,
  steps: number,
): Region {
  const side = 2 ** steps;
  const scale = 2 ** (level - steps);
  return {
    x: side * x,
    y: side * y,
    width: Math.min(side * size.width, Math.ceil(width / scale) - side * x),
    height: Math.min(side * size.height, Math.ceil(height / scale) - side * y),
  };
}

/** Indexes with the place of their corner on their level. */
interface PlacedIndexes {
  readonly index: readonly PixelIndex[];
  readonly x: number;
  readonly y: number;
}

/** The pixels of a coarse region in whose block an index has a pixel; `above` is that region `steps` levels finer. */
function coarsenIndexes(
  parts: readonly PlacedIndexes[],
  above: Region,
  { height }: Region,
  steps: number,
): PixelIndex {
  const list = new RunList();
  /** First column times this, plus the column after the last: numbers sort fast. */
  const radix = 2 ** 20;
  const side = 2 ** steps;
  const runs: number[] = [];
  for (let row = 0; row < height; row++) {
    runs.length = 0;
    const rowsLeft = above.height - side * row;
    const rows = { ...above, y: above.y + side * row, height: Math.min(side, rowsLeft) };
    for (const { index, x: left, y: top } of parts) {
      const inside = { ...rows, x: rows.x - left, y: rows.y - top };
      for (const pixels of index) {
        forEachRun(pixels, inside, (_slot, x, _y, count) => {
          const start = x - inside.x;
          runs.push((start >> steps) * radix + ((start + count + side - 1) >> steps));
        });
      }
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
