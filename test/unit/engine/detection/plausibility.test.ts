import { describe, expect, it } from 'vitest';
import type { FoundMark } from '../../../../src-main/engine/detection/found-mark';
import type { LumaLevel } from '../../../../src-main/engine/detection/luma-pyramid';
import { keepPlausible } from '../../../../src-main/engine/detection/plausibility';

const photo = { width: 100, height: 100 } as LumaLevel;
const mark = (id: string, confidence: number, pixelCount: number, isProbablyPicture = false) =>
  ({ id, confidence, pixelCount, isProbablyPicture }) as FoundMark;
const idsOf = (marks: readonly FoundMark[] | undefined) => marks?.map(({ id }) => id);

describe('keepPlausible', () => {
  it('keeps all while they mask at most three twentieths of the photo', () => {
    const marks = [mark('a', 0.5, 1000), mark('b', 0.4, 500), mark('c', 0.1, 9000, true)];
    expect(idsOf(keepPlausible(marks, photo))).toEqual(['a', 'b', 'c']);
  });

  it('keeps the surest where much is surely damaged', () => {
    const marks = [
      mark('a', 0.95, 1200),
      mark('b', 0.9, 400),
      mark('picture', 0.6, 9000, true),
      mark('c', 0.5, 300),
    ];
    expect(idsOf(keepPlausible(marks, photo))).toEqual(['a', 'picture', 'c']);
  });

  it('believes nothing where little of what is masked is sure', () => {
    const marks = [mark('a', 0.95, 100), mark('b', 0.55, 900), mark('c', 0.5, 900)];
    expect(keepPlausible(marks, photo)).toBeUndefined();
  });
});
