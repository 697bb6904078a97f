import { describe, expect, it } from 'vitest';
import { parseNumber, readNumber } from '../../../../src-renderer/components/shared/parse-number';
import { makeFormats, makeTranslate } from '../../../../src-shared/messages';

describe('reading a typed number', () => {
  it.each([
    ['0,5', 0.5],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['24 px', 24],
    ['62 %', 62],
    ['1 200', 1200],
    ['1\u00a0200', 1200],
    ['1.200,5', 1200.5],
    ['1,200.5', 1200.5],
    ['1.200.000', 1_200_000],
    ['-3', -3],
    ['4294967295', 4_294_967_295],
  ])('takes %j as %d', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', 'px', '-', 'seven'])('takes %j as no number', (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });

  it.each(['en', 'de'] as const)('takes a whole number as it is written here: %s', (language) => {
    const formats = makeFormats(language, makeTranslate(language, language));
    const range = { minimum: 1, maximum: 2_000_000, step: 1 };
    for (const number of [999, 1000, 1200, 1500, 12_345, 1_234_567]) {
      expect(readNumber(formats.number(number), 5, range).value).toBe(number);
    }
    expect(readNumber('1.5', 5, range).value).toBe(2);
    expect(readNumber('1,200', 5, { minimum: 0, maximum: 9, step: 0.001 }).value).toBe(1.2);
  });

  it('says what it did with a value that cannot be', () => {
    const range = { minimum: 1, maximum: 2000, step: 1 };
    expect(readNumber('24', 5, range)).toEqual({ value: 24, problem: undefined });
    expect(readNumber('0', 5, range)).toEqual({ value: 1, problem: 'tooSmall' });
    expect(readNumber('9999', 5, range)).toEqual({ value: 2000, problem: 'tooLarge' });
    expect(readNumber('much', 5, range)).toEqual({ value: 5, problem: 'notANumber' });
    expect(readNumber('3,7', 5, range).value).toBe(4);
  });
});
