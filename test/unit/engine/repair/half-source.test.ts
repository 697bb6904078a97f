import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutHole } from '../../../../src-main/engine/repair/damage-field';
import { createHalfSource } from '../../../../src-main/engine/repair/half-source';
import { halveObserved } from '../../../../src-main/engine/repair/pyramid';
import {
  createTensorSource,
  type RepairSource,
} from '../../../../src-main/engine/repair/repair-source';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';

/** Wider than one of the parts in which a half is made. */
const width = 301;
const height = 275;

function createScene(): RepairSource {
  const image = createImageTensor({ channels: 3, height, width });
  image.data.forEach((_, i) => (image.data[i] = Math.sin(i * 1.7)));
  const hole = Uint8Array.from({ length: width * height }, (_, i) => ((i * 7919) % 11 < 6 ? 1 : 0));
  return createTensorSource(image, hole, { x: 6, y: 4 });
}

describe('createHalfSource', () => {
  it('reads everywhere what halving the whole at once gives, mirrored outside', () => {
    const source = createScene();
    const place = fc.integer({ min: -40, max: 150 });
    const side = fc.integer({ min: 1, max: 60 });
    const start = fc.nat(8).map((half) => 2 * half);
    const cut = fc.nat(9);
    fc.assert(
      fc.property(place, place, side, side, start, start, cut, (x, y, w, h, left, top, less) => {
        const bounds = { x: left, y: top, width: width - left - less, height: height - top - less };
        const region = { x, y, width: w, height: h };
        const half = createHalfSource(source, bounds, 'half');
        const whole = halveObserved(source.readWindow(bounds), cutHole(source.damage, bounds));
        const expected = createTensorSource(whole.image, whole.hole);
        expect(half.damage.data).toEqual(whole.hole);
        expect(half.origin).toEqual({ x: 3 + left / 2, y: 2 + top / 2 });
        expect(half.readWindow(region)).toEqual(expected.readWindow(region));
      }),
      { numRuns: 25 },
    );
  });

  it('reads nothing before it is asked, and every part once', () => {
    let pixelsRead = 0;
    const scene = createScene();
    const counted: RepairSource = {
      ...scene,
      readWindow(region) {
        pixelsRead += region.width * region.height;
        return scene.readWindow(region);
      },
    };
    const half = createHalfSource(counted, { x: 0, y: 0, width, height }, 'half');
    expect(pixelsRead).toBe(0);
    half.readWindow({ x: 3, y: 5, width: 40, height: 30 });
    const once = pixelsRead;
    expect(once).toBeLessThan(width * height);
    half.readWindow({ x: 30, y: 40, width: 50, height: 60 });
    expect(pixelsRead).toBe(once);
  });

  it('has to repair only what holds damage, and sees nothing where most of a block is hidden', () => {
    const scene = createScene();
    const [damage, unobserved] = [0, 1].map(() => new Uint8Array(width * height));
    // The first block: one pixel damaged, two hidden. The second: two hidden, none damaged. The third: one of each.
    damage![0] = 1;
    for (const index of [0, 1, width, 2, 3, 4, 5]) unobserved![index] = 1;
    damage![4] = 1;
    unobserved![5 + width] = 1;
    for (const index of [2 + width, 3 + width]) unobserved![index] = 1;
    const source: RepairSource = {
      ...scene,
      damage: { width, height, data: damage! },
      unobserved: { width, height, data: unobserved! },
    };
    const half = createHalfSource(source, { x: 0, y: 0, width, height }, 'half');
    expect([...half.unobserved.data.subarray(0, 4)]).toEqual([1, 1, 1, 0]);
    expect([...half.damage.data.subarray(0, 4)]).toEqual([1, 0, 1, 0]);
    expect(half.readWindow({ x: 3, y: 0, width: 1, height: 1 }).data[0]).toBeCloseTo(
      [6, 7, 6 + width, 7 + width].reduce((sum, i) => sum + Math.sin(i * 1.7), 0) / 4,
      5,
    );
  });
});
