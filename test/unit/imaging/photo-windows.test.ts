import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DamageMask, PhotoSamples } from '../../../src-shared/model/photo';
import { cloneImageTensor } from '../../../src-main/engine/tensor/image-tensor';
import {
  applyPhotoPatch,
  blendIntoPatch,
  copyPhotoPatch,
  readPhotoWindow,
  windowPasses,
  type WindowPlates,
} from '../../../src-main/imaging/photo-windows';
import { makeRandom, makeSamples, type PhotoKind } from '../../support/make-photos';

const kinds: PhotoKind[] = [
  { colourModel: 'grey' },
  { colourModel: 'grey', bitDepth: 16, hasAlpha: true },
  { colourModel: 'rgb' },
  { colourModel: 'rgb', bitDepth: 16 },
  { colourModel: 'rgb', hasAlpha: true },
  { colourModel: 'cmyk' },
  { colourModel: 'cmyk', bitDepth: 16, hasAlpha: true },
];
const region = { x: 5, y: 3, width: 11, height: 7 };

function makeMask(photo: PhotoSamples, value: (x: number, y: number) => number): DamageMask {
  const data = new Uint8Array(photo.width * photo.height);
  data.forEach((_, index) => {
    data[index] = value(index % photo.width, Math.floor(index / photo.width));
  });
  return { width: photo.width, height: photo.height, data };
}

describe('readPhotoWindow', () => {
  it('maps black to -1, white to 1, and RGB to three planes', () => {
    const data = Uint8Array.of(0, 128, 255, 10, 20, 30);
    const photo: PhotoSamples = { ...makeSamples(2, 1), data };
    const window = readPhotoWindow(photo, { x: 0, y: 0, width: 2, height: 1 });
    expect(window).toMatchObject({ channels: 3, height: 1, width: 2 });
    const expected = [0, 10, 128, 20, 255, 30].map((sample) => Math.fround((sample / 255) * 2 - 1));
    expect(Array.from(window.data)).toEqual(expected);
  });

  it('shows grey three times, and ink as the light that it leaves', () => {
    const grey: PhotoSamples = {
      ...makeSamples(1, 1, { colourModel: 'grey' }),
      data: Uint8Array.of(51),
    };
    const one = { x: 0, y: 0, width: 1, height: 1 };
    expect(Array.from(readPhotoWindow(grey, one).data)).toEqual(
      [-0.6, -0.6, -0.6].map(Math.fround),
    );
    const ink: PhotoSamples = {
      ...makeSamples(1, 1, { colourModel: 'cmyk' }),
      data: Uint8Array.of(0, 255, 51, 204),
    };
    expect(Array.from(readPhotoWindow(ink, one).data)).toEqual([1, -1, 0.6].map(Math.fround));
    expect(Array.from(readPhotoWindow(ink, one, 'black').data)).toEqual(
      [-0.6, -0.6, -0.6].map(Math.fround),
    );
    expect(windowPasses(ink)).toEqual(['colour', 'black']);
    expect(windowPasses(grey)).toEqual(['colour']);
  });

  it('refuses a region that reaches outside', () => {
    expect(() => readPhotoWindow(makeSamples(20, 20), { ...region, x: 15 })).toThrow(RangeError);
  });
});

