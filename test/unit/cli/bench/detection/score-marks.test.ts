import { describe, expect, it, test } from 'vitest';
import { AveragePrecision } from '../../../../../src-main/cli/bench/detection/average-precision';
import { labelledObjects } from '../../../../../src-main/cli/bench/detection/drawn-set';
import type { LabelledPicture } from '../../../../../src-main/cli/bench/detection/labelled-picture';
import {
  addScore,
  dilate,
  emptyScore,
  sumShares,
} from '../../../../../src-main/cli/bench/detection/score-marks';
import type { Mark } from '../../../../../src-shared/model/mark';

const width = 40;
const height = 30;

/** A scratch of 20 pixels in row 5, a speck of 9, and a corner of which nothing is known. */
function labelled(): LabelledPicture {
  const scratch = Array.from({ length: 20 }, (_, i) => 5 * width + 10 + i);
  const speck = [20, 21, 22].flatMap((y) => [30, 31, 32].map((x) => y * width + x));
  const ignored = new Uint8Array(width * height);
  for (let y = 20; y < 30; y++) ignored.fill(1, y * width, y * width + 10);
  return {
    name: 'drawn',
    photo: {
      width,
      height,
      bitDepth: 8,
      colourModel: 'grey',
      hasAlpha: false,
      data: new Uint8Array(width * height),
    },
    objects: [
      { class: 'scratch', pixels: scratch },
      { class: 'dust', pixels: speck },
    ],
    ignored,
    tolerancePx: 0,
  };
}

function mark(
  rows: readonly (readonly [number, number, number])[],
  facts: Partial<Mark> = {},
): Mark {
  return {
    id: 'a',
    class: 'scratch',
    confidence: 0.9,
    polarity: 'brighter',
    bounds: { x: 0, y: 0, width: 1, height: 1 },
    pixelCount: rows.reduce((sum, [, from, to]) => sum + to - from, 0),
    lengthPx: 10,
    widthPx: 1,
    reasons: [],
    isProbablyPicture: false,
    runs: Int32Array.from(rows.flat()),
    ...facts,
  };
}

const score = (...marks: Mark[]) => {
  const result = emptyScore();
  addScore(result, labelled(), marks);
  return result;
};

describe('a score', () => {
  it('counts an object as found from half of its pixels on', () => {
    expect(score(mark([[5, 10, 19]])).objects.scratch).toEqual({ found: 0, total: 1 });
    expect(score(mark([[5, 10, 20]])).objects.scratch).toEqual({ found: 1, total: 1 });
    expect(score().objects.dust).toEqual({ found: 0, total: 1 });
    expect(sumShares(score(mark([[5, 10, 30]])).objects)).toEqual({ found: 1, total: 2 });
  });

  it('takes a mark for right whose skirt reaches two pixels beyond the damage, under its own class', () => {
    const skirted = mark(
      [3, 4, 5, 6, 7].map((y) => [y, 10, 30] as const),
      { class: 'crease' },
    );
    const { marks, maskedPixels, damagedPixels } = score(skirted);
    expect(marks.crease).toEqual({ found: 1, total: 1 });
    expect(marks.scratch).toEqual({ found: 0, total: 0 });
    expect(maskedPixels).toEqual({ found: 100, total: 100 });
    expect(damagedPixels).toEqual({ found: 20, total: 29 });
  });

  it('counts what lies elsewhere as wrong, and what lies where nothing is known not at all', () => {
    const wrong = mark([[14, 10, 30]]);
    const unknown = mark([[25, 0, 9]]);
    const { marks, maskedPixels } = score(wrong, unknown);
    expect(marks.scratch).toEqual({ found: 0, total: 1 });
    expect(maskedPixels).toEqual({ found: 0, total: 20 });
  });

  it('leaves out what rather belongs to the picture', () => {
    const { marks, objects } = score(mark([[5, 10, 30]], { isProbablyPicture: true }));
    expect(marks.scratch.total).toBe(0);
    expect(objects.scratch.found).toBe(0);
  });
});

describe('average precision', () => {
  const of = (...marks: Mark[]) => {
    const precision = new AveragePrecision();
    precision.add(labelled(), marks);
    return precision.value();
  };

  it('is the share of the damage that was found, where nothing else was', () => {
    expect(of(mark([[5, 10, 30]]))).toBeCloseTo(20 / 29, 6);
    expect(of()).toBe(0);
  });

  it('suffers from what is wrong and sure, hardly from what is wrong and doubtful', () => {
    const right = mark([[5, 10, 30]], { confidence: 0.7 });
    const wrong = (confidence: number) => mark([[12, 10, 30]], { confidence });
    expect(of(right, wrong(0.4))).toBeCloseTo(20 / 29, 6);
    expect(of(right, wrong(0.9))).toBeCloseTo(0.5 * (20 / 29), 6);
  });
});

test('labels of one class that touch are one object, crumbs are none', () => {
  const labels = new Uint8Array(width * height);
  for (let i = 0; i < 6; i++) labels[(2 + i) * width + 2 + i] = 2;
  labels.fill(1, 10 * width, 10 * width + 4);
  labels[20 * width + 20] = 1;
  labels[20 * width + 30] = 255;
  // The end of one row does not touch the beginning of the next.
  labels.fill(5, 15 * width + 37, 15 * width + 40);
  labels.fill(5, 16 * width, 16 * width + 3);
  const objects = labelledObjects(labels, width);
  expect(objects.map((object) => [object.class, object.pixels.length])).toEqual([
    ['scratch', 6],
    ['dust', 4],
    ['stain', 3],
    ['stain', 3],
  ]);
});

test('pixels are spread in a square, within their rows', () => {
  const values = new Uint8Array(width * height);
  values[3 * width] = 1;
  values[3 * width + 39] = 1;
  const spread = dilate(values, { width, height }, 2);
  const set = [...spread.entries()].filter(([, value]) => value === 1).map(([i]) => i % width);
  expect(set).toHaveLength(5 * 6);
  expect(new Set(set)).toEqual(new Set([0, 1, 2, 37, 38, 39]));
});
