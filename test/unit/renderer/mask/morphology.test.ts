import { describe, expect, it } from 'vitest';
import {
  clearMask,
  growPainted,
  growRuns,
  invertPainted,
} from '../../../../src-renderer/mask/morphology';
import { editMask } from '../../../../src-renderer/mask/mask-write';
import { countRuns } from '../../../../src-renderer/mask/runs';
import { stampSegment } from '../../../../src-renderer/mask/stroke-raster';
import { area, makeMask, runsOf } from './support';

function painted(x: number, y: number, radiusPx: number) {
  const mask = makeMask();
  editMask(mask, () => void stampSegment(mask, 'paint', { x, y, radiusPx }, { x, y, radiusPx }, 1));
  return mask;
}

describe('growing and shrinking', () => {
  it('changes the radius of a disc by the number of pixels, over the edges of tiles', () => {
    const mask = painted(512, 512, 40);
    editMask(mask, () => growPainted(mask, 12));
    expect(Math.sqrt(area(mask.tiles('painted')) / Math.PI)).toBeCloseTo(52, -0.3);
    expect(mask.tiles('painted').size).toBe(4);
    editMask(mask, () => growPainted(mask, -12));
    expect(Math.sqrt(area(mask.tiles('painted')) / Math.PI)).toBeCloseTo(40, -0.3);
  });

  it('reaches into tiles that were empty', () => {
    const mask = painted(505, 100, 4);
    expect(mask.tiles('painted').size).toBe(1);
    editMask(mask, () => growPainted(mask, 10));
    expect(mask.tiles('painted').size).toBe(2);
  });

  it('neither passes the edge of the photo nor eats from it', () => {
    const mask = makeMask();
    editMask(mask, () => invertPainted(mask));
    editMask(mask, () => growPainted(mask, -5));
    expect(area(mask.tiles('painted'))).toBe(900 * 700);
    expect(editMask(mask, () => growPainted(mask, 5))).toBeUndefined();
  });

  it('shrinks small things to nothing', () => {
    const mask = painted(100, 100, 3);
    editMask(mask, () => growPainted(mask, -5));
    expect(mask.tiles('painted').size).toBe(0);
  });

  it('grows the pixels of a mark', () => {
    const grown = growRuns(runsOf(['##', '##'], 100, 100), 1, { width: 900, height: 700 });
    expect(grown).toEqual(runsOf(['####', '####', '####', '####'], 99, 99));
    expect(countRuns(growRuns(grown, -2, { width: 900, height: 700 }))).toBe(0);
  });
});

describe('the whole mask', () => {
  it('is as it was when it is inverted twice', () => {
    const mask = painted(512, 512, 40);
    const before = area(mask.tiles('painted'));
    editMask(mask, () => invertPainted(mask));
    expect(area(mask.tiles('painted'))).toBeCloseTo(900 * 700 - before, 3);
    editMask(mask, () => invertPainted(mask));
    expect(area(mask.tiles('painted'))).toBeCloseTo(before, 3);
  });

  it('is cleared in one step that can be taken back', () => {
    const mask = painted(512, 512, 40);
    const before = area(mask.tiles('painted'));
    const delta = editMask(mask, () => clearMask(mask))!;
    expect(mask.tiles('painted').size).toBe(0);
    mask.apply(delta, 'undo');
    expect(area(mask.tiles('painted'))).toBe(before);
  });
});
