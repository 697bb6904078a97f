import { describe, expect, it } from 'vitest';
import { storedWhite } from '../../../../src-main/engine/detection/luma-pyramid';
import { findTornCorners } from '../../../../src-main/engine/detection/torn-corners';
import { softPicture } from '../../../support/drawn-picture';

const width = 300;
const height = 240;

/** A picture whose top right corner shows `backing`, behind a torn rim of `rimLuma` where there is one. */
function cornered(backing: number, rimLuma?: number) {
  const { luma } = softPicture(width, height, 2);
  const data = Uint16Array.from(luma, (value, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    const depth = 40 - (width - 1 - x) - y + 3 * Math.sin(x / 2);
    if (depth > 0) return backing * storedWhite;
    return (depth > -4 ? (rimLuma ?? value) : value) * storedWhite;
  });
  return [{ scale: 1, width, height, data }];
}

describe('torn corners', () => {
  it('are found with their rim, at the corner where they are', () => {
    const found = findTornCorners(cornered(0.05, 0.95));
    expect(found).toHaveLength(1);
    const [corner] = found;
    expect(corner).toMatchObject({ isDark: true });
    expect(corner!.rimFraction).toBeGreaterThan(0.8);
    expect(corner!.pixels).toContain(width - 1);
    expect(corner!.pixels.length).toBeGreaterThan(600);
    expect(corner!.pixels.length).toBeLessThan(1100);
  });

  it('end sharply even without a rim', () => {
    const [corner] = findTornCorners(cornered(0.05));
    expect(corner!.rimFraction).toBeLessThan(0.1);
    expect(corner!.stepFraction).toBeGreaterThan(0.8);
  });

  it('are neither the grey of a picture nor the frame around one', () => {
    expect(findTornCorners(cornered(0.5, 0.95))).toEqual([]);
    const [level] = cornered(0.05);
    const framed = level!.data.map((value, i) => (Math.floor(i / width) < 20 ? 2000 : value));
    expect(findTornCorners([{ ...level!, data: framed }])).toEqual([]);
  });
});
