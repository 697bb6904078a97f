import { describe, expect, it } from 'vitest';
import { growToSkirt } from '../../../../src-main/engine/detection/skirt';
import { storedWhite } from '../../../../src-main/engine/detection/luma-pyramid';
import { createDice } from '../../../support/damage-drawing';
import { drawStroke } from '../../../support/damage-drawing-strokes';
import { softPicture } from '../../../support/drawn-picture';

const width = 300;
const height = 200;

/** A soft scratch over a picture; its middle row is the core that is grown. */
function growScratch(value: number, softnessPx: number) {
  const picture = softPicture(width, height, 5);
  const clean = picture.luma.slice();
  const path = Array.from({ length: 50 }, (_, i) => ({ x: 30 + 5 * i, y: 100 }));
  drawStroke({ ...picture, owner: new Uint16Array(width * height) }, path, {
    value,
    alpha: 0.8,
    number: 1,
    softnessPx,
    widthPx: 3,
    gaps: 0,
    dice: createDice(2),
  });
  const data = Uint16Array.from(picture.luma, (luma) => luma * storedWhite);
  const core = Array.from({ length: 240 }, (_, i) => 100 * width + 32 + i);
  const grown = growToSkirt({
    level: { scale: 1, width, height, data },
    core,
    bodyPx: 1,
    reachPx: 6,
    isDark: value < 0.5,
  });
  const changed = clean.map((luma, i) => Math.abs(luma - picture.luma[i]!));
  return { grown, changed };
}

describe('growing a mark to its skirt', () => {
  it.each([
    [0.95, 0.5],
    [0.95, 2],
    [0.03, 0.5],
    [0.03, 2],
  ])('leaves no halo of a scratch of luma %f whose rim is %f px soft', (value, softnessPx) => {
    const { grown, changed } = growScratch(value, softnessPx);
    const halo = changed.filter((change, i) => change > 0.03 && !grown.has(i));
    expect(halo.length).toBeLessThan(6);
  });

  it('takes little of what is intact', () => {
    const { grown, changed } = growScratch(0.95, 0.5);
    const damaged = changed.filter((change) => change > 0.01).length;
    expect(grown.size).toBeLessThan(1.9 * damaged);
  });

  it('stays with its core where grain is all there is', () => {
    const { luma } = softPicture(width, height, 5);
    const data = Uint16Array.from(luma, (value) => value * storedWhite);
    const level = { scale: 1, width, height, data };
    const grown = growToSkirt({
      level,
      core: [100 * width + 150],
      bodyPx: 0,
      reachPx: 5,
      isDark: false,
    });
    expect(grown.size).toBeLessThan(40);
  });
});
