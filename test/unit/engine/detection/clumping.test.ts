import { describe, expect, it } from 'vitest';
import {
  measureClumping,
  measureGround,
  type Ground,
  type Speck,
} from '../../../../src-main/engine/detection/clumping';
import { storedWhite } from '../../../../src-main/engine/detection/luma-pyramid';
import { createDice } from '../../../support/damage-drawing';

const speck = (x: number, y: number, isDark = false, probability = 0.9): Speck => ({
  x,
  y,
  isDark,
  probability,
});

/** A photo of one brightness and roughness, but for its lower third. */
function groundOf(upper: [number, number], lower: [number, number]): Ground {
  const of = (index: 0 | 1) =>
    Float64Array.from({ length: 64 }, (_, part) => (part < 40 ? upper : lower)[index]);
  return { luma: of(0), roughness: of(1) };
}

const even = groundOf([0.5, 0.01], [0.5, 0.01]);
const dice = createDice(5);
const anywhere = Array.from({ length: 300 }, () => speck(dice(), dice()));
const below = anywhere.map(({ x, y, ...rest }) => ({ ...rest, x, y: 0.65 + 0.35 * y }));

describe('the clumping of specks', () => {
  it('is nothing for dust, which falls anywhere, however little or much of it there is', () => {
    for (const count of [0, 1, 3, 10, 40, 120, 300]) {
      expect(measureClumping(anywhere.slice(0, count), even).bright).toBeLessThan(0.5);
    }
  });

  it('is strong where many keep to a part of the photo, and slight where a few do', () => {
    const pebbles = measureClumping(below, even).bright;
    expect(pebbles).toBeGreaterThan(2);
    expect(measureClumping(below.slice(0, 12), even).bright).toBeLessThan(0.4);
    const dark = below.map((each) => ({ ...each, isDark: true }));
    expect(measureClumping(dark, even)).toEqual({ bright: 0, dark: pebbles });
  });

  it('asks only of parts in which a speck would be seen as well', () => {
    const whiteAbove = groundOf([0.9, 0.01], [0.4, 0.01]);
    expect(measureClumping(below, whiteAbove).bright).toBeLessThan(0.5);
    const dark = below.map((each) => ({ ...each, isDark: true }));
    expect(measureClumping(dark, whiteAbove).dark).toBeGreaterThan(2);
    const roughAbove = groundOf([0.5, 0.08], [0.5, 0.01]);
    expect(measureClumping(below, roughAbove).bright).toBeLessThan(0.5);
    const smoothAbove = groundOf([0.5, 0.002], [0.5, 0.01]);
    expect(measureClumping(below, smoothAbove).bright).toBeGreaterThan(2);
  });

  it('counts what is probable alone', () => {
    const doubtful = below.map((each) => ({ ...each, probability: 0.2 }));
    expect(measureClumping(doubtful, even)).toEqual({ bright: 0, dark: 0 });
  });
});

it('the ground is measured part by part', () => {
  const [width, height] = [160, 80];
  const data = Uint16Array.from({ length: width * height }, (_, i) => {
    const isLeft = i % width < 80;
    return Math.round(storedWhite * (isLeft ? 0.25 : 0.5 + 0.2 * (i % 2)));
  });
  const { luma, roughness } = measureGround({ scale: 1, width, height, data });
  expect(luma[0]).toBeCloseTo(0.25, 3);
  expect(luma[63]).toBeCloseTo(0.6, 1);
  expect(roughness[8]).toBeCloseTo(0, 5);
  expect(roughness[15]).toBeCloseTo(0.1, 2);
});
