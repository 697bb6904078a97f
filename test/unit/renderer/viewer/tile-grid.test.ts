import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coarsestLevel,
  gridSize,
  levelForScale,
  regionOnScreen,
  tileRegion,
  visibleTiles,
} from '../../../../src-renderer/viewer/tile-grid';
import { centreOn, fitViewport } from '../../../../src-renderer/viewer/viewport';

const photo = { width: 12_000, height: 8500 };
const screen = { width: 900, height: 700 };
const at = (scale: number, x = 6000, y = 4000) =>
  centreOn(fitViewport(photo, screen, 24), { x, y }, scale);
const whole = { left: 0, top: 0, right: 900, bottom: 700 };

describe('the tile grid', () => {
  it('draws from a level that is never enlarged, and reduced to no less than half', () => {
    expect(levelForScale(1, photo)).toBe(0);
    expect(levelForScale(4, photo)).toBe(0);
    expect(levelForScale(0.51, photo)).toBe(0);
    expect(levelForScale(0.5, photo)).toBe(1);
    expect(levelForScale(0.49999999, photo)).toBe(1);
    expect(levelForScale(0.1, photo)).toBe(3);
    expect(levelForScale(0.01, photo)).toBe(coarsestLevel(photo));
  });

  it('ends with a level of one tile', () => {
    const level = coarsestLevel(photo);
    expect(gridSize(photo, level)).toEqual({ columns: 1, rows: 1 });
    expect(gridSize(photo, level - 1)).not.toEqual({ columns: 1, rows: 1 });
    expect(coarsestLevel({ width: 512, height: 300 })).toBe(0);
    expect(coarsestLevel({ width: 513, height: 300 })).toBe(1);
  });

  it('covers the pane without gaps and without overlap', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 20, noNaN: true }),
        fc.integer({ min: 0, max: 12_000 }),
        fc.integer({ min: 0, max: 8500 }),
        (scale, x, y) => {
          const viewport = at(scale, x, y);
          const level = levelForScale(viewport.scale, photo);
          const tiles = visibleTiles(viewport, level, whole);
          const rects = tiles.map((tile) => regionOnScreen(viewport, tileRegion(photo, tile)));
          const edge = regionOnScreen(viewport, { x: 0, y: 0, ...photo });
          const left = Math.max(0, edge.left);
          const right = Math.min(900, edge.right);
          const top = Math.max(0, edge.top);
          const bottom = Math.min(700, edge.bottom);
          const area = rects.reduce((sum, rect) => {
            const width = Math.min(right, rect.right) - Math.max(left, rect.left);
            const height = Math.min(bottom, rect.bottom) - Math.max(top, rect.top);
            return sum + Math.max(0, width) * Math.max(0, height);
          }, 0);
          expect(area).toBe(Math.max(0, right - left) * Math.max(0, bottom - top));
        },
      ),
    );
  });

  it('asks for the middle first', () => {
    const [first] = visibleTiles(at(1), 0, whole);
    const region = tileRegion(photo, first!);
    expect(region.x).toBeLessThanOrEqual(6000);
    expect(region.x + region.width).toBeGreaterThan(6000);
  });

  it('clips tiles at the edge of the photo', () => {
    expect(tileRegion(photo, { level: 0, column: 23, row: 16 })).toEqual({
      x: 11_776,
      y: 8192,
      width: 224,
      height: 308,
    });
  });

  it('draws a photo pixel as an exact square at whole scales: the overlay has no offset', () => {
    const viewport = at(4);
    const { left, top, right, bottom } = regionOnScreen(viewport, {
      x: 5999,
      y: 4001,
      width: 1,
      height: 1,
    });
    expect([right - left, bottom - top]).toEqual([4, 4]);
    expect([left, top]).toEqual([450 - 4, 350 + 4]);
  });
});
