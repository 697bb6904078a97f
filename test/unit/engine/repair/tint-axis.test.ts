import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  detectTintAxis,
  fitsTintAxis,
  fromLuma,
  projectToGrey,
  toLuma,
  type SingleTint,
} from '../../../../src-main/engine/repair/tint-axis';
import {
  createImageTensor,
  type ImageTensor,
} from '../../../../src-main/engine/tensor/image-tensor';

const size = 64;
const pixels = size * size;
const noHole = new Uint8Array(pixels);

type Colour = readonly [number, number, number];

/** 3 x 64 x 64, as an 8-bit file would hold it. */
function photoOf(colourAt: (index: number) => Colour): ImageTensor {
  const image = createImageTensor({ channels: 3, height: size, width: size });
  for (let index = 0; index < pixels; index++) {
    colourAt(index).forEach((value, channel) => {
      const level = Math.round((Math.max(-1, Math.min(1, value)) + 1) * 127.5);
      image.data[channel * pixels + index] = level / 127.5 - 1;
    });
  }
  return image;
}

/** A picture's tones: every luma from -0.9 to 0.8, in no order. */
function toneAt(index: number): number {
  return -0.9 + (1.7 * ((index * 1031) % pixels)) / pixels;
}

const grey = photoOf((index) => [toneAt(index), toneAt(index), toneAt(index)]);

/** Warm in the middle tones, neutral in black and white. */
function sepiaOf(tone: number): Colour {
  const warmth = 0.16 * (1 - tone * tone);
  return [tone + warmth, tone, tone - 1.6 * warmth];
}

const sepia = photoOf((index) => sepiaOf(toneAt(index)));

function expectTint(photo: ImageTensor): SingleTint {
  const axis = detectTintAxis(photo);
  if (axis.kind !== 'tint') throw new Error(`Expected a tint but found ${axis.kind}.`);
  return axis;
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((worst, value, index) => Math.max(worst, Math.abs(value - b[index]!)), 0);
}

describe('detectTintAxis', () => {
  it('knows a grey photo', () => {
    expect(detectTintAxis(grey)).toEqual({ kind: 'grey' });
  });

  it('takes a grey photo through JPEG for tinted, if with next to no tint', () => {
    const noisy = photoOf((index) => {
      const tone = toneAt(index);
      return [tone + (index % 3) * 0.004, tone, tone - (index % 2) * 0.004];
    });
    expect(detectTintAxis(noisy).kind).toBe('tint');
  });

  it.each([
    ['sepia', sepiaOf],
    ['selenium', (t: number): Colour => [t + 0.05 * (1 - t), t - 0.05 * (1 - t), t + 0.02]],
    ['cyan', (t: number): Colour => [t - 0.3 * (1 - t * t), t, t + 0.15 * (1 - t * t)]],
  ])('finds the tint of %s', (_, colourOf) => {
    const photo = photoOf((index) => colourOf(toneAt(index)));
    const axis = expectTint(photo);
    expect(fitsTintAxis(photo, noHole, axis)).toBe(true);
  });

  it.each([
    ['two colours of the same luma', (index: number) => (index % 2 === 0 ? 0.12 : -0.12)],
    ['muted colours', (index: number) => 0.06 * Math.sin(index / 7)],
    ['one red flower on grey', (index: number) => (index < 0.04 * pixels ? 0.5 : 0)],
    ['a few coloured flowers on sepia', (index: number) => (index < 0.08 * pixels ? 0.5 : 0)],
  ])('calls %s colour', (name, shiftAt) => {
    const base = name.includes('sepia') ? sepia : grey;
    const photo = photoOf((index) => [
      base.data[index]! + shiftAt(index),
      base.data[pixels + index]! - 0.4 * shiftAt(index),
      base.data[2 * pixels + index]! - 0.4 * shiftAt(index),
    ]);
    expect(detectTintAxis(photo)).toEqual({ kind: 'colour' });
  });
});

