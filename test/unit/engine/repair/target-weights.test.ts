import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DamageField } from '../../../../src-main/engine/repair/damage-field';
import { targetWeights } from '../../../../src-main/engine/repair/target-weights';
import { planWindows } from '../../../../src-main/engine/repair/windows';
import { damageFields, paintField } from './paint-damage';

const small = { sizeMultiple: 16, contextPx: 16, maxSidePx: 64, blendPx: 8 };

/** Sum over all windows of the weights at each pixel of the photo. */
function sumWeights(field: DamageField): Float32Array {
  const sum = new Float32Array(field.data.length);
  for (const window of planWindows(field, small)) {
    const { x, y, width } = window.region;
    targetWeights(window).forEach((weight, index) => {
      const column = x + (index % width);
      const row = y + Math.floor(index / width);
      if (column < field.width && row < field.height) sum[row * field.width + column]! += weight;
    });
  }
  return sum;
}

describe('targetWeights', () => {
  it('shares every damaged pixel out exactly', () => {
    fc.assert(
      fc.property(damageFields(220), (field) => {
        const sum = sumWeights(field);
        const wrong = sum.findIndex(
          (value, index) => field.data[index] !== 0 && Math.abs(value - 1) > 1e-6,
        );
        expect(wrong).toBe(-1);
      }),
      { numRuns: 60 },
    );
  });

  it('hands over at a cut without a step', () => {
    const field = paintField(400, 100, [{ x: 20, y: 50, toX: 380, toY: 50, radius: 2 }]);
    const windows = planWindows(field, small);
    expect(windows.length).toBeGreaterThan(5);
    for (const window of windows) {
      const { region } = window;
      const row = 50 - region.y;
      const line = targetWeights(window).subarray(row * region.width, (row + 1) * region.width);
      const steps = line.slice(1).map((weight, index) => Math.abs(weight - line[index]!));
      // Where the scratch itself ends the weight may fall at once; nothing damaged lies beyond.
      const inside = steps.filter(
        (_, index) => field.data[50 * field.width + region.x + index + 1] !== 0,
      );
      expect(Math.max(...inside)).toBeLessThan(0.12);
      expect(line[0]).toBe(0);
      expect(line.at(-1)).toBe(0);
    }
  });

  it('gives both windows half at the cut itself', () => {
    const field = paintField(160, 100, [{ x: 40, y: 50, toX: 119, toY: 50, radius: 2 }]);
    const windows = planWindows(field, small);
    const cut = windows[0]!.targets[0]!.x + windows[0]!.targets[0]!.width;
    for (const window of windows.slice(0, 2)) {
      const { region } = window;
      const weights = targetWeights(window);
      const index = (50 - region.y) * region.width + cut - region.x;
      expect((weights[index - 1]! + weights[index]!) / 2).toBeCloseTo(0.5, 3);
    }
  });
});
