import { expect, test } from 'vitest';
import { meanScore, scoreRepair } from '../../../../../src-main/cli/bench/inpainting/score';
import type { PhotoSamples } from '../../../../../src-shared/model/photo';

/** A grey picture in RGB, row by row. */
function greyPhoto(width: number, values: readonly number[]): PhotoSamples {
  const data = Uint8Array.from(values.flatMap((value) => [value, value, value]));
  const height = values.length / width;
  return { width, height, colourModel: 'rgb', hasAlpha: false, bitDepth: 8, data };
}

const maskOf = (width: number, values: readonly number[]) => ({
  width,
  height: values.length / width,
  data: Uint8Array.from(values),
});

const truth = greyPhoto(3, [10, 20, 30, 40, 90, 60, 70, 80, 90]);
const centre = maskOf(3, [0, 0, 0, 0, 255, 0, 0, 0, 0]);

test('PSNR counts masked pixels alone', () => {
  const result = greyPhoto(3, [200, 20, 30, 40, 80, 60, 70, 80, 0]);
  const { psnrDb } = scoreRepair(truth, result, centre);
  expect(psnrDb).toBeCloseTo(20 * Math.log10(255 / 10), 10);
});

test('PSNR averages the squares of all three channels', () => {
  const result = greyPhoto(3, [10, 20, 30, 40, 90, 60, 70, 80, 90]);
  result.data[4 * 3 + 1]! += 30;
  const { psnrDb } = scoreRepair(truth, result, centre);
  expect(psnrDb).toBeCloseTo(10 * Math.log10((255 * 255) / 300), 10);
});

test('texture is the ratio of mean absolute Laplacians', () => {
  // Truth: |20 + 40 + 60 + 80 - 4 * 90| = 160; result: |200 - 4 * 60| = 40.
  const result = greyPhoto(3, [10, 20, 30, 40, 60, 60, 70, 80, 90]);
  expect(scoreRepair(truth, result, centre).textureFraction).toBeCloseTo(40 / 160, 10);
});

test('at the border the neighbour inside counts twice', () => {
  const corner = maskOf(3, [255, 0, 0, 0, 0, 0, 0, 0, 0]);
  const result = greyPhoto(3, [0, 20, 30, 40, 90, 60, 70, 80, 90]);
  // Truth: |2 * 20 + 2 * 40 - 4 * 10| = 80; result: 120.
  expect(scoreRepair(truth, result, corner).textureFraction).toBeCloseTo(120 / 80, 10);
});

test('grey weighs green most', () => {
  const flat = greyPhoto(3, Array<number>(9).fill(100));
  const red = greyPhoto(3, Array<number>(9).fill(100));
  const green = greyPhoto(3, Array<number>(9).fill(100));
  flat.data.fill(200, 12, 15);
  red.data[12] = 200;
  green.data[13] = 200;
  expect(scoreRepair(flat, red, centre).textureFraction).toBeCloseTo(0.3, 2);
  expect(scoreRepair(flat, green, centre).textureFraction).toBeCloseTo(0.59, 2);
});

test('means are means of decibels and of ratios', () => {
  const scores = [
    { psnrDb: 20, textureFraction: 0.2 },
    { psnrDb: 30, textureFraction: 0.6 },
  ];
  expect(meanScore(scores)).toEqual({ psnrDb: 25, textureFraction: 0.4 });
  const withoutFigures = { psnrDb: Infinity, textureFraction: NaN };
  expect(meanScore([...scores, withoutFigures])).toEqual({ psnrDb: 25, textureFraction: 0.4 });
});
