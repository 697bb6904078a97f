import { expect, test } from 'vitest';
import { createGaussianField } from '../../../../src-main/engine/random/gaussian-field';
import {
  createDamageCanvas,
  forEachDamagedPixel,
  type DamageCanvas,
} from '../../../../src-main/engine/repair/damage-canvas';
import { addMissingGrain } from '../../../../src-main/engine/repair/grain-pass';
import { createTensorSource } from '../../../../src-main/engine/repair/repair-source';
import { planWindows } from '../../../../src-main/engine/repair/windows';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';

const width = 220;
const height = 200;
const place = { x: 0, y: 0, width, height };
const level = 0.06;

/** A grey photo of nothing but grain with a strip that was repaired, with a share of the grain that belongs there. */
function createScene(presentShare: number) {
  const grain = createImageTensor({ channels: 1, height, width });
  createGaussianField(5).fill(grain, 0, place);
  const image = createImageTensor({ channels: 3, height, width });
  image.data.forEach(
    (_, index) => (image.data[index] = level * grain.data[index % (width * height)]!),
  );
  const hole = Uint8Array.from({ length: width * height }, (_, index) =>
    Number(Math.abs((index % width) - 110) < 6),
  );
  const source = createTensorSource(image, hole);
  const canvas = createDamageCanvas(source.damage);
  canvas.weights.fill(1);
  forEachDamagedPixel(canvas, place, (slot, index) => {
    for (const values of canvas.values) values[slot] = presentShare * image.data[index]!;
  });
  return { level: { level: 0, source, windows: planWindows(source.damage) }, canvas };
}

/** Standard deviation of what was added. */
function deviationOf(after: DamageCanvas, before: DamageCanvas): number {
  const squares = after.values[0]!.reduce(
    (sum, value, slot) => sum + (value - before.values[0]![slot]!) ** 2,
    0,
  );
  return Math.sqrt(squares / after.values[0]!.length);
}

test.each([0, 0.4, 0.6])(
  'a share of the grain is a share of what is missing, whether %f of it is there',
  (presentShare) => {
    const { level: repaired, canvas } = createScene(presentShare);
    const addedWith = (share: number) => {
      const options = { axis: { kind: 'grey' }, share, seed: 1 } as const;
      return deviationOf(addMissingGrain(repaired, canvas, options), canvas);
    };
    const whole = addedWith(1);
    expect(whole).toBeGreaterThan(0.5 * level * Math.sqrt(1 - presentShare ** 2));
    for (const share of [0.75, 0.5, 0.25]) {
      expect(addedWith(share) / whole).toBeCloseTo(share, 3);
    }
  },
);
