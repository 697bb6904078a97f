import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { watchHeartbeat } from '../../../../src-main/app/engine/heartbeat-watch';
import { defaultWindowOptions } from '../../../../src-main/engine/repair/window-geometry';
import { createLinearSchedule } from '../../../../src-main/engine/schedule/noise-schedule';
import { addPrior, type AddedPrior } from '../../../../src-main/inference/import/add-prior';
import {
  calibrate,
  LONGEST_CALL_MS,
  TRIED_SIDE_PX,
} from '../../../../src-main/inference/import/calibrate';
import type { OnnxGraph } from '../../../support/onnx-writer';
import { temporaryFolder } from '../../../support/tiny-priors';
import {
  afterBlur,
  blurBelow,
  blurWithMean,
  epsBlurGraph,
  floats,
  integers,
  writeNetwork,
} from './blur-graphs';
import { blur, pretendedAdapter, pretendNetwork } from './pretended-network';

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

  it('holds loud noise while one flat colour is no farther from the picture', async () => {
    const { manifest } = await add(
      blurBelow(0.4, [
        {
          operator: 'ReduceMean',
          inputs: ['b'],
          outputs: ['other'],
          attributes: { axes: [2, 3] },
        },
      ]),
    );
    // At sigma 20 the mean of 128 x 128 pixels is itself too noisy.
    expect(manifest.sigmaRange.max).toBe(10);
  });

  it('holds strong noise where the picture is still seen', async () => {
    const { manifest } = await add(
      afterBlur([{ operator: 'Identity', inputs: ['b'], outputs: ['x0'] }]),
    );
    expect(manifest.sigmaRange).toEqual({ min: 0.05, max: 0.5 });
  });
});

describe('the range of a noise-predicting network', () => {
  it('is its whole schedule, however little it shows at the loud end', async () => {
    const { manifest, calibration } = await add(epsBlurGraph());
    const published = createLinearSchedule();
    expect(manifest.sigmaRange).toEqual({ min: published.sigma(0), max: published.sigma(999) });
    const restAt = (level: number) => calibration.rest.find((one) => one.sigma === level)!.rest;
    expect(restAt(0.1)).toBeLessThan(0.6);
    expect(restAt(0.5)).toBeGreaterThan(1);
  });

  it('must hold answers everywhere', async () => {
    const { nodes, constants, ...rest } = epsBlurGraph();
    const graph: OnnxGraph = {
      ...rest,
      nodes: [
        ...nodes.map((node) => ({ ...node, outputs: ['quiet'] })),
        { operator: 'Cast', inputs: ['t'], outputs: ['step'], attributes: { to: 1 } },
        { operator: 'Sub', inputs: ['last', 'step'], outputs: ['left'] },
        // Not a number at the last steps.
        { operator: 'Sqrt', inputs: ['left'], outputs: ['root'] },
        { operator: 'Mul', inputs: ['root', 'zero'], outputs: ['nothing'] },
        { operator: 'Add', inputs: ['quiet', 'nothing'], outputs: ['x0'] },
      ],
      constants: [...constants!, floats('last', 998), floats('zero', 0)],
    };
    await expect(add(graph)).rejects.toThrow(
      'answers with values that are no numbers at sigma 157; export it again; nothing was added',
    );
  });
});

describe('context', () => {
  it('is the most there is, with a warning, where a network looks at the whole picture', async () => {
    const { manifest, calibration } = await add(blurWithMean(0.05));
    expect(manifest.haloPx).toBe(128);
    expect(calibration.warning).toMatch(/looks farther than 128 px .* seams may show/);
    expect(manifest.haloCriterion).toContain(calibration.warning);
  });

  it('counts no difference that cannot be seen', async () => {
    const { manifest, calibration } = await add(blurWithMean(0.01));
    expect(manifest.haloPx).toBe(8);
    expect(calibration.warning).toBeUndefined();
    expect(manifest.haloCriterion).toMatch(/rms < 1e-3 and at most one 8-bit step \(2\/255\)\.$/);
  });

  it('counts a difference that can be seen in a few pixels', async () => {
    const graph = afterBlur(
      [
        {
          operator: 'ReduceMean',
          inputs: ['b'],
          outputs: ['mean'],
          attributes: { axes: [1, 2, 3] },
        },
        { operator: 'Mul', inputs: ['mean', 'share'], outputs: ['part'] },
        { operator: 'Add', inputs: ['b', 'part'], outputs: ['moved'] },
        { operator: 'Greater', inputs: ['b', 'limit'], outputs: ['isBright'] },
        { operator: 'Where', inputs: ['isBright', 'moved', 'b'], outputs: ['x0'] },
      ],
      [floats('share', 0.5), floats('limit', 0.75)],
    );
    expect((await add(graph)).manifest.haloPx).toBe(128);
  });

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

describe('time', () => {
  /** A call of 128 x 128 pixels takes `seconds`, and a larger one more by its pixels. */
  async function calibrateSlow(seconds: number) {
    let nowMs = 0;
    const session = pretendNetwork((x, height, width) => {
      nowMs += (1000 * seconds * height * width) / 128 ** 2;
      return blur(x, height, width);
    });
    return calibrate(session, pretendedAdapter, 'slow.onnx', () => nowMs);
  }

  it('is told of a slow network, which is added', async () => {
    const { callMs, haloPx, warning } = await calibrateSlow(2.5);
    expect({ callMs, haloPx, warning }).toEqual({ callMs: 2500, haloPx: 8, warning: undefined });
  });

  it('is told as it was measured where a network is too slow', async () => {
    await expect(calibrateSlow(3.01)).rejects.toThrow(
      'The network slow.onnx took 3.1 s for a picture of 128 x 128 px, and a repair asks dozens of times about larger ones; use one that takes 3 s at most; nothing was added.',
    );
  });

  it('never lasts as long, in a window of a repair, as an engine may be silent', () => {
    const pixels = (defaultWindowOptions.maxSidePx / TRIED_SIDE_PX) ** 2;
    vi.useFakeTimers();
    const onSilence = vi.fn();
    const { stop } = watchHeartbeat(onSilence);
    vi.advanceTimersByTime(LONGEST_CALL_MS * pixels);
    stop();
    vi.useRealTimers();
    expect(onSilence).not.toHaveBeenCalled();
  });
});

it('refuses a network that answers no numbers about a larger picture', async () => {
  const session = pretendNetwork((x, height, width) =>
    height > 500 ? x.fill(NaN) : blur(x, height, width),
  );
  await expect(calibrate(session, pretendedAdapter, 'large.onnx')).rejects.toThrow(
    'The network large.onnx answers with values that are no numbers about a picture of 576 x 576 px',
  );
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
