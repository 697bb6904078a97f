import { beforeEach, describe, expect, it } from 'vitest';
import { WholeMarkEraser } from '../../../../src-renderer/tools/whole-mark-eraser';
import { bar, sample, viewport } from './support';

describe('the eraser for whole marks', () => {
  let erased: (readonly string[])[];
  let touched: readonly string[];
  let eraser: WholeMarkEraser;

  beforeEach(() => {
    erased = [];
    touched = [];
    eraser = new WholeMarkEraser({
      scene: () => ({
        marks: [
          bar('hair', 100, 100, 300, 3),
          bar('crease', 100, 200, 300, 3),
          bar('far', 100, 600, 3, 3),
        ],
        viewport,
        pixelRatio: 1,
      }),
      sizePx: () => 30,
      touched: (ids) => {
        touched = ids;
      },
      erase: (ids) => erased.push(ids),
    });
  });

  it('takes what one touch covers a part of', () => {
    eraser.begin(sample(120, 114)).commit();
    expect(erased).toEqual([['hair']]);
  });

  it('takes all that it goes over at once, and says so beforehand', () => {
    const gesture = eraser.begin(sample(120, 60));
    expect(touched).toEqual([]);
    gesture.move([sample(120, 100), sample(120, 200)]);
    expect(touched).toEqual(['hair', 'crease']);
    expect(erased).toEqual([]);
    gesture.commit();
    expect(erased).toEqual([['hair', 'crease']]);
  });

  it('takes nothing beside marks, and nothing when it is given up', () => {
    eraser.begin(sample(120, 150)).commit();
    eraser.begin(sample(120, 100)).cancel();
    expect([erased, touched]).toEqual([[], []]);
  });
});
