import { describe, expect, it } from 'vitest';
import {
  createDamageCanvas,
  type DamageCanvas,
} from '../../../../src-main/engine/repair/damage-canvas';
import { addMissingDetail } from '../../../../src-main/engine/repair/detail-pass';
import { addMissingGrain } from '../../../../src-main/engine/repair/grain-pass';
import { createGaussianField } from '../../../../src-main/engine/random/gaussian-field';
import { createTensorSource } from '../../../../src-main/engine/repair/repair-source';
import { planWindows } from '../../../../src-main/engine/repair/windows';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';

const width = 220;
const height = 200;
/** What lies left of it is hidden. */
const edge = 130;

/** Grey grain of deviation 0.06 with a plain strip in it; beside the strip, where it is hidden, far less. */
function createScene(isPartHidden: boolean) {
  const image = createImageTensor({ channels: 3, height, width });
  const grain = createImageTensor({ channels: 1, height, width });
  createGaussianField(5).fill(grain, 0, { x: 0, y: 0, width, height });
  const hole = new Uint8Array(width * height);
  const unobserved = new Uint8Array(width * height);
  for (let index = 0; index < hole.length; index++) {
    const x = index % width;
    if (x >= edge && x < edge + 8) hole[index] = 1;
    const isHidden = isPartHidden && x < edge;
    if (hole[index] !== 0 || isHidden) unobserved[index] = 1;
    const value = (isHidden ? 0.01 : 0.06) * grain.data[index]!;
    for (let channel = 0; channel < 3; channel++) image.data[channel * hole.length + index] = value;
  }
  const source = {
    ...createTensorSource(image, hole),
    unobserved: { width, height, data: unobserved },
  };
  const canvas = createDamageCanvas(source.damage);
  canvas.weights.fill(1);
  return { level: { level: 0, source, windows: planWindows(source.damage) }, canvas };
}

function deviation({ values }: DamageCanvas): number {
  const squares = values[0]!.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(squares / values[0]!.length);
}

const axis = { kind: 'grey' } as const;

describe('beside pixels that nobody sees', () => {
  it('the detail is that of what is seen', async () => {
    const [seen, hidden] = await Promise.all(
      [false, true].map(async (isPartHidden) => {
        const { level, canvas } = createScene(isPartHidden);
        const detail = { axis, share: 1, seed: 1 };
        return deviation(await addMissingDetail(level, canvas, detail, () => Promise.resolve()));
      }),
    );
    expect(hidden! / seen!).toBeGreaterThan(0.85);
  });

  it('the grain is that of what is seen', () => {
    const [seen, hidden] = [false, true].map((isPartHidden) => {
      const { level, canvas } = createScene(isPartHidden);
      return deviation(addMissingGrain(level, canvas, { axis, share: 1, seed: 1 }));
    });
    expect(hidden! / seen!).toBeGreaterThan(0.85);
  });
});
