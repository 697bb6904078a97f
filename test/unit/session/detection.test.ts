import { describe, expect, it } from 'vitest';
import {
  createLumaSource,
  findPhotoDamage,
  tracePhotoLine,
} from '../../../src-main/session/detection';
import type { PhotoSamples } from '../../../src-shared/model/photo';
import { softPicture } from '../../support/drawn-picture';

const pixelOf = (
  colourModel: PhotoSamples['colourModel'],
  samples: readonly number[],
  { hasAlpha = false, bitDepth = 8 }: Partial<Pick<PhotoSamples, 'hasAlpha' | 'bitDepth'>> = {},
): number => {
  const data = bitDepth === 8 ? Uint8Array.from(samples) : Uint16Array.from(samples);
  const photo = { width: 1, height: 1, colourModel, hasAlpha, bitDepth, data };
  return createLumaSource(photo).readLuma({ x: 0, y: 0, width: 1, height: 1 })[0]!;
};

describe('the luma of a photo', () => {
  it.each([
    ['grey', [51], {}, 0.2],
    ['grey', [13_107], { bitDepth: 16 }, 0.2],
    ['rgb', [255, 0, 0], {}, 0.299],
    ['rgb', [0, 65_535, 0], { bitDepth: 16 }, 0.587],
    ['rgb', [0, 0, 0, 0], { hasAlpha: true }, 1],
    ['rgb', [0, 0, 0, 255], { hasAlpha: true }, 0],
    ['grey', [0, 51], { hasAlpha: true }, 0.8],
    ['cmyk', [0, 0, 0, 0], {}, 1],
    ['cmyk', [0, 0, 0, 204], {}, 0.2],
    ['cmyk', [255, 255, 255, 0], {}, 0],
  ] as const)('of %s %j %o is %f', (colourModel, samples, depth, expected) => {
    expect(pixelOf(colourModel, samples, depth)).toBeCloseTo(expected, 4);
  });

  it('is read from the place that is asked for', () => {
    const photo: PhotoSamples = {
      width: 4,
      height: 3,
      colourModel: 'grey',
      hasAlpha: false,
      bitDepth: 8,
      data: Uint8Array.from({ length: 12 }, (_, i) => i * 20),
    };
    const luma = createLumaSource(photo).readLuma({ x: 1, y: 1, width: 2, height: 2 });
    expect([...luma].map((value) => Math.round(value * 255))).toEqual([100, 120, 180, 200]);
  });
});

/** A colour photo with a bright upright scratch at x = 150. */
function scratchedPhoto(bitDepth: 8 | 16): PhotoSamples {
  const { width, height, luma } = softPicture(300, 240, 4);
  const white = bitDepth === 8 ? 255 : 65_535;
  const samples = Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3);
    const isScratched = Math.abs((pixel % width) - 150) <= 1 && pixel > 30 * width;
    return white * (isScratched ? 0.95 : luma[pixel]!);
  });
  const data = bitDepth === 8 ? Uint8Array.from(samples) : Uint16Array.from(samples);
  return { width, height, colourModel: 'rgb', hasAlpha: false, bitDepth, data };
}

describe('detection in photos', () => {
  it.each([8, 16] as const)('finds the scratch of a photo of %i bits', async (bitDepth) => {
    const found = await findPhotoDamage(scratchedPhoto(bitDepth), {
      sensitivity: 0.75,
      pause: () => Promise.resolve(),
    });
    const longest = found!.marks.find((mark) => mark.lengthPx > 150)!;
    expect(longest.polarity).toBe('brighter');
    expect(longest.bounds.x).toBeGreaterThan(143);
    expect(longest.bounds.x + longest.bounds.width).toBeLessThan(158);
  });

  it('traces it from a point beside it, and says where there is none', async () => {
    const photo = scratchedPhoto(8);
    const options = { reachPx: 10, followsFaint: false, pause: () => Promise.resolve() };
    const line = (await tracePhotoLine(photo, { x: 155, y: 120 }, options))!;
    expect(line.polarity).toBe('brighter');
    expect(Math.abs(line.points[0]! - 150)).toBeLessThan(3);
    expect(await tracePhotoLine(photo, { x: 60, y: 120 }, options)).toBeNull();
  });
});
