import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  parseAnnotation,
  rasteriseAnnotation,
} from '../../../../../src-main/cli/bench/detection/annotation';
import { pixelsAlong, pixelsInside } from '../../../../../src-main/cli/bench/detection/rasterise';

const size = { width: 10, height: 8 };
const places = (pixels: readonly number[]) =>
  pixels.map((pixel) => [pixel % 10, Math.floor(pixel / 10)]).sort();

test('a line covers the pixels whose middle is near it', () => {
  const pixels = pixelsAlong(
    [
      [2, 3.5],
      [6, 3.5],
    ],
    2.2,
    size,
  );
  expect(places(pixels)).toEqual(
    [2, 3, 4, 5]
      .flatMap((x) => [2, 3, 4].map((y) => [x, y]))
      .concat([
        [1, 3],
        [6, 3],
      ])
      .sort(),
  );
});

test('a point is a disc, and never nothing', () => {
  expect(places(pixelsAlong([[4.5, 4.5]], 2, size))).toEqual(
    [
      [4, 4],
      [3, 4],
      [5, 4],
      [4, 3],
      [4, 5],
    ].sort(),
  );
  expect(places(pixelsAlong([[4.1, 4.1]], 0.1, size))).toEqual([[4, 4]]);
  expect(places(pixelsAlong([[10, 8]], 0.5, size))).toEqual([[9, 7]]);
});

test('an area covers the pixels whose middle is inside, cut off at the photo', () => {
  const square = pixelsInside(
    [
      [1, 1],
      [4, 1],
      [4, 3],
      [1, 3],
    ],
    size,
  );
  expect(places(square)).toEqual([1, 2, 3].flatMap((x) => [1, 2].map((y) => [x, y])).sort());
  const outside = pixelsInside(
    [
      [-5, -5],
      [2, -5],
      [2, 2],
      [-5, 2],
    ],
    size,
  );
  expect(places(outside)).toEqual(
    [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ].sort(),
  );
});

test('unsure damage is ignored, all other damage is an object of its class', () => {
  const { objects, ignored } = rasteriseAnnotation({
    about: '',
    photo: 'a.png',
    sha256: '0'.repeat(64),
    ...size,
    damage: [
      {
        class: 'scratch',
        line: [
          [1, 1.5],
          [8, 1.5],
        ],
        widthPx: 1,
      },
      {
        class: 'tear',
        area: [
          [0, 4],
          [3, 4],
          [3, 8],
          [0, 8],
        ],
        isUnsure: true,
      },
    ],
  });
  expect(objects.map((object) => object.class)).toEqual(['scratch']);
  expect(ignored.reduce((sum, value) => sum + value, 0)).toBe(12);
});

test('every annotation in the repository can be read, lies inside its photo, and says whose it is', async () => {
  const folder = 'test/annotations';
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  expect(files.length).toBeGreaterThanOrEqual(2);
  for (const file of files) {
    const annotation = parseAnnotation(await readFile(`${folder}/${file}`, 'utf8'));
    expect(annotation.about).toContain('annotated by hand');
    for (const item of annotation.damage) {
      for (const [x, y] of 'line' in item ? item.line : item.area) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(annotation.width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(annotation.height);
      }
    }
    const { objects } = rasteriseAnnotation(annotation);
    expect(objects.length).toBeGreaterThan(40);
  }
});

test('what is no annotation is refused', () => {
  expect(() => parseAnnotation('{"photo": "a.png"}')).toThrow();
  expect(() => parseAnnotation('not json')).toThrow();
});
