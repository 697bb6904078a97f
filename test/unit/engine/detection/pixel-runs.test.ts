import { describe, expect, it } from 'vitest';
import {
  boundsOfRuns,
  countRunPixels,
  runsOfPixels,
} from '../../../../src-main/engine/detection/pixel-runs';

const level = (scale: number, width: number, height: number) => ({
  scale,
  width,
  height,
  data: new Uint16Array(width * height),
});

describe('runs of pixels', () => {
  it('join neighbours of a row, top to bottom, whatever the order', () => {
    const full = level(1, 10, 5);
    const runs = runsOfPixels([34, 12, 11, 33, 18, 13], full, full);
    expect([...runs]).toEqual([1, 1, 4, 1, 8, 9, 3, 3, 5]);
    expect(countRunPixels(runs)).toBe(6);
    expect(boundsOfRuns(runs)).toEqual({ x: 1, y: 1, width: 8, height: 3 });
  });

  it('do not run from the end of a row into the next', () => {
    const full = level(1, 4, 3);
    expect([...runsOfPixels([3, 4], full, full)]).toEqual([0, 3, 4, 1, 0, 1]);
  });

  it('cover the pixels of the photo that a pixel of a reduced level stands for', () => {
    const full = level(1, 9, 5);
    const half = level(2, 4, 2);
    expect([...runsOfPixels([5, 6], half, full)]).toEqual([2, 2, 6, 3, 2, 6]);
  });
});
