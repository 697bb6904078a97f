import { describe, expect, it } from 'vitest';
import type { Mark, MarkState } from '../../../../src-shared/model/mark';
import { isPin, markLine } from '../../../../src-renderer/viewer/mark-style';

const mark = (isProbablyPicture = false): Mark => ({
  id: 'm',
  class: 'dust',
  confidence: 0.8,
  polarity: 'brighter',
  bounds: { x: 0, y: 0, width: 16, height: 10 },
  pixelCount: 100,
  lengthPx: 16,
  widthPx: 10,
  reasons: [],
  isProbablyPicture,
  runs: new Int32Array([0, 0, 16]),
});
const look = { isCurrent: false, isSelected: false, showsRepaired: false };
const lineOf = (state: MarkState, isProbablyPicture = false) =>
  markLine({ mark: mark(isProbablyPicture), state }, look);

describe('the outline of a mark', () => {
  it('is drawn for exactly what a repair would take', () => {
    expect(lineOf('proposed')).toBe('dashed');
    expect(lineOf('accepted')).toBe('solid');
    expect(lineOf('accepted', true)).toBe('solid');
    expect(lineOf('proposed', true)).toBeUndefined();
    expect(lineOf('unticked')).toBeUndefined();
    expect(lineOf('rejected')).toBeUndefined();
    expect(lineOf('repaired')).toBeUndefined();
  });

  it('is dotted for anything else that is asked for', () => {
    const current = { ...look, isCurrent: true };
    expect(markLine({ mark: mark(true), state: 'proposed' }, current)).toBe('dotted');
    expect(markLine({ mark: mark(), state: 'unticked' }, current)).toBe('dotted');
    expect(markLine({ mark: mark(), state: 'repaired' }, { ...look, showsRepaired: true })).toBe(
      'dotted',
    );
  });

  it('gives way to a pin below 8 CSS pixels', () => {
    const shown = { mark: mark(), state: 'proposed' } as const;
    expect(isPin(shown, 0.5, 1)).toBe(false);
    expect(isPin(shown, 0.49, 1)).toBe(true);
    expect(isPin(shown, 0.5, 2)).toBe(true);
  });
});
