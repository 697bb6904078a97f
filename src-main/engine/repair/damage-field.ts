import { EngineError } from '../errors';
import type { Region } from '../tensor/region';

/** Where a photo is damaged: one byte a pixel, row by row; 0 = intact, anything else = damaged (a hole for the solver). */
export interface DamageField {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Refuses a field whose data does not fit its sides.
 * @throws EngineError 'shape'.
 */
export function expectDamageField({ width, height, data }: DamageField): void {
  if (data.length !== width * height) {
    throw new EngineError(
      'shape',
      `Expected ${width * height} damage values for ${width} x ${height} pixels but received ${data.length}.`,
    );
  }
}

/**
 * Mirrors a coordinate outside 0..length-1 back inside, the edge pixel repeated (-1 becomes 0, length becomes length - 1),
 * so that a window reaching outside the photo sees no step there.
 */
export function reflectCoordinate(position: number, length: number): number {
  const period = 2 * length;
  const phase = ((position % period) + period) % period;
  return phase < length ? phase : period - 1 - phase;
}

/**
 * The hole of a window: one byte a pixel of `region`, row by row, 1 = damaged, 0 = observed.
 * Outside the photo the mirrored pixel counts, as for the window's samples.
 */
export function cutHole(damage: DamageField, region: Region): Uint8Array {
  const hole = new Uint8Array(region.width * region.height);
  const columns = Int32Array.from({ length: region.width }, (_, column) =>
    reflectCoordinate(region.x + column, damage.width),
  );
  for (let row = 0; row < region.height; row++) {
    const source = reflectCoordinate(region.y + row, damage.height) * damage.width;
    const target = row * region.width;
    for (let column = 0; column < region.width; column++) {
      if (damage.data[source + columns[column]!] !== 0) hole[target + column] = 1;
    }
  }
  return hole;
}
