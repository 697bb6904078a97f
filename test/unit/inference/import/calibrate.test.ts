import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { addPrior, type AddedPrior } from '../../../../src-main/inference/import/add-prior';
import type { OnnxGraph } from '../../../support/onnx-writer';
import { temporaryFolder } from '../../../support/tiny-priors';
import { afterBlur, blurBelow, floats, integers, writeNetwork } from './blur-graphs';

let root: string;
beforeEach(async () => {
  root = await temporaryFolder();
});

async function add(graph: OnnxGraph): Promise<AddedPrior> {
  const file = await writeNetwork(root, graph);
  return addPrior({ file, modelsFolder: path.join(root, 'models') });
}

describe('the range of noise', () => {
  it('ends where a network answers one colour for any picture', async () => {
    const graph = blurBelow(
      0.4,
      [{ operator: 'Mul', inputs: ['b', 'zero'], outputs: ['other'] }],
      [floats('zero', 0)],
    );
    const { manifest, calibration } = await add(graph);
    expect(manifest.sigmaRange.max).toBe(0.2);
    // Less than the noise is left all the same.
    expect(calibration.rest.find(({ sigma }) => sigma === 0.5)?.rest).toBeLessThan(0.8);
  });

  it('holds strong noise where the picture is still seen', async () => {
    const { manifest } = await add(
      afterBlur([{ operator: 'Identity', inputs: ['b'], outputs: ['x0'] }]),
    );
    expect(manifest.sigmaRange).toEqual({ min: 0.05, max: 0.5 });
  });
});

describe('context', () => {
  it('is measured on the grid of a network that takes multiples of 64', async () => {
    const side = [64, 64];
    const graph = afterBlur(
      [
        {
          operator: 'AveragePool',
          inputs: ['b'],
          outputs: ['coarse'],
          attributes: { kernel_shape: side, strides: side },
        },
        { operator: 'Resize', inputs: ['coarse', '', 'scales'], outputs: ['flat'] },
        { operator: 'Mul', inputs: ['flat', 'little'], outputs: ['less'] },
        { operator: 'Mul', inputs: ['b', 'most'], outputs: ['more'] },
        { operator: 'Add', inputs: ['more', 'less'], outputs: ['x0'] },
      ],
      [floats('scales', 1, 1, 64, 64), floats('little', 0.05), floats('most', 0.95)],
    );
    expect((await add(graph)).manifest).toMatchObject({ sizeMultiple: 64, haloPx: 8 });
  });

  it('is not measured at levels that the network does not know', async () => {
    const graph = blurBelow(
      0.25,
      [
        { operator: 'ReduceSum', inputs: ['b', 'axes'], outputs: ['sum'] },
        { operator: 'Mul', inputs: ['sum', 'millionth'], outputs: ['other'] },
      ],
      [integers('axes', 1n, 2n, 3n), floats('millionth', 1e-6)],
    );
    expect((await add(graph)).manifest).toMatchObject({ sigmaRange: { max: 0.2 }, haloPx: 8 });
  });
});

it('says what ONNX Runtime said last where no size is taken', async () => {
  const graph = afterBlur(
    [
      { operator: 'Shape', inputs: ['b'], outputs: ['shape'] },
      { operator: 'Reshape', inputs: ['b', 'fixed'], outputs: ['part'] },
      { operator: 'Reshape', inputs: ['part', 'shape'], outputs: ['x0'] },
    ],
    [integers('fixed', 1n, 3n, 7n, 7n)],
  );
  await expect(add(graph)).rejects.toThrow(
    /fails on every size of picture that was tried \(.*reshape.*\); nothing was added/i,
  );
});
