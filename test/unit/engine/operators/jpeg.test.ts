import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createJpegOperator } from '../../../../src-main/engine/operators/jpeg';
import { jpegTables } from '../../../../src-main/engine/operators/jpeg-tables';
import {
  createImageTensor,
  type ImageTensor,
} from '../../../../src-main/engine/tensor/image-tensor';
import { dot, norm, squaredDistance, subtract } from '../../../../src-main/engine/tensor/ops';
import { apply } from '../../../support/adjointness';
import { constantImage, largestDifference, randomImage } from '../../../support/random-image';

const shape = { channels: 3, height: 21, width: 35 };

/** Soft stripes inside the range, on whole 8-bit levels; `tint` shifts them from channel to channel, 0 gives grey. */
function createPicture(tint = 1): ImageTensor {
  const picture = createImageTensor(shape);
  picture.data.forEach((_value, i) => {
    const [x, y] = [i % 35, Math.floor(i / 35) % 21];
    const shift = tint * Math.floor(i / (35 * 21));
    const value = 0.4 * Math.sin(x / 5 + shift) + 0.3 * Math.cos(y / 3 - shift);
    picture.data[i] = Math.round(value * 127.5 + 127.5) / 127.5 - 1;
  });
  return picture;
}

/** The picture through a real encoder and decoder. */
async function saveAndOpen({ data, width, height }: ImageTensor, quality: number) {
  const count = width * height;
  const bytes = Uint8Array.from({ length: 3 * count }, (_, i) =>
    Math.round((data[(i % 3) * count + Math.floor(i / 3)]! + 1) * 127.5),
  );
  const file = await sharp(bytes, { raw: { width, height, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer();
  const opened = await sharp(file).raw().toBuffer();
  const out = createImageTensor(shape);
  opened.forEach((byte, i) => {
    out.data[(i % 3) * count + Math.floor(i / 3)] = byte / 127.5 - 1;
  });
  return out;
}

const rms = (a: ImageTensor, b: ImageTensor) =>
  Math.sqrt(squaredDistance(a.data, b.data) / a.data.length);

describe('createJpegOperator', () => {
  // The real one rounds its pixels to whole levels, which is 0.29 levels rms for grey and more for mixed colours.
  it.each([
    { quality: 20, tint: 0, levels: 0.4 },
    { quality: 40, tint: 0, levels: 0.4 },
    { quality: 95, tint: 0, levels: 0.4 },
    { quality: 40, tint: 1, levels: 1.5 },
    { quality: 95, tint: 1, levels: 1 },
  ])('is $levels levels from a real encoder at quality $quality, tint $tint', async (given) => {
    const picture = createPicture(given.tint);
    const real = await saveAndOpen(picture, given.quality);
    const ours = apply(createJpegOperator(shape, given.quality, '4:4:4'), picture);
    expect(rms(ours, real) * 127.5).toBeLessThan(given.levels);
    expect(rms(ours, real)).toBeLessThan(0.8 * rms(picture, real));
  });

  it('loses more at lower quality and with halved colour', () => {
    const picture = createPicture();
    const loss = (quality: number, sampling: '4:4:4' | '4:2:0') =>
      rms(apply(createJpegOperator(shape, quality, sampling), picture), picture);
    expect(loss(20, '4:4:4')).toBeGreaterThan(loss(80, '4:4:4'));
    expect(loss(80, '4:2:0')).toBeGreaterThan(loss(80, '4:4:4'));
  });

  it('leaves an even grey picture nearly alone', () => {
    const grey = constantImage(shape, 0.3);
    expect(largestDifference(apply(createJpegOperator(shape, 90), grey), grey)).toBeLessThan(0.01);
  });

  it.each(['4:4:4', '4:2:0'] as const)(
    'has the derivative of everything but the rounding (%s)',
    (sampling) => {
      // At quality 100 all steps are one level, so that large differences show the slope.
      const operator = createJpegOperator(shape, 100, sampling);
      const picture = createPicture();
      const direction = randomImage(shape, 6);
      const moved = createImageTensor(shape);
      moved.data.forEach((_v, i) => (moved.data[i] = picture.data[i]! + direction.data[i]!));
      const change = apply(operator, moved);
      subtract(change.data, apply(operator, picture).data, change.data);
      const cotangent = randomImage(shape, 7);
      const gradient = createImageTensor(shape);
      operator.vjp(picture, cotangent, gradient);
      const typical = (norm(gradient.data) * norm(direction.data)) / Math.sqrt(change.data.length);
      const difference = dot(gradient.data, direction.data) - dot(change.data, cotangent.data);
      expect(Math.abs(difference)).toBeLessThan(0.02 * typical);
    },
  );

  it('is the same every time', () => {
    const operator = createJpegOperator(shape, 50);
    expect(apply(operator, createPicture()).data).toEqual(apply(operator, createPicture()).data);
  });

  it('refuses grey pictures and impossible qualities', () => {
    expect(() => createJpegOperator({ ...shape, channels: 1 }, 50)).toThrow(/3 channels/);
    for (const quality of [0, 101, NaN]) {
      expect(() => createJpegOperator(shape, quality)).toThrow(/1 to 100/);
    }
  });
});

describe('jpegTables', () => {
  it('are the standard ones at quality 50 and all ones at 100', () => {
    expect(jpegTables(50).luminance.slice(0, 3)).toEqual([16, 11, 10]);
    expect(jpegTables(50).luminance).toHaveLength(64);
    expect(jpegTables(50).chrominance).toHaveLength(64);
    expect(new Set(jpegTables(100).luminance)).toEqual(new Set([1]));
    expect(jpegTables(25).luminance[0]).toBe(32);
  });
});
