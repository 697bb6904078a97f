import { describe, expect, it } from 'vitest';
import { createInpaintingOperator } from '../../../../src-main/engine/operators/inpainting';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';
import { apply } from '../../../support/adjointness';
import { constantImage, randomImage } from '../../../support/random-image';

const shape = { channels: 3, height: 1, width: 3 };
const observed = createImageTensor({ ...shape, channels: 1 }, Float32Array.of(1, 0.5, 0));

describe('createInpaintingOperator', () => {
  it('weighs all channels by the one mask', () => {
    const measured = apply(createInpaintingOperator(shape, observed), constantImage(shape, 0.8));
    const row = [0.8, 0.4, 0].map(Math.fround);
    expect(Array.from(measured.data)).toEqual([...row, ...row, ...row]);
  });

  it('takes a mask for each channel', () => {
    const masks = createImageTensor(shape, Float32Array.of(1, 1, 1, 0, 0, 0, 1, 0, 1));
    const measured = apply(createInpaintingOperator(shape, masks), constantImage(shape, 1));
    expect(measured.data).toEqual(masks.data);
  });

  it('keeps observed pixels to the bit', () => {
    const photo = randomImage(shape, 1);
    const restored = createImageTensor(shape);
    const operator = createInpaintingOperator(shape, constantImage({ ...shape, channels: 1 }, 1));
    operator.pseudoInverse!(apply(operator, photo), restored);
    expect(restored.data).toEqual(photo.data);
  });

  it('starts lost pixels at zero and corrects half-observed ones', () => {
    const operator = createInpaintingOperator(shape, observed);
    const start = createImageTensor(shape);
    operator.pseudoInverse!(apply(operator, constantImage(shape, 0.8)), start);
    expect(Array.from(start.data.subarray(0, 3))).toEqual([0.8, 0.8, 0].map(Math.fround));
  });

  it('leaves lost pixels to the prior in its prox', () => {
    const out = createImageTensor(shape);
    const z = constantImage(shape, -0.3);
    createInpaintingOperator(shape, observed).prox!(constantImage(shape, 0), z, 0.5, out);
    expect(out.data[2]).toBeCloseTo(-0.3, 6);
    expect(out.data[0]).toBeCloseTo((0.5 * -0.3) / 1.5, 6);
  });

  it.each([
    { channels: 2, height: 1, width: 3 },
    { channels: 1, height: 1, width: 4 },
    { channels: 1, height: 3, width: 1 },
  ])('refuses a mask of another shape: $channels x $height x $width', (other) => {
    expect(() => createInpaintingOperator(shape, createImageTensor(other))).toThrow(/1 or 3/);
  });

  it.each([-0.1, 1.1, NaN, 255])('refuses the weight %d', (weight) => {
    const wrong = constantImage({ ...shape, channels: 1 }, weight);
    expect(() => createInpaintingOperator(shape, wrong)).toThrow(/0 to 1/);
  });
});
