import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  denormalise,
  measureNormalisation,
  normalise,
} from '../../../../src-main/engine/repair/normalisation';
import {
  createImageTensor,
  type ImageTensor,
} from '../../../../src-main/engine/tensor/image-tensor';

const intact = new Uint8Array(64);

/** 3 x 8 x 8: a checkerboard of the given amplitude around each channel's mean. */
function checkerboard(means: readonly number[], amplitude: number): ImageTensor {
  const image = createImageTensor({ channels: 3, height: 8, width: 8 });
  image.data.forEach((_, index) => {
    const sign = ((index % 8) + (Math.floor(index / 8) % 8)) % 2 === 0 ? 1 : -1;
    image.data[index] = means[Math.floor(index / 64)]! + sign * amplitude;
  });
  return image;
}

describe('measureNormalisation', () => {
  it('takes the cast and the flatness off a faded print', () => {
    const faded = checkerboard([0.5, 0.1, -0.2], 0.2);
    const { means, gain } = measureNormalisation(faded, intact);
    expect(gain).toBeCloseTo(2.5, 5);
    [0.5, 0.1, -0.2].forEach((mean, channel) => expect(means[channel]).toBeCloseTo(mean, 6));
    normalise(faded, { means, gain }, faded);
    checkerboard([0, 0, 0], 0.5).data.forEach((value, index) =>
      expect(faded.data[index]).toBeCloseTo(value, 5),
    );
  });

  it('does not look into the hole', () => {
    const image = checkerboard([0, 0, 0], 0.5);
    const hole = intact.map((_, index) => Number(index % 8 < 2));
    const damaged = createImageTensor(
      image,
      image.data.map((value, index) => (hole[index % 64] === 1 ? 99 : value)),
    );
    expect(measureNormalisation(damaged, hole)).toEqual(measureNormalisation(image, hole));
    expect(measureNormalisation(damaged, hole).gain).toBeCloseTo(1, 6);
  });

  it.each([
    ['a flat window', 0.01, 4],
    ['a window of one colour', 0, 4],
    ['black and white', 2, 0.5],
  ])('bounds the gain of %s', (_, amplitude, gain) => {
    expect(measureNormalisation(checkerboard([0.2, 0.2, 0.2], amplitude), intact).gain).toBe(gain);
  });

  it('leaves a window alone of which nothing is observed', () => {
    const nothing = measureNormalisation(
      checkerboard([0.5, 0, 0], 0.1),
      intact.map(() => 1),
    );
    expect(nothing).toEqual({ means: [0, 0, 0], gain: 1 });
  });
});

describe('denormalise', () => {
  it('undoes normalise', () => {
    const values = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), {
      minLength: 192,
      maxLength: 192,
    });
    fc.assert(
      fc.property(values, (list) => {
        const image = createImageTensor(
          { channels: 3, height: 8, width: 8 },
          Float32Array.from(list),
        );
        const normalisation = measureNormalisation(image, intact);
        const there = createImageTensor(image);
        normalise(image, normalisation, there);
        denormalise(there, normalisation, there);
        there.data.forEach((value, index) => {
          expect(Math.abs(value - image.data[index]!)).toBeLessThan(4e-7);
        });
      }),
    );
  });
});
