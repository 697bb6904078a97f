import type { TakeBreath } from './breath';
import { BlockFloor } from './block-floor';
import { directionCount, directionVector, filterLines, lineHaloPx } from './line-filter';
import type { LumaLevel } from './luma-pyramid';
import { filterSpecks, speckHaloPx } from './speck-filter';
import { cutTile, tileRegions, tileSide, type LumaTile } from './tile';

/** Strength 16 = as strong as what is usual around the pixel; 255 = sixteen times that, or more. */
export const usualStrength = 16;

/** How strongly each pixel speaks for damage, at one size of the photo. */
export interface EvidencePlanes {
  readonly level: LumaLevel;
  /** Along the middle of possible lines: strength; 0 elsewhere. */
  readonly lineStrength: Uint8Array;
  /** On possible specks: strength. */
  readonly speckStrength: Uint8Array;
}

/**
 * All that candidates are made from. Nothing after this asks a filter: a network that writes its probabilities into the same
 * planes takes the filters' place.
 */
export interface Evidence extends EvidencePlanes {
  /** Direction of the line (`directionVector`), plus `directionCount` where it is darker than its sides. */
  readonly lineCode: Uint8Array;
  /** 1 where the speck is darker than its surroundings. */
  readonly speckIsDark: Uint8Array;
}

/** Differences below this share of white are never seen as damage. */
const smallestContrast = 0.008;

/** Gathers the evidence of the classical filters, tile by tile. */
export async function gatherEvidence(level: LumaLevel, breathe: TakeBreath): Promise<Evidence> {
  const pixelCount = level.width * level.height;
  const evidence: Evidence = {
    level,
    lineStrength: new Uint8Array(pixelCount),
    lineCode: new Uint8Array(pixelCount),
    speckStrength: new Uint8Array(pixelCount),
    speckIsDark: new Uint8Array(pixelCount),
  };
  const lineFloor = new BlockFloor(level);
  const speckFloor = new BlockFloor(level);
  const side = tileSide + 2 * lineHaloPx;
  const scratch = { short: new Float32Array(side * side), long: new Float32Array(side * side) };
  for (const region of tileRegions(level)) {
    const tile = cutTile(level, region, lineHaloPx);
    writeLines(tile, scratch, evidence, lineFloor);
    await breathe();
    writeSpecks(cutTile(level, region, speckHaloPx), evidence, speckFloor);
    await breathe();
  }
  lineFloor.normalise(evidence.lineStrength);
  await breathe();
  speckFloor.normalise(evidence.speckStrength);
  await breathe();
  return evidence;
}

function writeLines(
  tile: LumaTile,
  scratch: { short: Float32Array; long: Float32Array },
  evidence: Evidence,
  floor: BlockFloor,
): void {
  const { region, haloPx, width } = tile;
  const { contrast, code } = filterLines(tile, scratch);
  const sideSteps = Int32Array.from({ length: directionCount }, (_, direction) => {
    const { dx, dy } = directionVector(direction);
    return Math.round(-dy) + Math.round(dx) * width;
  });
  for (let row = 0; row < region.height; row++) {
    let from = (row + haloPx) * width + haloPx;
    let to = (region.y + row) * evidence.level.width + region.x;
    for (let column = 0; column < region.width; column++, from++, to++) {
      const value = contrast[from]!;
      floor.add(region.x + column, region.y + row, value);
      if (value < smallestContrast) continue;
      const step = sideSteps[code[from]! % directionCount]!;
      if (value < contrast[from + step]! || value <= contrast[from - step]!) continue;
      evidence.lineStrength[to] = BlockFloor.encode(value);
      evidence.lineCode[to] = code[from]!;
    }
  }
}

function writeSpecks(tile: LumaTile, evidence: Evidence, floor: BlockFloor): void {
  const { region, haloPx, width } = tile;
  const hats = filterSpecks(tile);
  for (let row = 0; row < region.height; row++) {
    let from = (row + haloPx) * width + haloPx;
    let to = (region.y + row) * evidence.level.width + region.x;
    for (let column = 0; column < region.width; column++, from++, to++) {
      const value = Math.abs(hats[from]!);
      floor.add(region.x + column, region.y + row, value);
      if (value < smallestContrast) continue;
      evidence.speckStrength[to] = BlockFloor.encode(value);
      if (hats[from]! < 0) evidence.speckIsDark[to] = 1;
    }
  }
}
