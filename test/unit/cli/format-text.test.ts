import { describe, expect, it } from 'vitest';
import {
  formatByteLength,
  formatClock,
  formatCount,
  formatDuration,
  formatQuantity,
  formatShare,
  withoutControls,
} from '../../../src-main/cli/format-text';

describe('numbers in words', () => {
  it.each([
    [formatCount(12_960_000), '12,960,000'],
    [formatQuantity(1, 'place'), '1 place'],
    [formatQuantity(0, 'place'), '0 places'],
    [formatShare(0), '0.00 %'],
    [formatShare(0.000_01), 'less than 0.01 %'],
    [formatShare(0.0049), '0.49 %'],
    [formatShare(0.0123), '1.2 %'],
    [formatShare(1), '100 %'],
    [formatClock(-5), '0:00'],
    [formatClock(59_600), '1:00'],
    [formatClock(3_753_000), '1:02:33'],
    [formatDuration(820), '0.8 s'],
    [formatDuration(9_960), '10 s'],
    [formatDuration(185_000), '3 min 5 s'],
    [formatDuration(7_860_000), '2 h 11 min'],
    [formatByteLength(812), '812 bytes'],
    [formatByteLength(48_200), '48 kB'],
    [formatByteLength(999_600), '1.0 MB'],
    [formatByteLength(26_815_166), '27 MB'],
    [formatByteLength(1_900_000_000), '1.9 GB'],
  ])('%s is %s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

describe('withoutControls', () => {
  it('shows an escape sequence in a name instead of obeying it', () => {
    expect(withoutControls('a\u001b[2Jb\nc')).toBe('a?[2Jb?c');
  });
});
