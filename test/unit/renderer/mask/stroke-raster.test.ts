import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editMask, type MaskAction } from '../../../../src-renderer/mask/mask-write';
import { pixelAt } from '../../../../src-renderer/mask/mask-tiles';
import { stampSegment, type Dab } from '../../../../src-renderer/mask/stroke-raster';
import { area, makeMask, window } from './support';

const dab = (x: number, y: number, radiusPx: number): Dab => ({ x, y, radiusPx });

function stamp(
  from: Dab,
  to: Dab,
  hardness: number,
  action: MaskAction = 'paint',
  mask = makeMask(),
) {
  editMask(mask, () => void stampSegment(mask, action, from, to, hardness));
  return mask;
}

/** What a brush covers, straight from its definition. */
function expected(from: Dab, to: Dab, hardness: number, x: number, y: number): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const squared = dx * dx + dy * dy;
  const px = x + 0.5 - from.x;
  const py = y + 0.5 - from.y;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
  const radius = from.radiusPx + (to.radiusPx - from.radiusPx) * along;
  const distance = Math.hypot(px - dx * along, py - dy * along);
  const inner = Math.min(radius * hardness, radius - 0.5);
  const t = Math.min(1, Math.max(0, (radius + 0.5 - distance) / (radius + 0.5 - inner)));
  return 255 * t * t * (3 - 2 * t);
}

describe('a brush stroke', () => {
  it('covers each pixel by its distance from the line, also over the edges of tiles', () => {
    const place = fc.double({ min: 480, max: 545, noNaN: true });
    const radius = fc.double({ min: 0.5, max: 20, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(place, place, radius),
        fc.tuple(place, place, radius),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        ([x1, y1, r1], [x2, y2, r2], hardness, isEven) => {
          const from = dab(x1, y1, r1);
          const to = dab(x2, y2, isEven ? r1 : r2);
          const tiles = stamp(from, to, hardness).tiles('painted');
          for (let y = 455; y < 570; y += 1) {
            for (let x = 455; x < 570; x += 1) {
              const difference = pixelAt(tiles, x, y) - expected(from, to, hardness, x, y);
              // The falloff is looked up in 1024 steps.
              if (Math.abs(difference) > 1) expect([x, y, difference]).toEqual([x, y, 0]);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has the area of its shape', () => {
    expect(area(stamp(dab(300, 300, 50), dab(300, 300, 50), 1).tiles('painted'))).toBeCloseTo(
      Math.PI * 2500,
      -2,
    );
    expect(area(stamp(dab(200, 300, 20), dab(600, 300, 20), 1).tiles('painted'))).toBeCloseTo(
      Math.PI * 400 + 16_000,
      -2,
    );
  });

  it('does not darken where its pieces overlap', () => {
    const mask = stamp(dab(100, 100, 20), dab(150, 100, 20), 0.3);
    const whole = window(mask.tiles('painted'), 60, 60, 130, 80);
    stamp(dab(110, 100, 20), dab(140, 100, 20), 0.3, 'paint', mask);
    expect(window(mask.tiles('painted'), 60, 60, 130, 80)).toEqual(whole);
  });

  it('paints one pixel with a brush of one pixel in its middle', () => {
    const mask = stamp(dab(10.5, 10.5, 0.5), dab(10.5, 10.5, 0.5), 1);
    expect(window(mask.tiles('painted'), 9, 9, 3, 3)).toEqual([
      [0, 0, 0],
      [0, 255, 0],
      [0, 0, 0],
    ]);
  });

  it('stays inside the photo', () => {
    const mask = stamp(dab(895, 695, 30), dab(895, 695, 30), 1);
    expect(pixelAt(mask.tiles('painted'), 899, 699)).toBe(255);
    expect(pixelAt(mask.tiles('painted'), 900, 699)).toBe(0);
    expect(pixelAt(mask.tiles('painted'), 899, 700)).toBe(0);
    expect(stamp(dab(-100, 20, 30), dab(-90, 20, 30), 1).tiles('painted').size).toBe(0);
  });

  it('erases what was painted and notes where nothing counts', () => {
    const mask = stamp(dab(100, 100, 30), dab(100, 100, 30), 1);
    stamp(dab(110, 100, 10), dab(110, 100, 10), 1, 'erase', mask);
    expect(pixelAt(mask.tiles('painted'), 110, 100)).toBe(0);
    expect(pixelAt(mask.tiles('painted'), 85, 100)).toBe(255);
    expect(pixelAt(mask.tiles('erased'), 110, 100)).toBe(255);
    expect(area(mask.tiles('erased'))).toBeCloseTo(Math.PI * 100, -1);
  });
});
