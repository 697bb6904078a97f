import { describe, expect, it } from 'vitest';
import { filterSpecks, speckRadiusPx } from '../../../../src-main/engine/detection/speck-filter';

const side = 48;

function filter(paint: (x: number, y: number) => number): Float32Array {
  const data = Float32Array.from({ length: side * side }, (_, i) =>
    paint(i % side, Math.floor(i / side)),
  );
  const region = { x: 0, y: 0, width: side, height: side };
  return filterSpecks({ region, haloPx: 0, width: side, height: side, data });
}

const inSquare = (x: number, y: number, size: number) =>
  x >= 20 && x < 20 + size && y >= 20 && y < 20 + size;
const at = (hats: Float32Array, x: number, y: number) => hats[y * side + x]!;

describe('the speck filters', () => {
  it('measure how much a bright speck stands out of a slope', () => {
    const hats = filter((x, y) => 0.3 + 0.002 * x + (inSquare(x, y, 4) ? 0.4 : 0));
    expect(at(hats, 21, 21)).toBeGreaterThan(0.38);
    expect(at(hats, 21, 21)).toBeLessThan(0.43);
    expect(Math.abs(at(hats, 10, 40))).toBeLessThan(0.01);
  });

  it('answer a dark speck with a negative number', () => {
    const hats = filter((x, y) => (inSquare(x, y, 4) ? 0.2 : 0.6));
    expect(at(hats, 22, 22)).toBeCloseTo(-0.4, 5);
  });

  it('see nothing that is wider than their square', () => {
    const size = 2 * speckRadiusPx + 2;
    const hats = filter((x, y) => (inSquare(x, y, size) ? 0.8 : 0.4));
    expect(Math.max(...hats.map(Math.abs))).toBe(0);
  });

  it('see nothing in an edge', () => {
    const hats = filter((x) => (x > 20 ? 0.8 : 0.2));
    expect(Math.max(...hats.map(Math.abs))).toBe(0);
  });
});
