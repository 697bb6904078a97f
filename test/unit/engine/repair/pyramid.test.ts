import { describe, expect, it } from 'vitest';
import {
  buildPyramid,
  doubleIntoHole,
  halveObserved,
} from '../../../../src-main/engine/repair/pyramid';
import {
  createImageTensor,
  type ImageTensor,
} from '../../../../src-main/engine/tensor/image-tensor';

function plane(
  width: number,
  height: number,
  value: (x: number, y: number) => number,
): ImageTensor {
  const data = Float32Array.from({ length: width * height }, (_, index) =>
    value(index % width, Math.floor(index / width)),
  );
  return createImageTensor({ channels: 1, height, width }, data);
}

describe('halveObserved', () => {
  it('averages what is observed and calls a block a hole when most of it is', () => {
    const image = plane(6, 2, (x, y) => x + 10 * y);
    const hole = Uint8Array.from([0, 1, 0, 1, 1, 1, /**/ 0, 0, 1, 0, 0, 1]);
    const { image: coarse, hole: coarseHole } = halveObserved(image, hole);
    expect([...coarseHole]).toEqual([0, 0, 1]);
    expect(coarse.data[0]).toBeCloseTo((0 + 10 + 11) / 3, 5);
    expect(coarse.data[1]).toBeCloseTo((2 + 13) / 2, 5);
    expect(coarse.data[2]).toBe(0);
  });

  it('keeps a block by its last observed pixel when asked to', () => {
    const hole = Uint8Array.from([1, 1, 1, 0, 1, 1, 1, 1]);
    const { image, hole: coarseHole } = halveObserved(
      plane(4, 2, (x) => x),
      hole,
      0,
    );
    expect([...coarseHole]).toEqual([1, 0]);
    expect(image.data[1]).toBe(3);
  });

  it('takes odd sides: the last column and row have half a block', () => {
    const { image, hole } = halveObserved(
      plane(3, 3, (x, y) => x + 3 * y),
      new Uint8Array(9),
    );
    expect([...image.data]).toEqual([2, 3.5, 6.5, 8]);
    expect(hole).toHaveLength(4);
  });
});

describe('doubleIntoHole', () => {
  it('fills the hole alone, without shifting a slope', () => {
    const slope = plane(16, 12, (x, y) => 0.1 * x - 0.05 * y);
    const { image: coarse } = halveObserved(slope, new Uint8Array(192));
    const hole = Uint8Array.from(slope.data, (_, index) => Number(index % 16 > 3));
    const out = plane(16, 12, () => 7);
    doubleIntoHole(coarse, hole, out);
    out.data.forEach((value, index) => {
      const [x, y] = [index % 16, Math.floor(index / 16)];
      if (hole[index] === 0) expect(value).toBe(7);
      else if (x < 15 && y > 0 && y < 11) expect(value).toBeCloseTo(slope.data[index]!, 5);
    });
  });

  it('reaches the last row and column of an odd size', () => {
    const out = plane(5, 3, () => 7);
    doubleIntoHole(
      plane(3, 2, () => 0.25),
      new Uint8Array(15).fill(1),
      out,
    );
    out.data.forEach((value) => expect(value).toBe(0.25));
  });
});

describe('buildPyramid', () => {
  const image = plane(128, 128, () => 0.5);
  const disc = Uint8Array.from(image.data, (_, index) =>
    Number(Math.hypot((index % 128) - 64, Math.floor(index / 128) - 64) < 30),
  );

  it('goes down until the hole is narrow enough', () => {
    const levels = buildPyramid(image, disc, 8);
    expect(levels.map((level) => level.image.width)).toEqual([128, 64, 32]);
    expect(levels[0]).toEqual({ image, hole: disc });
    expect(levels[2]!.hole.some(Boolean)).toBe(true);
  });

  it('stays where it is without a hole, and stops before nothing is observed', () => {
    expect(buildPyramid(image, new Uint8Array(disc.length), 8)).toHaveLength(1);
    const almostAll = new Uint8Array(disc.length).fill(1);
    almostAll[0] = 0;
    expect(buildPyramid(image, almostAll, 8)).toHaveLength(1);
  });
});
