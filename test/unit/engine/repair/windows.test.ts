import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutHole, type DamageField } from '../../../../src-main/engine/repair/damage-field';
import { planWindows, type RepairWindow } from '../../../../src-main/engine/repair/windows';
import {
  defaultWindowOptions,
  type WindowOptions,
} from '../../../../src-main/engine/repair/window-geometry';
import {
  containsRegion,
  growRegion,
  intersectRegions,
  regionArea,
} from '../../../../src-main/engine/tensor/region';
import { damageFields, emptyField, paintField, paintStroke } from './paint-damage';

function totalArea(windows: readonly RepairWindow[]): number {
  return windows.reduce((sum, { region }) => sum + regionArea(region), 0);
}

function photoOf({ width, height }: DamageField) {
  return { x: 0, y: 0, width, height };
}

const optionSets: WindowOptions[] = [
  defaultWindowOptions,
  { sizeMultiple: 16, contextPx: 16, maxSidePx: 64, blendPx: 8 },
  { sizeMultiple: 8, contextPx: 5, maxSidePx: 41, blendPx: 0 },
];

describe.each(optionSets)('planWindows with $maxSidePx px windows', (options) => {
  const fields = damageFields(330);

  it('makes every damaged pixel the target of exactly one window', () => {
    fc.assert(
      fc.property(fields, (field) => {
        const owners = new Uint8Array(field.data.length);
        const windows = planWindows(field, options);
        for (const { targets } of windows) {
          for (const { x, y, width, height } of targets) {
            for (let row = y; row < y + height; row++) {
              for (let column = x; column < x + width; column++) {
                owners[row * field.width + column]!++;
              }
            }
          }
        }
        expect(owners.some((count) => count > 1)).toBe(false);
        expect(field.data.some((value, index) => value !== 0 && owners[index] === 0)).toBe(false);
        const damaged = field.data.reduce((sum, value) => sum + Math.min(1, value), 0);
        expect(windows.reduce((sum, window) => sum + window.targetPixelCount, 0)).toBe(damaged);
      }),
      { numRuns: 60 },
    );
  });

  it('gives each target its context as far as the photo goes', () => {
    fc.assert(
      fc.property(fields, (field) => {
        for (const { region, targets } of planWindows(field, options)) {
          for (const target of targets) {
            const wanted = intersectRegions(growRegion(target, options.contextPx), photoOf(field))!;
            expect(containsRegion(region, wanted)).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('cuts sides in multiples, within the limit, and leaves the photo only where it is too small', () => {
    fc.assert(
      fc.property(fields, (field) => {
        for (const { region } of planWindows(field, options)) {
          expect(region.width % options.sizeMultiple).toBe(0);
          expect(region.height % options.sizeMultiple).toBe(0);
          expect(Math.max(region.width, region.height)).toBeLessThanOrEqual(options.maxSidePx);
          expect(region.x).toBeGreaterThanOrEqual(0);
          expect(region.y).toBeGreaterThanOrEqual(0);
          if (region.x + region.width > field.width) expect(region.x).toBe(0);
          if (region.y + region.height > field.height) expect(region.y).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('counts the hole, sorts from top to bottom and repeats itself', () => {
    fc.assert(
      fc.property(fields, (field) => {
        const windows = planWindows(field, options);
        for (const { region, holePixelCount } of windows) {
          expect(holePixelCount).toBe(cutHole(field, region).filter(Boolean).length);
        }
        const tops = windows.map(({ region }) => region.y);
        expect(tops).toEqual([...tops].sort((a, b) => a - b));
        expect(planWindows(field, options)).toEqual(windows);
      }),
      { numRuns: 30 },
    );
  });
});

describe('planWindows', () => {
  it('has nothing to do for a photo without damage', () => {
    expect(planWindows(emptyField(100, 100))).toEqual([]);
  });

  it('gives a speck one small window and tells its radius', () => {
    const field = paintField(1000, 800, [{ x: 500, y: 400, toX: 500, toY: 400, radius: 3 }]);
    const [window, ...others] = planWindows(field);
    expect(others).toEqual([]);
    expect(window).toMatchObject({
      region: { width: 112, height: 112 },
      targets: [{ x: 497, y: 397, width: 7, height: 7 }],
      holePixelCount: 29,
      targetPixelCount: 29,
      neighbourTargets: [],
    });
    // From the centre the nearest observed pixel is 3 across and 1 down.
    expect(window!.widestRadiusPx).toBeCloseTo(Math.sqrt(10), 6);
  });

  it('joins specks that are near and keeps those apart that are not', () => {
    const field = emptyField(1000, 200);
    for (const x of [100, 140, 600]) {
      paintStroke(field, { x, y: 100, toX: x, toY: 100, radius: 2 });
    }
    const windows = planWindows(field);
    expect(windows.map(({ targetPixelCount }) => targetPixelCount)).toEqual([26, 13]);
  });

  it('keeps a blob of window size whole, also across the grid of its cells', () => {
    const field = paintField(900, 900, [{ x: 413, y: 390, toX: 413, toY: 390, radius: 120 }]);
    expect(planWindows(field)).toHaveLength(1);
  });

  it('pays for the length of a scratch, not for the rectangle around it', () => {
    const angle = fc.double({ min: 0, max: Math.PI / 2, noNaN: true });
    const lengths = fc.integer({ min: 300, max: 2400 });
    fc.assert(
      fc.property(angle, lengths, fc.integer({ min: 1, max: 3 }), (a, length, radius) => {
        const [toX, toY] = [100 + length * Math.cos(a), 100 + length * Math.sin(a)];
        const field = paintField(2600, 2600, [{ x: 100, y: 100, toX, toY, radius }]);
        // At 45 degrees the best chain of windows (192 px for 96 px of damage each way) costs 271 px a pixel of length.
        expect(totalArea(planWindows(field))).toBeLessThan(340 * length + 240 * 240);
      }),
      { numRuns: 25 },
    );
  });

  it('never pays more than one window a speck', () => {
    const place = fc.record({ x: fc.nat(1999), y: fc.nat(1499) });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 80 }), (places) => {
        const strokes = places.map(({ x, y }) => ({ x, y, toX: x, toY: y, radius: 2 }));
        const windows = planWindows(paintField(2000, 1500, strokes));
        expect(totalArea(windows)).toBeLessThanOrEqual(places.length * 112 * 112);
      }),
      { numRuns: 25 },
    );
  });

  it('says Infinity where a window sees no observed pixel', () => {
    const field = emptyField(700, 700);
    field.data.fill(255);
    const windows = planWindows(field);
    expect(windows.every(({ widestRadiusPx }) => widestRadiusPx === Infinity)).toBe(true);
  });

  it.each([
    [{ maxSidePx: 96 }, 'no room for 48 px of context'],
    [{ maxSidePx: 96 }, 'so nothing was repaired; allow larger tiles'],
    [{ blendPx: 60 }, 'blended over 60 px'],
    [{ sizeMultiple: 0 }, 'steps of 0 px'],
    [{ contextPx: 4.5 }, '4.5 px of context'],
  ])('refuses %o', (options, message) => {
    expect(() => planWindows(emptyField(10, 10), options)).toThrow(message);
  });
});
