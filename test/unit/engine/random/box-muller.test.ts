import { describe, expect, it } from 'vitest';
import { writeNormalPair } from '../../../../src-main/engine/random/box-muller';

function pairOf(a: number, b: number): [number, number] {
  const out = new Float64Array(2);
  writeNormalPair(a | 0, b | 0, out, 0);
  return [out[0]!, out[1]!];
}

describe('writeNormalPair', () => {
  const words = [0, 1, 2, 3, 1000, 0x12345678, 0x7fffffff, 0x80000000, 0xb504f333, 0xfffffffe];
  const angles = [0, 0x3fffffff, 0x40000000, 0x87654321, 0xc0000000, 0xffffffff];

  it.each(words.flatMap((a) => angles.map((b) => [a, b] as const)))(
    'agrees with the library functions for words %i and %i',
    (a, b) => {
      const radius = Math.sqrt(-2 * Math.log((a + 0.5) / 2 ** 32));
      // The quadrant's middle is at angle 0, which turns the whole circle by 45 degrees.
      const angle =
        (b >>> 30) * (Math.PI / 2) + (((b & 0x3fffffff) + 0.5) / 2 ** 30 - 0.5) * (Math.PI / 2);
      const [first, second] = pairOf(a, b);
      expect(first).toBeCloseTo(radius * Math.cos(angle), 9);
      expect(second).toBeCloseTo(radius * Math.sin(angle), 9);
    },
  );

  it('keeps the logarithm accurate next to u = 1, where the radius vanishes', () => {
    const [first, second] = pairOf(0xffffffff, 0);
    expect(Math.hypot(first, second) / 2 ** -16).toBeCloseTo(1, 6);
  });
});
