import { describe, expect, it } from 'vitest';
import { convertPlain } from '../../../../src-main/imaging/display/colour/convert-plain';
import { TilePyramid } from '../../../../src-main/imaging/display/tile-pyramid';
import { makeSamples } from '../../../support/make-photos';
import { allLevels, convertWhole } from '../../../support/reference-levels';

/** Long and thin, so that the preview is at level 2 and few pixels do. */
const photo = makeSamples(9, 5000);
const convert = convertPlain(photo);
const levels = allLevels(convertWhole(photo, convert));

function readWhole(pyramid: TilePyramid, level: number): Uint8Array {
  const { width, height, rgba } = levels[level]!;
  const out = new Uint8Array(rgba.length);
  pyramid.read(level, { x: 0, y: 0, width, height }, out);
  return out;
}

const isExactAt = (pyramid: TilePyramid, level: number) =>
  pyramid.isRegionExact(level, { x: 0, y: 0, ...levels[level]! });

describe('the pyramid of a photo', () => {
  it('has every level, down to one pixel', async () => {
    const pyramid = new TilePyramid(photo, convert);
    await pyramid.build();
    expect(pyramid.isExact).toBe(true);
    expect(pyramid.levelCount).toBe(levels.length - 1);
    for (let level = 1; level <= pyramid.levelCount; level++) {
      expect(Buffer.compare(readWhole(pyramid, level), levels[level]!.rgba)).toBe(0);
    }
  });

  it('takes a third of the photo at 8 bits', () => {
    const large = makeSamples(512, 512);
    const { byteLength } = new TilePyramid(large, convertPlain(large));
    expect(byteLength).toBeLessThanOrEqual(large.data.length / 3);
  });

  it('has a rough picture first, which is near the exact one', async () => {
    const pyramid = new TilePyramid(photo, convert);
    await pyramid.prepare(2, 0, 10, false);
    expect(isExactAt(pyramid, 2)).toBe(false);
    for (let level = 2; level <= pyramid.levelCount; level++) {
      const exact = levels[level]!.rgba;
      const rough = readWhole(pyramid, level);
      const error = rough.reduce((sum, value, at) => sum + Math.abs(value - exact[at]!), 0);
      expect(error / rough.length).toBeLessThan(8);
    }
  });

  it('has no rough picture where the exact one is as quickly made', async () => {
    const small = makeSamples(300, 200);
    const pyramid = new TilePyramid(small, convertPlain(small));
    await pyramid.prepare(3, 0, 25, false);
    expect(pyramid.isRegionExact(3, { x: 0, y: 0, width: 38, height: 25 })).toBe(true);
  });

  it('makes the exact rows of a tile when they are wanted', async () => {
    const pyramid = new TilePyramid(photo, convert);
    await pyramid.prepare(2, 100, 50, true);
    expect(pyramid.isRegionExact(2, { x: 0, y: 100, width: 3, height: 50 })).toBe(true);
    expect(pyramid.isRegionExact(2, { x: 0, y: 99, width: 3, height: 50 })).toBe(false);
    await pyramid.prepare(1, 0, 20, false);
    expect(pyramid.isRegionExact(1, { x: 0, y: 0, width: 5, height: 20 })).toBe(true);
  });

  it('does not let a rough row replace an exact one', async () => {
    const pyramid = new TilePyramid(photo, convert);
    await pyramid.prepare(2, 100, 50, true);
    await pyramid.prepare(2, 0, 10, false);
    expect(pyramid.isRegionExact(2, { x: 0, y: 100, width: 3, height: 50 })).toBe(true);
    await pyramid.build();
    expect(Buffer.compare(readWhole(pyramid, 2), levels[2]!.rgba)).toBe(0);
  });

  it('comes out exact whatever was made before', async () => {
    const pyramid = new TilePyramid(photo, convert);
    const building = pyramid.build();
    await Promise.all([
      building,
      pyramid.prepare(3, 600, 20, true),
      pyramid.prepare(5, 0, 1, false),
    ]);
    for (let level = 1; level <= pyramid.levelCount; level++) {
      expect(isExactAt(pyramid, level)).toBe(true);
      expect(Buffer.compare(readWhole(pyramid, level), levels[level]!.rgba)).toBe(0);
    }
  });

  it('stops when told, gives way meanwhile, and can be gone on with', async () => {
    const large = makeSamples(1200, 2400);
    const pyramid = new TilePyramid(large, convertPlain(large));
    const stop = new AbortController();
    let turns = 0;
    const others = setInterval(() => {
      turns++;
      if (turns === 3) stop.abort();
    }, 0);
    await pyramid.build(stop.signal);
    clearInterval(others);
    expect(turns).toBeGreaterThanOrEqual(3);
    expect(pyramid.isExact).toBe(false);
    await pyramid.build();
    expect(pyramid.isExact).toBe(true);
  });
});