describe('blendIntoPatch', () => {
  it.each(kinds)('returns every sample when the estimate is the photo itself, %o', (kind) => {
    const photo = makeSamples(30, 20, kind);
    const patch = copyPhotoPatch(photo, region);
    const before = patch.data.slice();
    for (const plates of windowPasses(photo)) {
      const window = readPhotoWindow(photo, region, plates);
      blendIntoPatch(
        photo,
        patch,
        window,
        makeMask(photo, () => 255),
        plates,
      );
    }
    expect(patch.data).toEqual(before);
  });

  it.each(kinds)('changes nothing outside the damage mask and never alpha, %o', (kind) => {
    const photo = makeSamples(30, 20, kind);
    const original = photo.data.slice();
    const random = makeRandom(7);
    const mask = makeMask(photo, (x, y) =>
      (x + y) % 3 === 0 ? 1 + Math.floor(random() * 255) : 0,
    );
    const patch = copyPhotoPatch(photo, region);
    for (const plates of windowPasses(photo)) {
      const estimate = readPhotoWindow(photo, region, plates);
      estimate.data.forEach((_, index) => (estimate.data[index] = random() * 4 - 2));
      blendIntoPatch(photo, patch, estimate, mask, plates);
    }
    applyPhotoPatch(photo, patch);
    const stride = photo.data.length / 600;
    let changed = 0;
    for (let index = 0; index < original.length; index += 1) {
      const isAlpha = photo.hasAlpha && index % stride === stride - 1;
      const pixel = Math.floor(index / stride);
      const isInside =
        Math.abs((pixel % 30) - 10) <= 5 && Math.abs(Math.floor(pixel / 30) - 6) <= 3;
      if (isAlpha || !isInside || mask.data[pixel] === 0)
        expect(photo.data[index]).toBe(original[index]);
      else if (photo.data[index] !== original[index]) changed += 1;
    }
    expect(changed).toBeGreaterThan(20);
  });

  it('blends by the mask and rounds, for any sample, estimate and damage', () => {
    const one = { x: 0, y: 0, width: 1, height: 1 };
    fc.assert(
      fc.property(
        fc.constantFrom<8 | 16>(8, 16),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -1.5, max: 1.5, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        (bitDepth, level, estimate, damage) => {
          const max = bitDepth === 16 ? 65535 : 255;
          const sample = Math.round(level * max);
          const kind = { colourModel: 'grey', bitDepth } as const;
          const data = bitDepth === 16 ? Uint16Array.of(sample) : Uint8Array.of(sample);
          const photo: PhotoSamples = { ...makeSamples(1, 1, kind), data };
          const window = readPhotoWindow(photo, one);
          window.data.fill(estimate);
          const patch = copyPhotoPatch(photo, one);
          blendIntoPatch(
            photo,
            patch,
            window,
            makeMask(photo, () => damage),
          );
          const wanted = ((Math.fround(estimate) + 1) / 2) * max;
          const blended = sample + ((wanted - sample) * damage) / 255;
          const clamped = Math.min(max, Math.max(0, blended));
          expect(Math.abs(patch.data[0]! - clamped)).toBeLessThanOrEqual(0.5 + 1e-6);
        },
      ),
    );
  });

  it('takes the mean of three unequal planes for grey', () => {
    const photo: PhotoSamples = {
      ...makeSamples(1, 1, { colourModel: 'grey' }),
      data: Uint8Array.of(0),
    };
    const one = { x: 0, y: 0, width: 1, height: 1 };
    const estimate = readPhotoWindow(photo, one);
    estimate.data.set([-1, 0, 1]);
    const patch = copyPhotoPatch(photo, one);
    blendIntoPatch(
      photo,
      patch,
      estimate,
      makeMask(photo, () => 255),
    );
    expect(patch.data[0]).toBe(128);
  });

  it('refuses a mask or an estimate of another size', () => {
    const photo = makeSamples(30, 20);
    const window = readPhotoWindow(photo, region);
    const mask = makeMask(makeSamples(40, 20), () => 255);
    const patch = copyPhotoPatch(photo, region);
    expect(() => blendIntoPatch(photo, patch, window, mask)).toThrow(RangeError);
    const small = { ...cloneImageTensor(window), width: region.width - 1 };
    expect(() =>
      blendIntoPatch(
        photo,
        patch,
        small,
        makeMask(photo, () => 255),
      ),
    ).toThrow(/Expected 3 x 7 x 11/);
  });
});

describe('applyPhotoPatch', () => {
  it.each(kinds)('is undone by what it returns, %o', (kind) => {
    const photo = makeSamples(30, 20, kind);
    const original = photo.data.slice();
    const plates: WindowPlates = 'colour';
    const patch = copyPhotoPatch(photo, region);
    const bright = readPhotoWindow(photo, region, plates);
    bright.data.fill(1);
    blendIntoPatch(
      photo,
      patch,
      bright,
      makeMask(photo, () => 255),
      plates,
    );
    const undo = applyPhotoPatch(photo, patch);
    expect(photo.data).not.toEqual(original);
    applyPhotoPatch(photo, undo);
    expect(photo.data).toEqual(original);
  });
});
