import { describe, expect, it } from 'vitest';
import { findDamage, searchDamage } from '../../../../src-main/engine/detection/find-damage';
import { createDice } from '../../../support/damage-drawing';
import type { Point } from '../../../support/damage-drawing-strokes';
import { sourceOfPicture, type LumaPicture } from '../../../support/drawn-picture';

const pause = () => Promise.resolve();
const page = { width: 480, height: 360 };
/** Marks that a person can look through and reject in a moment. */
const fewMarks = 8;

function blank(value: number, { width, height } = page): LumaPicture {
  return { width, height, luma: new Float32Array(width * height).fill(value) };
}

/** Dark lines 2 px wide, softened as a pen's are. */
function drawLines(picture: LumaPicture, lines: readonly (readonly Point[])[]): LumaPicture {
  const { width, height, luma } = picture;
  const darken = (x: number, y: number, value: number) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    luma[y * width + x] = Math.min(luma[y * width + x]!, value);
  };
  const dot = ({ x, y }: Point) => {
    for (let py = Math.floor(y) - 1; py <= Math.floor(y) + 2; py++) {
      for (let px = Math.floor(x) - 1; px <= Math.floor(x) + 2; px++) {
        darken(px, py, 0.1 + 0.85 * Math.max(0, Math.min(1, Math.hypot(px - x, py - y) - 0.6)));
      }
    }
  };
  for (const line of lines) {
    for (let i = 0; i + 1 < line.length; i++) {
      const [from, to] = [line[i]!, line[i + 1]!];
      const steps = Math.ceil(2 * Math.hypot(to.x - from.x, to.y - from.y)) + 1;
      for (let step = 0; step <= steps; step++) {
        const share = step / steps;
        dot({ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) });
      }
    }
  }
  return picture;
}

/** Grain of a scanner. */
function scanned(picture: LumaPicture, grain = 0.012): LumaPicture {
  const dice = createDice(8);
  picture.luma.forEach((value, i) => {
    const noise = 1.7 * grain * (dice() + dice() + dice() + dice() - 2);
    picture.luma[i] = Math.max(0, Math.min(1, value + noise));
  });
  return picture;
}

/** Rows of letters, each of two or three strokes. */
function textLines(fromX: number, fromY: number, toX: number, toY: number): Point[][] {
  const dice = createDice(11);
  const strokes: Point[][] = [];
  for (let y = fromY; y < toY; y += 22) {
    for (let x = fromX; x < toX; x += dice() < 0.18 ? 16 : 9) {
      strokes.push([
        { x, y },
        { x: x + 1, y: y + 10 },
      ]);
      const end = { x: x + 5, y: y + 10 * dice() };
      strokes.push([{ x, y: y + 10 * dice() }, end]);
      if (dice() < 0.5) strokes.push([end, { x: x + 4, y: y + 10 }]);
    }
  }
  return strokes;
}

/** Bent strokes all over the page. */
function drawing(): Point[][] {
  const dice = createDice(5);
  return Array.from({ length: 30 }, () => {
    const from = { x: page.width * dice(), y: page.height * dice() };
    const turn = 6.3 * dice();
    const bend = 0.06 * (dice() - 0.5);
    return Array.from({ length: 30 }, (_, i) => ({
      x: from.x + 4 * i * Math.cos(turn + bend * i),
      y: from.y + 4 * i * Math.sin(turn + bend * i),
    }));
  });
}

/** A window with a title, fields and text in it. */
function screenshot(): LumaPicture {
  const picture = blank(0.86);
  const fill = (x: number, y: number, width: number, height: number, value: number) => {
    for (let row = y; row < y + height; row++) {
      picture.luma.fill(value, row * page.width + x, row * page.width + x + width);
    }
  };
  fill(30, 24, 400, 300, 0.5);
  fill(31, 25, 398, 298, 1);
  fill(31, 25, 398, 22, 0.3);
  for (let field = 0; field < 6; field++) {
    fill(45 + 62 * field, 56, 50, 18, 0.55);
    fill(46 + 62 * field, 57, 48, 16, 0.95);
  }
  for (let y = 110; y < 310; y += 22) fill(40, y, 380, 1, 0.87);
  return drawLines(picture, textLines(50, 92, 410, 300));
}

function noise(amplitude: number): LumaPicture {
  const dice = createDice(3);
  const picture = blank(0.5);
  picture.luma.forEach((value, i) => (picture.luma[i] = value + amplitude * (dice() - 0.5)));
  return picture;
}

const inputs: readonly (readonly [name: string, make: () => LumaPicture])[] = [
  ['1 x 5000 pixels', () => noiseOf(1, 5000)],
  ['5000 x 1 pixels', () => noiseOf(5000, 1)],
  ['17 x 17 pixels', () => noiseOf(17, 17)],
  ['one pixel', () => noiseOf(1, 1)],
  ['all black', () => blank(0)],
  ['all white', () => blank(1)],
  ['pure noise', () => noise(1)],
  ['faint noise', () => noise(0.1)],
  ['a scanned text page', () => scanned(drawLines(blank(0.95), textLines(30, 30, 450, 330)))],
  ['a text page without grain', () => drawLines(blank(0.95), textLines(30, 30, 450, 330))],
  ['a screenshot', screenshot],
  ['a line drawing', () => drawLines(blank(1), drawing())],
  ['a scanned line drawing', () => scanned(drawLines(blank(0.95), drawing()))],
];

function noiseOf(width: number, height: number): LumaPicture {
  const dice = createDice(2);
  const luma = Float32Array.from({ length: width * height }, () => dice());
  return { width, height, luma };
}

describe('what is no damaged photograph', () => {
  it.each(inputs)('gets an answer and no page full of marks: %s', async (_, make) => {
    const search = await searchDamage(sourceOfPicture(make()), { pause });
    for (const sensitivity of [0.25, 1]) {
      const { marks, isImplausible } = await search!.propose(sensitivity, pause);
      const proposed = marks.filter(({ isProbablyPicture }) => !isProbablyPicture);
      if (isImplausible) expect(proposed).toEqual([]);
      else expect(proposed.length).toBeLessThanOrEqual(fewMarks);
    }
  });

  it('is said of a scanned drawing, which has many marks', async () => {
    const picture = scanned(drawLines(blank(0.95), drawing()));
    const found = await findDamage(sourceOfPicture(picture), { sensitivity: 0.25, pause });
    expect(found!.isImplausible).toBe(true);
  });

  it('is not said of a bright photograph with many dark specks', async () => {
    const picture = scanned(blank(0.9));
    const dice = createDice(9);
    const specks = Array.from({ length: 25 }, () => {
      const at = { x: 20 + 440 * dice(), y: 20 + 320 * dice() };
      return [at, { x: at.x + 1, y: at.y }];
    });
    drawLines(picture, specks);
    const found = await findDamage(sourceOfPicture(picture), { sensitivity: 0.5, pause });
    expect(found!.isImplausible).toBe(false);
  });
});
