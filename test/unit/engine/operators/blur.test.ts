import { describe, expect, it } from 'vitest';
import type { Boundary } from '../../../../src-main/engine/operators/axis-map';
import { createBlurOperator, gaussianPsf } from '../../../../src-main/engine/operators/blur';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';
import { apply } from '../../../support/adjointness';
import { constantImage, largestDifference, randomImage } from '../../../support/random-image';

const shape = { channels: 2, height: 17, width: 23 };
const psf = gaussianPsf(1.3);
const halo = 4;

/** Centre of mass of the first plane. */
function centreOfMass({ data, height, width }: ReturnType<typeof createImageTensor>) {
  let [sum, x, y] = [0, 0, 0];
  for (let i = 0; i < height * width; i++) {
    sum += data[i]!;
    x += data[i]! * (i % width);
    y += data[i]! * Math.floor(i / width);
  }
  return { x: x / sum, y: y / sum };
}

describe('createBlurOperator', () => {
  it('keeps the brightness of an even picture with mirrored borders', () => {
    const operator = createBlurOperator(shape, psf, gaussianPsf(4), 'reflect');
    const grey = constantImage(shape, 0.37);
    expect(largestDifference(apply(operator, grey), grey)).toBeLessThan(1e-6);
  });

  it('darkens only what a zero border reaches', () => {
    const operator = createBlurOperator(shape, psf, psf, 'zero');
    const blurred = apply(operator, constantImage(shape, 1));
    expect(blurred.data[halo * shape.width + halo]).toBeCloseTo(1, 6);
    expect(blurred.data[0]).toBeLessThan(0.5);
  });

  it('moves nothing: a point stays where it was', () => {
    const operator = createBlurOperator(shape, psf, gaussianPsf(0.7), 'reflect');
    const point = createImageTensor(shape);
    point.data[7 * shape.width + 11] = 1;
    const centre = centreOfMass(apply(operator, point));
    expect(centre.x).toBeCloseTo(11, 5);
    expect(centre.y).toBeCloseTo(7, 5);
  });

  it('moves a point by the offset of a lopsided function', () => {
    const shift = { taps: [1], first: 2 };
    const operator = createBlurOperator(shape, shift, { taps: [1], first: 0 }, 'zero');
    const point = createImageTensor(shape);
    point.data[7 * shape.width + 11] = 1;
    expect(centreOfMass(apply(operator, point))).toEqual({ x: 11, y: 5 });
  });

  it('mirrors the border as d c b a | a b c d', () => {
    const row = createImageTensor(
      { channels: 1, height: 1, width: 4 },
      Float32Array.of(1, 2, 3, 4),
    );
    const shiftBy = (first: number) =>
      Array.from(
        apply(
          createBlurOperator(row, { taps: [1], first: 0 }, { taps: [1], first }, 'reflect'),
          row,
        ).data,
      );
    expect(shiftBy(-2)).toEqual([2, 1, 1, 2]);
    expect(shiftBy(2)).toEqual([3, 4, 4, 3]);
    expect(shiftBy(6)).toEqual([2, 1, 1, 2]);
  });

  it.each(['zero', 'reflect'] as Boundary[])(
    'gives a tile with its halo the same answer as the whole picture (%s)',
    (boundary) => {
      const whole = randomImage(shape, 1);
      const expected = apply(createBlurOperator(shape, psf, psf, boundary), whole);
      const tileShape = { channels: 2, height: 11, width: 13 };
      const [top, left] = [3, 6];
      const tile = createImageTensor(tileShape);
      const each = (visit: (inTile: number, inWhole: number, x: number, y: number) => void) => {
        for (let c = 0; c < 2; c++)
          for (let y = 0; y < 11; y++)
            for (let x = 0; x < 13; x++)
              visit((c * 11 + y) * 13 + x, (c * 17 + top + y) * 23 + left + x, x, y);
      };
      each((inTile, inWhole) => (tile.data[inTile] = whole.data[inWhole]!));
      const answer = apply(createBlurOperator(tileShape, psf, psf, boundary), tile);
      each((inTile, inWhole, x, y) => {
        if (x < halo || y < halo || x >= 13 - halo || y >= 11 - halo) return;
        expect(answer.data[inTile]).toBeCloseTo(expected.data[inWhole]!, 6);
      });
    },
  );

  it('refuses an empty point spread function', () => {
    const empty = { taps: [], first: 0 };
    expect(() => createBlurOperator(shape, empty, psf, 'zero')).toThrow(/one tap/);
  });
});

describe('gaussianPsf', () => {
  it('sums to one and has the asked spread', () => {
    const { taps, first } = gaussianPsf(2, 12);
    expect(taps.reduce((sum, tap) => sum + tap, 0)).toBeCloseTo(1, 12);
    const variance = taps.reduce((sum, tap, j) => sum + tap * (first + j) ** 2, 0);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 3);
  });

  it.each([0, -1, NaN])('refuses the width %d', (sigmaPx) => {
    expect(() => gaussianPsf(sigmaPx)).toThrow(/positive/);
  });
});
