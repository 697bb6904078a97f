import { describe, expect, it } from 'vitest';
import {
  addScaled,
  dot,
  norm,
  scale,
  squaredDistance,
  subtract,
} from '../../../../src-main/engine/tensor/ops';

const a = Float32Array.of(1, -2, 3);
const b = Float32Array.of(4, 0.5, -1);

describe('tensor ops', () => {
  it('computes inner products, norms and distances', () => {
    expect(dot(a, b)).toBe(0);
    expect(norm(a)).toBeCloseTo(Math.sqrt(14), 12);
    expect(squaredDistance(a, b)).toBe(9 + 6.25 + 16);
  });

  it('keeps small terms beside a large sum', () => {
    const many = new Float32Array(1_000_001).fill(1e-4);
    many[0] = 100;
    expect(dot(many, many)).toBeCloseTo(1e4 + 0.01, 4);
  });

  it('may write into its inputs', () => {
    const out = a.slice();
    subtract(out, b, out);
    expect(Array.from(out)).toEqual([-3, -2.5, 4]);
    addScaled(b, 2, out, out);
    expect(Array.from(out)).toEqual([-2, -4.5, 7]);
    scale(out, -2, out);
    expect(Array.from(out)).toEqual([4, 9, -14]);
  });
});
