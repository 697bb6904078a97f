import { describe, expect, it } from 'vitest';
import { halveObserved } from '../../../../src-main/engine/repair/pyramid';
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

  it('takes odd sides: the last column and row have half a block', () => {
    const { image, hole } = halveObserved(
      plane(3, 3, (x, y) => x + 3 * y),
      new Uint8Array(9),
    );
    expect([...image.data]).toEqual([2, 3.5, 6.5, 8]);
    expect(hole).toHaveLength(4);
  });

  it('takes single pixels where it is told to, so that the last of them is not lost', () => {
    const image = plane(6, 2, (x, y) => x + 10 * y);
    const hole = Uint8Array.from([1, 1, 1, 1, 0, 0, /**/ 1, 1, 1, 0, 0, 1]);
    const { image: coarse, hole: coarseHole } = halveObserved(image, hole, 'any');
    expect([...coarseHole]).toEqual([1, 0, 0]);
    expect([...coarse.data.subarray(0, 2)]).toEqual([0, 13]);
    expect(coarse.data[2]).toBeCloseTo((4 + 5 + 14) / 3, 5);
  });
});
