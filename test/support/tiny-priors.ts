import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { recordPrior, type PriorDescription } from '../../src-main/inference/record-prior';
import { writeOnnx, type OnnxGraph, type OnnxNode, type OnnxValue } from './onnx-writer';

const image = (name: string, channels: number | string = 3): OnnxValue => ({
  name,
  type: 'float32',
  shape: ['n', channels, 'h', 'w'],
});
const scalarSigma: OnnxValue = { name: 'sigma', type: 'float32', shape: ['n'] };
const timestep: OnnxValue = { name: 't', type: 'int64', shape: ['n'] };
const floats = (name: string, shape: readonly number[], values: readonly number[]) => ({
  name,
  shape,
  values: Float32Array.from(values),
});

/** Reshapes a [n] vector so that it spreads over [n, 3, h, w]. */
const spread = (from: string, to: string): OnnxNode => ({
  operator: 'Reshape',
  inputs: [from, 'spreadShape'],
  outputs: [to],
});
const spreadShape = { name: 'spreadShape', shape: [4], values: BigInt64Array.of(-1n, 1n, 1n, 1n) };

/** x0 = x: the identity as a 1 x 1 convolution. */
export const identityGraph: OnnxGraph = {
  inputs: [image('x'), scalarSigma],
  outputs: [image('x0')],
  constants: [floats('kernel', [3, 3, 1, 1], [1, 0, 0, 0, 1, 0, 0, 0, 1])],
  nodes: [{ operator: 'Conv', inputs: ['x', 'kernel'], outputs: ['x0'] }],
};

/** x0 = x - sigma: shows which sigma arrived. */
export const sigmaGraph: OnnxGraph = {
  inputs: [image('x'), scalarSigma],
  outputs: [image('x0')],
  constants: [spreadShape],
  nodes: [spread('sigma', 'level'), { operator: 'Sub', inputs: ['x', 'level'], outputs: ['x0'] }],
};

/** The same with one sigma a pixel. */
export const sigmaMapGraph: OnnxGraph = {
  inputs: [image('x'), image('sigma', 1)],
  outputs: [image('x0')],
  nodes: [{ operator: 'Sub', inputs: ['x', 'sigma'], outputs: ['x0'] }],
};

/** x0 = 0.25 everywhere. */
export const constantGraph: OnnxGraph = {
  inputs: [image('x'), scalarSigma],
  outputs: [image('x0')],
  constants: [floats('zero', [1], [0]), floats('value', [1], [0.25])],
  nodes: [
    { operator: 'Mul', inputs: ['x', 'zero'], outputs: ['nothing'] },
    { operator: 'Add', inputs: ['nothing', 'value'], outputs: ['x0'] },
  ],
};

/** x0 = sqrt(50 - x): NaN where x > 50, a number in the warm-up picture. */
export const sometimesNanGraph: OnnxGraph = {
  inputs: [image('x'), scalarSigma],
  outputs: [image('x0')],
  constants: [floats('limit', [1], [50])],
  nodes: [
    { operator: 'Sub', inputs: ['limit', 'x'], outputs: ['rest'] },
    { operator: 'Sqrt', inputs: ['rest'], outputs: ['x0'] },
  ],
};

/** eps = x t / 1000, and with six channels x itself where the learned variance would be. */
export function epsGraph(outputChannels: 3 | 6): OnnxGraph {
  const answer = outputChannels === 3 ? 'eps' : 'mean';
  return {
    inputs: [image('x'), timestep],
    outputs: [image('eps', outputChannels)],
    constants: [spreadShape, floats('thousand', [1], [1000])],
    nodes: [
      { operator: 'Cast', inputs: ['t'], outputs: ['tFloat'], attributes: { to: 1 } },
      { operator: 'Div', inputs: ['tFloat', 'thousand'], outputs: ['share'] },
      spread('share', 'level'),
      { operator: 'Mul', inputs: ['x', 'level'], outputs: [answer] },
      ...(outputChannels === 6
        ? [{ operator: 'Concat', inputs: ['mean', 'x'], outputs: ['eps'], attributes: { axis: 1 } }]
        : []),
    ],
  };
}

/** Description of a tiny x0-denoiser; `changes` replace whole fields. */
export function edmDescription(changes: Partial<PriorDescription> = {}): PriorDescription {
  return {
    formatVersion: 1,
    id: 'tiny',
    name: 'Tiny',
    version: '1',
    licence: 'Apache-2.0',
    card: 'MODEL_CARD.md',
    weights: { file: 'tiny.onnx', precision: 'float32' },
    adapter: {
      kind: 'edm',
      sigmaInput: 'scalar',
      sigmaData: 0.5,
      inputs: { image: 'x', sigma: 'sigma' },
      output: 'x0',
    },
    sigmaRange: { min: 0.01, max: 5 },
    sizeMultiple: 4,
    haloPx: 0,
    haloCriterion: 'No context is used.',
    warmUp: { file: 'warm-up.f32', height: 8, width: 8, sigma: 0.2 },
    ...changes,
  };
}

/** Description of a tiny noise predictor. */
export function vpEpsDescription(outputChannels: 3 | 6): PriorDescription {
  return edmDescription({
    adapter: {
      kind: 'vp-eps',
      outputChannels,
      schedule: { kind: 'linear', numTimesteps: 1000, betaStart: 1e-4, betaEnd: 0.02 },
      inputs: { image: 'x', timestep: 't' },
      output: 'eps',
    },
    sigmaRange: { min: 0.01, max: 158 },
  });
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'heirloom-prior-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a complete prior into `folder`. @returns `folder` */
export async function writePrior(
  folder: string,
  weights: OnnxGraph | Buffer,
  description: PriorDescription = edmDescription(),
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const bytes = Buffer.isBuffer(weights) ? weights : writeOnnx(weights);
  await writeFile(path.join(folder, description.weights.file), bytes);
  await recordPrior(folder, description);
  return folder;
}
