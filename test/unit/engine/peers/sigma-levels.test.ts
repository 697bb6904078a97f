import { describe, expect, it } from 'vitest';
import { geometricSigmas, karrasSigmas } from '../../../../src-main/engine/peers/sigma-levels';

describe.each([
  ['geometricSigmas', geometricSigmas],
  ['karrasSigmas', karrasSigmas],
])('%s', (_name, create) => {
  it('falls from the highest to the lowest level', () => {
    const sigmas = create(10, 0.02, 20);
    expect(sigmas).toHaveLength(20);
    expect(sigmas[0]).toBeCloseTo(10, 9);
    expect(sigmas[19]).toBeCloseTo(0.02, 9);
    sigmas.slice(1).forEach((sigma, i) => expect(sigma).toBeLessThan(sigmas[i]!));
  });

  it('asks once at the highest level when one call is allowed', () => {
    expect(create(3, 0.1, 1)[0]).toBeCloseTo(3, 12);
  });

  it.each([
    [1, 2, 5],
    [1, 0, 5],
    [1, 0.1, 0],
    [1, 0.1, 2.5],
  ])('refuses %d to %d in %d', (high, low, count) => {
    expect(() => create(high, low, count)).toThrow(/noise levels/);
  });
});

describe('the two lists', () => {
  it('have their defining middle values', () => {
    expect(geometricSigmas(100, 1, 3)[1]).toBeCloseTo(10, 9);
    expect(karrasSigmas(2 ** 7, 1, 3)[1]).toBeCloseTo(1.5 ** 7, 9);
  });
});
