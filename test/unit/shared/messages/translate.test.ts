import { describe, expect, it } from 'vitest';
import {
  languageFor,
  localeFor,
  makeFormats,
  makeTranslate,
  remainingText,
  roundDuration,
  toMillimetres,
} from '../../../../src-shared/messages';

const english = makeTranslate('en', 'en-GB');
const german = makeTranslate('de', 'de-DE');
const formats = makeFormats('en-GB', english);
const germanFormats = makeFormats('de-DE', german);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('translating', () => {
  it('fills parameters in and chooses the plural', () => {
    expect(english('repair.repairMarks', { count: 1 })).toBe('Repair 1 mark');
    expect(english('repair.repairMarks', { count: 12 })).toBe('Repair 12 marks');
    expect(german('repair.repairMarks', { count: 0 })).toBe('0 Schadstellen reparieren');
    expect(german('repair.repairMarks', { count: 1200 })).toBe('1.200 Schadstellen reparieren');
    expect(english('repair.iterationOf', { iteration: 12, iterations: 20 })).toBe(
      'Iteration 12 of 20',
    );
  });

  it('writes what looks like a pattern in a parameter as it is', () => {
    expect(english('window.title', { name: '{name} $1' })).toBe('{name} $1 – Heirloom');
  });

  it('follows the choice, then the system', () => {
    expect(languageFor('system', 'de-AT')).toBe('de');
    expect(languageFor('system', 'fr-FR')).toBe('en');
    expect(languageFor('en', 'de-AT')).toBe('en');
    expect(localeFor('de', 'de-AT')).toBe('de-AT');
    expect(localeFor('en', 'de-AT')).toBe('en');
  });
});

describe('estimated times', () => {
  it.each([
    [1_000, '5 s'],
    [38_000, '40 s'],
    [57_000, '55 s'],
    [58_000, '1 min'],
    [100_000, '1.5 min'],
    [9.8 * 60_000, '10 min'],
    [9 * 60_000, '9 min'],
    [34.4 * 60_000, '34 min'],
    [135 * 60_000, '2.5 h'],
  ])('says %d ms as %s', (ms, text) => {
    expect(plain(formats.duration(ms))).toBe(text);
  });

  it('never gets shorter when the time gets longer', () => {
    const inMs = { seconds: 1000, minutes: 60_000, hours: 3_600_000 };
    let last = 0;
    for (let ms = 0; ms < 5 * 3_600_000; ms += 700) {
      const { value, unit } = roundDuration(ms);
      expect(value * inMs[unit]).toBeGreaterThanOrEqual(last);
      last = value * inMs[unit];
    }
  });

  it('speaks them in words and measures to the second', () => {
    expect(formats.spokenDuration(25_000)).toBe('25 seconds');
    expect(germanFormats.spokenDuration(60_000)).toBe('1 Minute');
    expect(plain(formats.elapsed(38_200))).toBe('38 s');
    expect(plain(formats.elapsed(128_000))).toBe('2 min 8 s');
  });

  it('says what is not known, what is nearly over and what takes longer', () => {
    const time = { iteration: 12, remainingMs: 25_000, expectedMs: undefined, device: 'CPU' };
    const say = (changes: Partial<typeof time> | { expectedMs: number }) =>
      plain(remainingText({ ...time, ...changes }, english, formats));
    expect(say({})).toBe('About 25 s left on CPU');
    expect(say({ iteration: 3 })).toBe('Estimating…');
    expect(say({ remainingMs: 4_000 })).toBe('A few seconds left');
    expect(say({ expectedMs: 20_000 })).toBe('About 25 s left on CPU');
    expect(say({ expectedMs: 19_000 })).toBe('Taking longer than expected, about 25 s left');
  });
});

describe('numbers with units', () => {
  it('writes shares, sizes and lengths', () => {
    expect(plain(formats.percent(0.62))).toBe('62 %');
    expect(plain(formats.percent(0.021))).toBe('2.1 %');
    expect(plain(germanFormats.percent(0.021))).toBe('2,1 %');
    expect(plain(formats.percent(0.02))).toBe('2 %');
    expect(plain(formats.bytes(48_200_000))).toBe('48 MB');
    expect(plain(germanFormats.bytes(1_640_000_000))).toBe('1,6 GB');
    expect(plain(formats.bytes(12))).toBe('1 KB');
    expect(toMillimetres(24, 600)).toBeCloseTo(1.016);
    expect(plain(germanFormats.mm(0.13))).toBe('0,1 mm');
    expect(formats.px(24)).toBe('24\u00a0px');
  });

  it('writes times of day, with the day where it is another', () => {
    const then = new Date(2026, 10, 25, 14, 32);
    expect(formats.time(then)).toBe('14:32');
    expect(formats.dateTime(then, then)).toBe('14:32');
    expect(formats.dateTime(then, new Date(2026, 10, 27))).toContain('25 Nov');
    expect(germanFormats.significant(0.02134)).toBe('0,021');
  });
});
