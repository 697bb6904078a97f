import { describe, expect, it } from 'vitest';
import { mergeMarks, newMarks } from '../../../../src-renderer/actions/merge-marks';
import type { Mark } from '../../../../src-shared/model/mark';
import { bar } from '../tools/support';

const at = (id: string, x: number, width = 40): Mark => bar(id, x, 100, width, 4).mark;
const idsOf = (marks: readonly Mark[]) => marks.map(({ id }) => id);
const decided =
  (...ids: string[]) =>
  (id: string) =>
    ids.includes(id);

describe('the detector’s new answer', () => {
  it('gives marks at the same place the ids they had, whatever the detector calls them', () => {
    const earlier = [at('a', 100), at('b', 200)];
    // Seen finer, a little shorter, and in another order.
    const found = [at('b', 102, 36), at('x', 300), at('a', 198, 44)];
    expect(idsOf(mergeMarks(earlier, decided(), found))).toEqual(['a', 'x', 'b']);
  });

  it('leaves out what is not found again, but for what was decided on', () => {
    const earlier = [at('a', 100), at('b', 200), at('c', 300)];
    expect(idsOf(mergeMarks(earlier, decided('c'), [at('b', 200)]))).toEqual(['b', 'c']);
  });

  it('gives no id twice where one mark has become two', () => {
    const halves = [at('x', 100, 19), at('y', 121, 60)];
    expect(idsOf(mergeMarks([at('a', 100, 80)], decided('a'), halves))).toEqual(['x', 'a']);
  });

  it('does not keep a mark beside the larger one that it has become part of', () => {
    const merged = mergeMarks([at('a', 100), at('b', 140)], decided('a', 'b'), [at('x', 100, 80)]);
    expect(idsOf(merged)).toHaveLength(1);
  });

  it('never takes an id that another mark has', () => {
    const merged = mergeMarks([at('a', 100)], decided('a'), [at('a', 300)]);
    expect(idsOf(merged)).toEqual(['a-2', 'a']);
    expect(idsOf(newMarks([at('a', 100)], [at('b', 101), at('a', 300)]))).toEqual(['a-2']);
  });
});
