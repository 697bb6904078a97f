import { describe, expect, it } from 'vitest';
import { traceLine } from '../../../../src-main/engine/detection/trace-line';
import { createDice } from '../../../support/damage-drawing';
import { drawStroke, type Point } from '../../../support/damage-drawing-strokes';
import { softPicture, sourceOfPicture } from '../../../support/drawn-picture';

const width = 700;
const height = 500;
const pause = () => Promise.resolve();
const options = { reachPx: 12, followsFaint: false, pause };

interface DrawnLine {
  readonly path: readonly Point[];
  readonly value: number;
  readonly alpha: number;
  readonly widthPx?: number;
}

function pictureWith(lines: readonly DrawnLine[]) {
  const picture = softPicture(width, height, 3);
  const canvas = { ...picture, owner: new Uint16Array(width * height) };
  for (const { path, value, alpha, widthPx = 2 } of lines) {
    const ink = { value, alpha, widthPx, number: 1, softnessPx: 0.6, gaps: 0 };
    drawStroke(canvas, path, { ...ink, dice: createDice(1) });
  }
  return sourceOfPicture(picture);
}

/** A slightly bent way between two points. */
function bentPath(from: Point, to: Point, bulgePx: number): Point[] {
  return Array.from({ length: 101 }, (_, i) => {
    const share = i / 100;
    return {
      x: from.x + share * (to.x - from.x),
      y: from.y + share * (to.y - from.y) + bulgePx * Math.sin(Math.PI * share),
    };
  });
}

const left = { x: 90, y: 130 };
const right = { x: 610, y: 330 };

function expectEnds(points: readonly number[], a: Point, b: Point): void {
  const ends = [
    { x: points[0]!, y: points[1]! },
    { x: points.at(-2)!, y: points.at(-1)! },
  ].sort((first, second) => first.x - second.x);
  expect(Math.hypot(ends[0]!.x - a.x, ends[0]!.y - a.y)).toBeLessThan(12);
  expect(Math.hypot(ends[1]!.x - b.x, ends[1]!.y - b.y)).toBeLessThan(12);
}

describe('traceLine', () => {
  it.each([
    ['brighter', 0.95],
    ['darker', 0.05],
  ] as const)('follows a thin line that is %s to both its ends', async (polarity, value) => {
    const path = bentPath(left, right, 25);
    const traced = (await traceLine(
      pictureWith([{ path, value, alpha: 0.4 }]),
      path[40]!,
      options,
    ))!;
    expect(traced.polarity).toBe(polarity);
    expectEnds(traced.points, left, right);
    expect(traced.widthPx).toBeLessThanOrEqual(4);
    for (let i = 0; i < traced.points.length; i += 2) {
      const nearest = path.map(({ x, y }) =>
        Math.hypot(x - traced.points[i]!, y - traced.points[i + 1]!),
      );
      expect(Math.min(...nearest)).toBeLessThan(5);
    }
  });

  it('crosses a gap of 30 pixels', async () => {
    const path = bentPath(left, right, 10);
    const lines = [path.slice(0, 45), path.slice(51)].map((part) => ({
      path: part,
      value: 0.95,
      alpha: 0.5,
    }));
    expectEnds((await traceLine(pictureWith(lines), path[20]!, options))!.points, left, right);
  });

  it('finds a line beside the point, and one that is too wide for the full size', async () => {
    const path = bentPath(left, right, 0);
    const source = pictureWith([{ path, value: 0.95, alpha: 0.6, widthPx: 9 }]);
    const beside = { x: path[50]!.x - 3, y: path[50]!.y + 7 };
    const traced = (await traceLine(source, beside, options))!;
    expectEnds(traced.points, left, right);
    expect(traced.widthPx).toBeGreaterThan(5);
  });

  it('does not turn into a line that crosses', async () => {
    const path = bentPath(left, right, 0);
    const crossing = bentPath({ x: 300, y: 40 }, { x: 360, y: 460 }, 0);
    const source = pictureWith([
      { path, value: 0.95, alpha: 0.5 },
      { path: crossing, value: 0.95, alpha: 0.5 },
    ]);
    expectEnds((await traceLine(source, path[20]!, options))!.points, left, right);
  });

  it('follows a faint line when it is asked to', async () => {
    const path = bentPath(left, right, 0);
    const source = pictureWith([{ path, value: 0.95, alpha: 0.06 }]);
    const traced = (await traceLine(source, path[50]!, { ...options, followsFaint: true }))!;
    expectEnds(traced.points, left, right);
  });

  it('finds nothing in grain, however it is asked', async () => {
    const source = pictureWith([]);
    for (let x = 60; x < width; x += 90) {
      expect(await traceLine(source, { x, y: 250 }, options)).toBeUndefined();
    }
  });

  it.each([
    [1, 900],
    [900, 1],
    [17, 17],
  ])('answers for a picture of %i x %i', async (smallWidth, smallHeight) => {
    const source = sourceOfPicture(softPicture(smallWidth, smallHeight, 1));
    expect(await traceLine(source, { x: 0, y: 0 }, options)).toBeUndefined();
  });
});
