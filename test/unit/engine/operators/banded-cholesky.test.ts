import { describe, expect, it } from 'vitest';
import { createAxisMap } from '../../../../src-main/engine/operators/axis-map';
import { factorGram } from '../../../../src-main/engine/operators/banded-cholesky';

describe('factorGram', () => {
  it('solves (M M^T) v = b, whatever the stride', () => {
    const map = createAxisMap(24, 12, 2, [0.1, 0.4, 0.6, 0.3, -0.1], -1, 'reflect');
    const dense = Array.from({ length: 12 }, (_, i) => {
      const row = new Array<number>(24).fill(0);
      for (let j = 0; j < map.tapCount; j++) {
        row[map.sources[i * map.tapCount + j]!]! += map.weights[i * map.tapCount + j]!;
      }
      return row;
    });
    const solution = Array.from({ length: 12 }, (_, i) => Math.sin(i * i));
    const values = new Float64Array(40).fill(7);
    for (let i = 0; i < 12; i++) {
      values[2 + 3 * i] = dense.reduce((sum, other, k) => {
        const gram = dense[i]!.reduce((total, weight, j) => total + weight * other[j]!, 0);
        return sum + gram * solution[k]!;
      }, 0);
    }
    factorGram(map)(values, 2, 3);
    solution.forEach((value, i) => expect(values[2 + 3 * i]).toBeCloseTo(value, 10));
    expect(values[0]).toBe(7);
    expect(values[3]).toBe(7);
  });
});
