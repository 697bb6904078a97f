import { describe, expect, it } from 'vitest';
import { peerMethods } from '../../../../../src-main/cli/bench/inpainting/peer-methods';
import type { PhotoSamples } from '../../../../../src-shared/model/photo';
import { createGaussianPrior } from '../../../../support/gaussian-prior';

const side = 32;
/** Observed pixels are this much darker or brighter than their mean: their standard deviation, in steps of 8 bits. */
const deviation = 25.5;
const mean = 110.5;

const isHole = (pixel: number) =>
  Math.abs((pixel % side) - 16) < 3 && Math.abs(Math.floor(pixel / side) - 16) < 3;

function createDamaged() {
  const data = Uint8Array.from({ length: 3 * side * side }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return mean + (pixel % 2 === 0 ? deviation : -deviation);
  });
  const damaged: PhotoSamples = {
    width: side,
    height: side,
    colourModel: 'rgb',
    hasAlpha: false,
    bitDepth: 8,
    data,
  };
  const mask = Uint8Array.from({ length: side * side }, (_, pixel) => (isHole(pixel) ? 255 : 0));
  return { damaged, damageMask: { width: side, height: side, data: mask } };
}

describe.each(
  peerMethods(3, { min: 0.01, max: 5 }).map((method) => [method.name, method] as const),
)('a hole that %s fills', (_name, method) => {
  it.each([
    ['a highlight', 215],
    ['a shadow', 12],
  ])('may be %s, four deviations from the mean of the picture', async (_what, value) => {
    // One standard deviation of the observed pixels is 0.5 for the prior.
    const expected = (0.5 * (value - mean)) / deviation;
    expect(Math.abs(expected)).toBeGreaterThan(1.8);
    const prior = createGaussianPrior({ mean: expected, variance: 1e-8 });
    const given = createDamaged();
    const { data } = await method.repair(given, prior, { aborted: false });
    given.damageMask.data.forEach((masked, pixel) => {
      if (masked !== 0) expect(Math.abs(data[3 * pixel]! - value)).toBeLessThanOrEqual(1);
    });
  });
});
