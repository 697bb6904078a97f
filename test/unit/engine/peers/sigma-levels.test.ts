import { describe, expect, it } from 'vitest';
import { geometricSigmas } from '../../../../src-main/engine/peers/sigma-levels';

describe('geometricSigmas', () => {
  it('falls from the highest to the lowest level by one ratio', () => {
    const sigmas = geometricSigmas(10, 0.02, 20);
    expect(sigmas).toHaveLength(20);
    expect(sigmas[0]).toBeCloseTo(10, 9);
    expect(sigmas[19]).toBeCloseTo(0.02, 9);
    sigmas.slice(1).forEach((sigma, i) => expect(sigma).toBeLessThan(sigmas[i]!));
    expect(geometricSigmas(100, 1, 3)[1]).toBeCloseTo(10, 9);
  });

  it('asks once at the highest level when one call is allowed', () => {
    expect(geometricSigmas(3, 0.1, 1)[0]).toBeCloseTo(3, 12);
  });

  it.each([
    [1, 2, 5],
    [1, 0, 5],
    [1, 0.1, 0],
    [1, 0.1, 2.5],
  ])('refuses %d to %d in %d', (high, low, count) => {
    expect(() => geometricSigmas(high, low, count)).toThrow(/noise levels/);
  });
});
