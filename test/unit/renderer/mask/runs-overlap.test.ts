import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endsOfRuns } from '../../../../src-renderer/mask/mark-ends';
import { countRuns } from '../../../../src-renderer/mask/runs';
import { countCommonPixels, uniteRuns } from '../../../../src-renderer/mask/runs-overlap';
import { runsOf } from './support';

const letters = fc.array(
  fc.array(fc.constantFrom('#', '.'), { minLength: 8, maxLength: 8 }).map((row) => row.join('')),
  { minLength: 5, maxLength: 5 },
);
const combine = (a: readonly string[], b: readonly string[], isSet: (set: number) => boolean) =>
  a.map((row, y) =>
    Array.from(row)
      .map((c, x) => (isSet(Number(c === '#') + Number(b[y]![x] === '#')) ? '#' : '.'))
      .join(''),
  );

describe('two shapes', () => {
  it('have the pixels in common that are set in both', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const common = countRuns(runsOf(combine(a, b, (set) => set === 2)));
        expect(countCommonPixels(runsOf(a, 3, 5), runsOf(b, 3, 5))).toBe(common);
      }),
    );
  });

  it('are united into the pixels of both, each row in as few runs as possible', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        expect(uniteRuns(runsOf(a), runsOf(b))).toEqual(runsOf(combine(a, b, (set) => set > 0)));
      }),
    );
  });
});

describe('the ends of a line', () => {
  it('lie in its middle, whichever way it goes', () => {
    const diagonal = runsOf(Array.from({ length: 20 }, (_, y) => `${'.'.repeat(y)}###`));
    const { first, last } = endsOfRuns(diagonal, 2);
    const ends = [first, last].sort((a, b) => a.y - b.y);
    expect(Math.hypot(ends[0]!.x - 1.5, ends[0]!.y - 0.5)).toBeLessThan(1.5);
    expect(Math.hypot(ends[1]!.x - 20.5, ends[1]!.y - 19.5)).toBeLessThan(1.5);
  });

  it('are those of one long run', () => {
    const { first, last } = endsOfRuns(runsOf(['#'.repeat(40)], 10, 7), 1);
    expect([first.y, last.y]).toEqual([7.5, 7.5]);
    expect(Math.abs(last.x - first.x)).toBeGreaterThan(36);
  });
});
