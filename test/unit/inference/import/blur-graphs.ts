import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  writeOnnx,
  type OnnxConstant,
  type OnnxGraph,
  type OnnxNode,
  type OnnxValue,
} from '../../../support/onnx-writer';

/** A picture of `channels` with free sides. */
export const image = (name: string, channels = 3): OnnxValue => ({
  name,
  type: 'float32',
  shape: ['n', channels, 'h', 'w'],
});

/** One noise level a picture. */
export const scalarSigma: OnnxValue = { name: 'noise_level', type: 'float32', shape: ['n'] };

/** 3 x 3 taps a channel, channels kept apart. */
export const kernelOf = (tap: (index: number) => number): OnnxConstant => ({
  name: 'kernel',
  shape: [3, 3, 3, 3],
  values: Float32Array.from({ length: 81 }, (_, i) =>
    Math.floor(i / 9) % 4 === 0 ? tap(i % 9) : 0,
  ),
});

const convolution = (output: string): OnnxNode => ({
  operator: 'Conv',
  inputs: ['x', 'kernel'],
  outputs: [output],
  attributes: { pads: [1, 1, 1, 1] },
});

/** x0 = the mean of 3 x 3 pixels: takes two thirds of the noise away, whatever sigma says. */
export const blurGraph = (sigma: OnnxValue = scalarSigma): OnnxGraph => ({
  inputs: [image('x'), sigma],
  outputs: [image('x0')],
  constants: [kernelOf(() => 1 / 9)],
  nodes: [convolution('x0')],
});

/** eps = 7 (x_t - its mean of 3 x 3 pixels): right about where sigma is a seventh. */
export const epsBlurGraph = (): OnnxGraph => ({
  ...blurGraph(),
  inputs: [image('x'), { name: 't', type: 'int64', shape: ['n'] }],
  constants: [kernelOf((tap) => 7 * ((tap === 4 ? 1 : 0) - 1 / 9))],
});

/** The same with three outputs more, as of a learned variance, which must not reach the answer. */
export const epsBlurGraphOfSix = (): OnnxGraph => {
  const { nodes, constants, ...rest } = epsBlurGraph();
  return {
    ...rest,
    outputs: [image('x0', 6)],
    constants: [...constants!, floats('thousand', 1000)],
    nodes: [
      ...nodes.map((node) => ({ ...node, outputs: ['eps'] })),
      { operator: 'Mul', inputs: ['x', 'thousand'], outputs: ['variance'] },
      {
        operator: 'Concat',
        inputs: ['eps', 'variance'],
        outputs: ['x0'],
        attributes: { axis: 1 },
      },
    ],
  };
};

/** The same mean as `b`, of which `nodes` make x0. */
export const afterBlur = (
  nodes: readonly OnnxNode[],
  constants: readonly OnnxConstant[] = [],
): OnnxGraph => ({
  ...blurGraph(),
  constants: [kernelOf(() => 1 / 9), ...constants],
  nodes: [convolution('b'), ...nodes],
});

export const floats = (name: string, ...values: readonly number[]): OnnxConstant => ({
  name,
  shape: [values.length],
  values: Float32Array.from(values),
});

export const integers = (name: string, ...values: readonly bigint[]): OnnxConstant => ({
  name,
  shape: [values.length],
  values: BigInt64Array.from(values),
});

/** The blur, and `share` of the mean of the whole picture. */
export const blurWithMean = (share: number): OnnxGraph =>
  afterBlur(
    [
      { operator: 'ReduceMean', inputs: ['b'], outputs: ['mean'], attributes: { axes: [1, 2, 3] } },
      { operator: 'Mul', inputs: ['mean', 'share'], outputs: ['part'] },
      { operator: 'Add', inputs: ['b', 'part'], outputs: ['x0'] },
    ],
    [floats('share', share)],
  );

/** The blur below `limit`, and above it whatever `nodes` call `other`. */
export const blurBelow = (
  limit: number,
  nodes: readonly OnnxNode[],
  constants: readonly OnnxConstant[] = [],
): OnnxGraph =>
  afterBlur(
    [
      { operator: 'Reshape', inputs: ['noise_level', 'spread'], outputs: ['level'] },
      { operator: 'Less', inputs: ['level', 'limit'], outputs: ['isLow'] },
      ...nodes,
      { operator: 'Where', inputs: ['isLow', 'b', 'other'], outputs: ['x0'] },
    ],
    [integers('spread', -1n, 1n, 1n, 1n), floats('limit', limit), ...constants],
  );

/** Writes a network into `folder`. @returns its path */
export async function writeNetwork(
  folder: string,
  graph: OnnxGraph | Buffer,
  name = 'My Denoiser.onnx',
): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, Buffer.isBuffer(graph) ? graph : writeOnnx(graph));
  return file;
}
