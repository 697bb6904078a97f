import { describe, expect, it } from 'vitest';
import { splitName } from '../../../../src-renderer/components/shared/split-name';

describe('a name that may be cut', () => {
  it.each([
    'short.jpg',
    'grandmother and her sisters at the lake, summer 1923 (2).jpeg',
    '👩‍👩‍👧‍👦👨‍🌾🇩🇪👩‍👩‍👧‍👦👨‍🌾🇩🇪👩‍👩‍👧‍👦👨‍🌾🇩🇪👩‍👩‍👧‍👦👨‍🌾🇩🇪👩‍👩‍👧‍👦👨‍🌾🇩🇪👩‍👩‍👧‍👦👨‍🌾🇩🇪👩‍👩‍👧‍👦👨‍🌾🇩🇪👩‍👩‍👧‍👦👨‍🌾🇩🇪👩‍👩‍👧‍👦.png',
    `${'e\u0301'.repeat(40)}.tif`,
    'صورة جدتي في الحديقة مع أخواتها سنة ١٩٢٣.jpg',
  ])('%s stays whole when both pieces are read', (name) => {
    const { start, end } = splitName(name);
    expect(start + end).toBe(name);
    const count = (text: string) => Array.from(new Intl.Segmenter().segment(text)).length;
    expect(count(start) + count(end)).toBe(count(name));
    expect(end === '' || end.endsWith(name.slice(-4))).toBe(true);
  });

  it('keeps its ending, and short names in one piece', () => {
    expect(splitName('short.jpg')).toEqual({ start: 'short.jpg', end: '' });
    expect(splitName('x'.repeat(200) + '_restored.jpeg').end).toBe('estored.jpeg');
  });
});
