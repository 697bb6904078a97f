import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromTrack,
  snapToStep,
  toTrack,
  valueForKey,
} from '../../../../src-renderer/components/shared/slider-scale';

const fine = { minimum: 0.01, maximum: 4, step: 0.01 };
const size = { minimum: 1, maximum: 2000, step: 1 };
const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });

describe('the scale of a slider', () => {
  it('has no binary noise in its steps', () => {
    expect(snapToStep(0.1 + 0.2, fine)).toBe(0.3);
    expect(snapToStep(9, fine)).toBe(4);
    expect(snapToStep(-1, size)).toBe(1);
  });

  it('finds every step again after a way over the track', () => {
    for (const range of [fine, size]) {
      const steps = Math.round((range.maximum - range.minimum) / range.step);
      fc.assert(
        fc.property(fc.integer({ min: 0, max: steps }), (step) => {
          const value = snapToStep(range.minimum + step * range.step, range);
          expect(fromTrack(toTrack(value, range), range)).toBe(value);
        }),
      );
    }
  });

  it('gives small brushes as much of the track as large ones', () => {
    expect(toTrack(45, size)).toBeCloseTo(0.5, 1);
    expect(toTrack(50, { minimum: 0, maximum: 100, step: 1 })).toBe(0.5);
  });

  it('moves one step by arrows, ten by Shift and Page, and to the ends', () => {
    expect(valueForKey(key('ArrowRight'), 24, size)).toBe(25);
    expect(valueForKey(key('ArrowDown', true), 24, size)).toBe(14);
    expect(valueForKey(key('PageUp'), 24, size)).toBe(34);
    expect(valueForKey(key('PageDown'), 5, size)).toBe(1);
    expect(valueForKey(key('Home'), 24, size)).toBe(1);
    expect(valueForKey(key('End'), 24, size)).toBe(2000);
    expect(valueForKey(key('a'), 24, size)).toBeUndefined();
  });
});
