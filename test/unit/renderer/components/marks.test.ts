import { describe, expect, it } from 'vitest';
import { makeFormats, makeTranslate } from '../../../../src-shared/messages';
import type { Mark, MarkState } from '../../../../src-shared/model/mark';
import {
  buildRows,
  countClasses,
  dustKey,
  markIdsOf,
  pictureKey,
  rowIndexOf,
  type MarkEntry,
} from '../../../../src-renderer/components/inspector/marks/mark-rows';
import {
  certaintyOf,
  leastCertain,
  placeOf,
  sizeRangeText,
  sizeText,
  spokenName,
} from '../../../../src-renderer/components/inspector/marks/mark-text';

const t = makeTranslate('en', 'en');
const words = { t, formats: makeFormats('en', t) };
const photo = { width: 900, height: 900, pixelsPerInch: 254 };

function entry(id: string, changes: Partial<Mark> = {}, state: MarkState = 'proposed'): MarkEntry {
  const mark: Mark = {
    id,
    class: 'scratch',
    confidence: 0.95,
    polarity: 'brighter',
    bounds: { x: 10, y: 20, width: 140, height: 4 },
    pixelCount: 300,
    lengthPx: 140,
    widthPx: 1,
    reasons: ['thinBrightLine'],
    isProbablyPicture: false,
    runs: new Int32Array(),
    ...changes,
  };
  return { mark, state };
}

const dust = (id: string, lengthPx = 4) =>
  entry(id, { class: 'dust', lengthPx, widthPx: lengthPx });
const picture = entry('line', { isProbablyPicture: true }, 'unticked');
const entries = [entry('a'), dust('d1', 2), entry('b', { class: 'tear' }), dust('d2', 6), picture];
const none = new Set<string>();
const keysOf = (rows: ReturnType<typeof buildRows>) => rows.map(({ key }) => key);

describe('the rows of the list of marks', () => {
  it('fold dust where its first speck stands, and parts of the picture at the end', () => {
    expect(keysOf(buildRows(entries, none, none))).toEqual(['a', dustKey, 'b', pictureKey]);
    expect(keysOf(buildRows(entries, none, new Set([dustKey, pictureKey])))).toEqual([
      'a',
      dustKey,
      'd1',
      'd2',
      'b',
      pictureKey,
      'line',
    ]);
  });

  it('leave a single speck as it is', () => {
    expect(keysOf(buildRows([dust('d1')], none, none))).toEqual(['d1']);
  });

  it('leave hidden kinds out', () => {
    expect(keysOf(buildRows(entries, new Set(['dust', 'scratch']), none))).toEqual(['b']);
  });

  it('stand for their marks when they are selected', () => {
    const rows = buildRows(entries, none, none);
    expect(markIdsOf(rows, new Set(['a', dustKey]))).toEqual(['a', 'd1', 'd2']);
    const open = buildRows(entries, none, new Set([dustKey]));
    expect(markIdsOf(open, new Set([dustKey, 'd2']))).toEqual(['d2']);
  });

  it('are found by mark, also within a folded group', () => {
    const rows = buildRows(entries, none, none);
    expect(rowIndexOf(rows, 'd2')).toBe(1);
    expect(rowIndexOf(rows, 'b')).toBe(2);
    expect(rowIndexOf(rows, 'gone')).toBe(-1);
  });

  it('count kinds without what is probably part of the picture', () => {
    expect(Object.fromEntries(countClasses(entries))).toEqual({ scratch: 1, dust: 2, tear: 1 });
  });

  it.each(['accepted', 'repaired'] as const)(
    'take what was probably part of the picture, and is %s, for damage',
    (state) => {
      const known = [...entries, entry('branch', { isProbablyPicture: true }, state)];
      expect(keysOf(buildRows(known, none, none))).toEqual([
        'a',
        dustKey,
        'b',
        'branch',
        pictureKey,
      ]);
      expect(countClasses(known).get('scratch')).toBe(2);
    },
  );
});

describe('the words for a mark', () => {
  it('tell the size of lines and spots, in pixels without a resolution', () => {
    const plain = (text: string) => text.replaceAll('\u00a0', ' ');
    const { mark } = entry('a');
    expect(plain(sizeText(mark, photo, words))).toBe('14 × 0.1 mm');
    expect(plain(sizeText(mark, { ...photo, pixelsPerInch: undefined }, words))).toBe('140 × 1 px');
    expect(plain(sizeText(dust('d', 6).mark, photo, words))).toBe('0.6 mm');
    expect(plain(sizeRangeText([dust('d1', 2), dust('d2', 6)], photo, words))).toBe('0.2–0.6 mm');
    expect(plain(sizeRangeText([dust('d1'), dust('d2')], photo, words))).toBe('0.4 mm');
  });

  it('tell certainty in three words, the doubtful one for a group', () => {
    expect([0.9, 0.89, 0.7, 0.69].map((confidence) => certaintyOf({ confidence }))).toEqual([
      'sure',
      'likely',
      'likely',
      'unsure',
    ]);
    expect(leastCertain([entry('a'), entry('b', { confidence: 0.5 })])).toBe('unsure');
  });

  it('tell the place to a ninth of the photo', () => {
    const at = (x: number, y: number) =>
      placeOf(entry('a', { bounds: { x, y, width: 2, height: 2 } }).mark, photo);
    expect([at(0, 0), at(450, 450), at(898, 898), at(0, 450), at(450, 898)]).toEqual([
      'upperLeft',
      'centre',
      'lowerRight',
      'left',
      'bottom',
    ]);
  });

  it('are all in the spoken name of a row', () => {
    expect(spokenName(entry('a', {}, 'accepted'), photo, words)).toBe(
      'Scratch, Sure, 14 millimetres, upper left, accepted',
    );
  });
});
