import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCoarserPart } from '../../../../src-main/engine/repair/coarser-part';
import {
  addToCanvas,
  createDamageCanvas,
  readFromCanvas,
} from '../../../../src-main/engine/repair/damage-canvas';
import {
  createTensorSource,
  fillFromCoarser,
} from '../../../../src-main/engine/repair/repair-source';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';

const width = 30;
const height = 24;
const whole = { x: 0, y: 0, width, height };
const origin = { x: 5, y: 3 };

/** A coarse level with a solved hole in the middle. */
function createSolvedLevel() {
  const image = createImageTensor({ channels: 3, height, width });
  image.data.forEach((_, i) => (image.data[i] = Math.sin(i * 1.7)));
  const hole = new Uint8Array(width * height);
  for (let y = 6; y < 18; y++) hole.fill(1, y * width + 8, y * width + 22);
  const source = createTensorSource(image, hole, origin);
  const canvas = createDamageCanvas(source.damage);
  const solution = createImageTensor({ channels: 3, height, width });
  solution.data.forEach((_, i) => (solution.data[i] = Math.cos(i * 0.9)));
  addToCanvas(canvas, whole, solution, new Float32Array(width * height).fill(1));
  return { source, canvas };
}

describe('readCoarserPart', () => {
  it('starts a window exactly as the whole level would, wherever the window lies', () => {
    const { source, canvas } = createSolvedLevel();
    const filled = source.readWindow(whole);
    readFromCanvas(canvas, whole, filled);
    const complete = createTensorSource(filled, new Uint8Array(width * height), origin);
    const side = fc.integer({ min: 1, max: 24 });
    const place = fc.integer({ min: 0, max: 34 });
    fc.assert(
      fc.property(place, place, side, side, fc.nat(1), fc.nat(1), (x, y, w, h, oddX, oddY) => {
        const fineOrigin = { x: 2 * origin.x + oddX, y: 2 * origin.y + oddY };
        const region = { x, y, width: w, height: Math.min(h, 2 * height - y) };
        const hole = new Uint8Array(region.width * region.height).fill(1);
        const [expected, actual] = [0, 1].map(() => createImageTensor({ ...region, channels: 3 }));
        fillFromCoarser(complete, fineOrigin, region, hole, expected!);
        const part = readCoarserPart(source, canvas, fineOrigin, region)!;
        fillFromCoarser(part, fineOrigin, region, hole, actual!);
        expect(actual!.data).toEqual(expected!.data);
      }),
    );
  });

  it('copies no more than the window needs', () => {
    const { source, canvas } = createSolvedLevel();
    const region = { x: 20, y: 16, width: 8, height: 8 };
    const part = readCoarserPart(source, canvas, { x: 2 * origin.x, y: 2 * origin.y }, region)!;
    expect(part.image.width * part.image.height).toBeLessThanOrEqual(64);
  });

  it('says where the coarser level does not reach', () => {
    const { source, canvas } = createSolvedLevel();
    const region = { x: 400, y: 16, width: 8, height: 8 };
    expect(readCoarserPart(source, canvas, { x: 10, y: 6 }, region)).toBeUndefined();
  });
});
