import { describe, expect, it } from 'vitest';
import {
  directionCount,
  directionVector,
  filterLines,
} from '../../../../src-main/engine/detection/line-filter';

const side = 61;
const middle = 30 * side + 30;
const scratch = { short: new Float32Array(side * side), long: new Float32Array(side * side) };

/** A tile in which luma depends on the distance to a line through its middle. */
function tileOf(direction: number, profile: (distance: number) => number) {
  const { dx, dy } = directionVector(direction);
  const data = Float32Array.from({ length: side * side }, (_, i) =>
    profile(((i % side) - 30) * -dy + (Math.floor(i / side) - 30) * dx),
  );
  const region = { x: 0, y: 0, width: side - 26, height: side - 26 };
  return { region, haloPx: 13, width: side, height: side, data };
}

const directions = Array.from({ length: directionCount }, (_, direction) => direction);
const line = (distance: number) => 0.4 + 0.3 * Math.max(0, Math.min(1, 1.5 - Math.abs(distance)));
const edge = (distance: number) => 0.4 + 0.3 * Math.max(0, Math.min(1, distance + 0.5));

describe('the line filters', () => {
  it.each(directions)('answer a bright line of direction %i with that direction', (direction) => {
    const { contrast, code } = filterLines(tileOf(direction, line), scratch);
    expect(code[middle]).toBe(direction);
    expect(contrast[middle]).toBeGreaterThan(0.2);
  });

  it.each(directions)('answer a dark line of direction %i as dark', (direction) => {
    const tile = tileOf(direction, (distance) => 0.8 - line(distance));
    const { contrast, code } = filterLines(tile, scratch);
    expect(code[middle]).toBe(direction + directionCount);
    expect(contrast[middle]).toBeGreaterThan(0.2);
  });

  it.each(directions)('hardly answer an edge of direction %i', (direction) => {
    const { contrast } = filterLines(tileOf(direction, edge), scratch);
    let largest = 0;
    for (let y = 26; y < 35; y++) {
      for (let x = 26; x < 35; x++) largest = Math.max(largest, contrast[y * side + x]!);
    }
    expect(largest).toBeLessThan(0.03);
  });
});
