import { describe, expect, it } from 'vitest';
import { paintCoarseSolution } from '../../../../src-main/engine/repair/coarse-preview';
import {
  addToCanvas,
  createCanvasOver,
  createDamageCanvas,
} from '../../../../src-main/engine/repair/damage-canvas';
import { planRepair } from '../../../../src-main/engine/repair/repair-plan';
import { createTensorSource } from '../../../../src-main/engine/repair/repair-source';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';

const width = 160;
const height = 144;
const constant = 0.8;

function planBlot() {
  const image = createImageTensor({ channels: 3, height, width });
  image.data.fill(constant);
  const hole = Uint8Array.from({ length: width * height }, (_, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    return (x - 80) ** 2 + (y - 70) ** 2 < 16 ** 2 ? 1 : 0;
  });
  return planRepair(createTensorSource(image, hole), {});
}

describe('paintCoarseSolution', () => {
  it('shows a coarse window that waits for its neighbour in its own colours', () => {
    const { levels } = planBlot();
    const [coarse, full] = levels;
    const solved = createDamageCanvas(coarse!.source.damage);
    const { damage } = coarse!.source;
    const whole = { x: 0, y: 0, width: damage.width, height: damage.height };
    const share = new Float32Array(damage.data.length).fill(0.25);
    addToCanvas(solved, whole, coarse!.source.readWindow(whole), share);
    for (const values of solved.values) values.fill(0.25 * constant);
    const preview = createCanvasOver(createDamageCanvas(full!.source.damage));
    paintCoarseSolution(coarse!, solved, full!.windows, preview);
    expect(preview.weights.every((weight) => weight === 1)).toBe(true);
    for (const values of preview.values) {
      for (const value of values) expect(value).toBeCloseTo(constant, 5);
    }
  });
});