describe('fitsTintAxis', () => {
  it('refuses a window with hand-coloured cheeks, unless they lie in the hole', () => {
    const axis = expectTint(sepia);
    const isCheek = (index: number) => index % size < 8 && index < 20 * size;
    const coloured = photoOf((index) => {
      const [red, green, blue] = sepiaOf(toneAt(index));
      return isCheek(index) ? [red + 0.3, green, blue + 0.1] : [red, green, blue];
    });
    expect(fitsTintAxis(coloured, noHole, axis)).toBe(false);
    const hole = noHole.map((_, index) => Number(isCheek(index)));
    expect(fitsTintAxis(coloured, hole, axis)).toBe(true);
  });

  it('refuses a grey window with one coloured pixel', () => {
    const stained = createImageTensor(grey, grey.data.slice());
    stained.data[pixels + 100]! += 2 / 255;
    expect(fitsTintAxis(stained, noHole, { kind: 'grey' })).toBe(false);
    expect(fitsTintAxis(grey, noHole, { kind: 'grey' })).toBe(true);
  });
});

describe('toLuma and fromLuma', () => {
  const luma = createImageTensor({ channels: 1, height: size, width: size });

  it('give back a grey window bit for bit', () => {
    const back = createImageTensor(grey);
    toLuma(grey, { kind: 'grey' }, luma);
    fromLuma(luma, { kind: 'grey' }, back);
    expect(Buffer.compare(Buffer.from(back.data.buffer), Buffer.from(grey.data.buffer))).toBe(0);
  });

  it('give back a toned window within rounding', () => {
    const back = createImageTensor(sepia);
    const axis = expectTint(sepia);
    toLuma(sepia, axis, luma);
    fromLuma(luma, axis, back);
    expect(largestDifference(back.data, sepia.data)).toBeLessThan(2 / 127.5);
  });

  it('gives tones between those of the photo a colour between theirs', () => {
    const blackAndWhite = photoOf((index) => sepiaOf(index % 2 === 0 ? -0.5 : 0.5));
    const axis = expectTint(blackAndWhite);
    const middle = createImageTensor(
      { channels: 1, height: 1, width: 3 },
      Float32Array.of(-1, 0, 1),
    );
    const out = createImageTensor({ channels: 3, height: 1, width: 3 });
    fromLuma(middle, axis, out);
    // Red and blue stay as far from green as they are at +-0.5.
    const [, green] = sepiaOf(0.5);
    expect(green).toBe(0.5);
    [0, 1, 2].forEach((index) => {
      expect(out.data[index]! - out.data[3 + index]!).toBeCloseTo(0.12, 1);
      expect(out.data[3 + index]! - out.data[6 + index]!).toBeCloseTo(0.192, 1);
    });
  });

  it('keeps the luma of whatever it colours', () => {
    const axis = expectTint(sepia);
    fc.assert(
      fc.property(fc.float({ min: -1, max: 1, noNaN: true }), (value) => {
        const plane = createImageTensor(
          { channels: 1, height: 1, width: 1 },
          Float32Array.of(value),
        );
        const colour = createImageTensor({ channels: 3, height: 1, width: 1 });
        fromLuma(plane, axis, colour);
        toLuma(colour, axis, plane);
        expect(plane.data[0]).toBeCloseTo(value, 5);
      }),
    );
  });
});

describe('projectToGrey', () => {
  it('leaves three equal channels with the mean', () => {
    const image = createImageTensor(
      { channels: 3, height: 1, width: 2 },
      Float32Array.of(0.3, -1, 0.6, 0, 0, 0.1),
    );
    projectToGrey(image);
    [0.3, -0.3, 0.3, -0.3, 0.3, -0.3].forEach((value, index) =>
      expect(image.data[index]).toBeCloseTo(value, 6),
    );
    expect(image.data[0]).toBe(image.data[2]);
    expect(image.data[0]).toBe(image.data[4]);
  });
});
