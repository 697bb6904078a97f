import { expect, test } from 'vitest';
import type { NoiseLevel } from '../../../src-main/engine/prior/prior';
import { createImageTensor, type ImageTensor } from '../../../src-main/engine/tensor/image-tensor';
import { loadPrior } from '../../../src-main/inference/load-prior';
import { createAdapter, type NetworkAdapter } from '../../../src-main/inference/network-adapter';
import { OnnxPrior } from '../../../src-main/inference/onnx-prior';
import { onnxRuntime, type InferenceRuntime } from '../../../src-main/inference/onnx-runtime';
import { readPriorManifest } from '../../../src-main/inference/prior-manifest';
import type { PriorDescription } from '../../../src-main/inference/record-prior';
import type { OpenedSession } from '../../../src-main/inference/session-factory';
import type { OnnxGraph } from '../../support/onnx-writer';
import {
  constantGraph,
  edmDescription,
  epsGraph,
  identityGraph,
  sigmaGraph,
  sigmaMapGraph,
  sometimesNanGraph,
  temporaryFolder,
  vpEpsDescription,
  writePrior,
} from '../../support/tiny-priors';

const mapAdapter = {
  kind: 'edm',
  sigmaInput: 'map',
  sigmaData: 0.5,
  inputs: { image: 'x', sigma: 'sigma' },
  output: 'x0',
} as const;

async function priorOf(graph: OnnxGraph, description?: PriorDescription) {
  const folder = await writePrior(await temporaryFolder(), graph, description);
  return (await loadPrior(folder, { provider: 'cpu', threads: 1 })).prior;
}

/** 3 x 8 x 12 of different numbers. */
function picture(): ImageTensor {
  const tensor = createImageTensor({ channels: 3, height: 8, width: 12 });
  for (let i = 0; i < tensor.data.length; i++) tensor.data[i] = Math.sin(i);
  return tensor;
}

function levels(value: (i: number) => number): ImageTensor {
  const tensor = createImageTensor({ channels: 1, height: 8, width: 12 });
  for (let i = 0; i < tensor.data.length; i++) tensor.data[i] = value(i);
  return tensor;
}

/** What the `sigmaGraph` was told, from x - x0. */
async function sigmaSeen(graph: OnnxGraph, sigma: NoiseLevel, description?: PriorDescription) {
  const prior = await priorOf(graph, description);
  const x = createImageTensor({ channels: 3, height: 8, width: 12 });
  const out = picture();
  await prior.denoise(x, sigma, out);
  return out.data.map((value) => -value);
}

test('the identity answers its input into `out` and leaves the input alone', async () => {
  const prior = await priorOf(identityGraph);
  const x = picture();
  const out = createImageTensor(x);
  await prior.denoise(x, 0.3, out);
  expect(out.data).toEqual(picture().data);
  expect(x.data).toEqual(picture().data);
});

test('`out` may be `x` itself', async () => {
  const prior = await priorOf(constantGraph);
  const x = picture();
  await prior.denoise(x, 0.3, x);
  expect(new Set(x.data)).toEqual(new Set([0.25]));
});

test('data may be a part of a larger buffer', async () => {
  const prior = await priorOf(identityGraph);
  const store = new Float32Array(1000).fill(9);
  const x = createImageTensor({ channels: 3, height: 8, width: 12 }, store.subarray(100, 388));
  x.data.set(picture().data);
  const out = createImageTensor(x);
  await prior.denoise(x, 0.3, out);
  expect(out.data).toEqual(picture().data);
});

test('a noise level arrives as it is, and clamped to the trained range', async () => {
  expect(await sigmaSeen(sigmaGraph, 0.25)).toEqual(new Float32Array(288).fill(0.25));
  expect(await sigmaSeen(sigmaGraph, 0)).toEqual(new Float32Array(288).fill(0.01));
  expect(await sigmaSeen(sigmaGraph, 100)).toEqual(new Float32Array(288).fill(5));
});

test('a network that takes one number is told the largest level of a map', async () => {
  const seen = await sigmaSeen(
    sigmaGraph,
    levels((i) => (i === 40 ? 0.5 : 0.125)),
  );
  expect(seen).toEqual(new Float32Array(288).fill(0.5));
});

test('a network that takes a map is told every level, clamped, or the one number everywhere', async () => {
  const description = edmDescription({ adapter: mapAdapter });
  const map = levels((i) => (i % 2 === 0 ? 0 : i));
  const before = map.data.slice();
  const seen = await sigmaSeen(sigmaMapGraph, map, description);
  const expected = Float32Array.from(before, (value) => Math.min(Math.max(value, 0.01), 5));
  for (let channel = 0; channel < 3; channel++) {
    expect(seen.slice(channel * 96, channel * 96 + 96)).toEqual(expected);
  }
  expect(map.data).toEqual(before);
  expect(await sigmaSeen(sigmaMapGraph, 0.5, description)).toEqual(new Float32Array(288).fill(0.5));
});

test('a network that has only seen uniform maps is asked one sigma for all pixels', async () => {
  const description = edmDescription({ adapter: { ...mapAdapter, sigmaInput: 'uniform-map' } });
  expect((await priorOf(sigmaMapGraph, description)).takesSigmaMap).toBe(false);
  expect(await sigmaSeen(sigmaMapGraph, 0.5, description)).toEqual(new Float32Array(288).fill(0.5));
});

test.each([3, 6] as const)(
  'a noise predictor of %i channels becomes x - sigma eps',
  async (channels) => {
    const prior = await priorOf(epsGraph(channels), vpEpsDescription(channels));
    const x = picture();
    const out = createImageTensor(x);
    // alphaBar of timestep 499 of the linear schedule, by its definition.
    let alphaBar = 1;
    for (let t = 0; t <= 499; t++) alphaBar *= 1 - (1e-4 + ((0.02 - 1e-4) * t) / 999);
    await prior.denoise(x, Math.sqrt((1 - alphaBar) / alphaBar), out);
    x.data.forEach((value, i) => {
      const xt = Math.sqrt(alphaBar) * value;
      const eps = xt * 0.499;
      const x0 = (xt - Math.sqrt(1 - alphaBar) * eps) / Math.sqrt(alphaBar);
      expect(out.data[i]).toBeCloseTo(x0, 5);
    });
  },
);

test('between two timesteps the scale follows sigma and the timestep is the nearest', async () => {
  const prior = await priorOf(epsGraph(3), vpEpsDescription(3));
  const x = picture();
  const out = createImageTensor(x);
  const sigma = 0.012; // sigma(0) = 0.0100, sigma(1) = 0.0148
  await prior.denoise(x, sigma, out);
  expect(out.data).toEqual(x.data); // t = 0: eps = 0
});

test('NaN in the answer is an error and `out` stays', async () => {
  const prior = await priorOf(sometimesNanGraph);
  const x = picture();
  const out = picture();
  x.data[7] = 60;
  await expect(prior.denoise(x, 0.3, out)).rejects.toMatchObject({ kind: 'not-finite' });
  expect(out.data).toEqual(picture().data);
  x.data[7] = 0;
  await prior.denoise(x, 0.3, out);
  expect(out.data[7]).toBeCloseTo(Math.sqrt(50), 5);
});

test.each([
  ['cpu', 'not-finite'],
  ['webgpu', 'prior'],
] as const)('NaN on %s is a failure of kind %s', async (provider, kind) => {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  const manifest = await readPriorManifest(folder);
  const adapter: NetworkAdapter = {
    ...createAdapter(manifest.adapter),
    denoise: (_, x) => Promise.resolve(x.data.map((value, i) => (i === 7 ? NaN : value))),
  };
  const opened = { provider } as OpenedSession;
  const prior = new OnnxPrior(manifest, adapter, opened);
  await expect(prior.denoise(picture(), 0.3, picture())).rejects.toMatchObject({ kind });
});

test('sizes and levels that do not fit are refused before the network runs', async () => {
  const prior = await priorOf(identityGraph);
  const x = picture();
  const odd = createImageTensor({ channels: 3, height: 8, width: 10 });
  const grey = createImageTensor({ channels: 1, height: 8, width: 12 });
  await expect(prior.denoise(odd, 0.3, odd)).rejects.toThrow(/multiples of 4.*3 x 8 x 10/);
  await expect(prior.denoise(grey, 0.3, grey)).rejects.toMatchObject({ kind: 'shape' });
  await expect(prior.denoise(x, 0.3, odd)).rejects.toMatchObject({ kind: 'shape' });
  await expect(prior.denoise(x, odd, x)).rejects.toMatchObject({ kind: 'shape' });
  await expect(prior.denoise(x, NaN, x)).rejects.toMatchObject({ kind: 'settings' });
  await expect(prior.denoise(x, -1, x)).rejects.toMatchObject({ kind: 'settings' });
  expect(prior.statistics.calls).toBe(0);
});

test('a call that is no longer wanted is not made, also when it was set while waiting', async () => {
  const prior = await priorOf(constantGraph);
  const out = picture();
  const signal = { aborted: false };
  const first = prior.denoise(picture(), 0.3, createImageTensor(out));
  const second = prior.denoise(picture(), 0.3, out, signal);
  // Like a message that arrives while the first call runs.
  setImmediate(() => (signal.aborted = true));
  await Promise.all([first, second]);
  expect(out.data).toEqual(picture().data);
  expect(prior.statistics.calls).toBe(1);
});

test('a message that waits is handled before each call', async () => {
  const prior = await priorOf(constantGraph);
  const out = picture();
  const signal = { aborted: false };
  await prior.denoise(picture(), 0.3, createImageTensor(out));
  setImmediate(() => (signal.aborted = true));
  await prior.denoise(picture(), 0.3, out, signal);
  expect(out.data).toEqual(picture().data);
});

test('calls at the same time answer each its own input, in order', async () => {
  const prior = await priorOf(identityGraph);
  const inputs = [1, 2, 3, 4].map((value) => {
    const x = picture();
    x.data.fill(value / 10);
    return x;
  });
  const order: number[] = [];
  await Promise.all(
    inputs.map(async (x, i) => {
      const out = createImageTensor(x);
      await prior.denoise(x, 0.3, out);
      expect(out.data).toEqual(x.data);
      order.push(i);
    }),
  );
  expect(order).toEqual([0, 1, 2, 3]);
  expect(prior.statistics.calls).toBe(4);
  expect(prior.statistics.totalMs).toBeGreaterThanOrEqual(prior.statistics.lastMs);
});

test('the same input gives the same bits', async () => {
  const prior = await priorOf(epsGraph(6), vpEpsDescription(6));
  const answers = [createImageTensor(picture()), createImageTensor(picture())];
  for (const out of answers) await prior.denoise(picture(), 1.7, out);
  expect(answers[1]!.data).toEqual(answers[0]!.data);
});

test('after dispose the calls in hand are answered and new ones refused', async () => {
  const prior = await priorOf(identityGraph);
  const out = createImageTensor(picture());
  const inHand = prior.denoise(picture(), 0.3, out);
  await Promise.all([inHand, prior.dispose(), prior.dispose()]);
  expect(out.data).toEqual(picture().data);
  await expect(prior.denoise(picture(), 0.3, out)).rejects.toMatchObject({ kind: 'prior' });
});

test('a device that cannot give its network back does not keep another prior from its place', async () => {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  const runtime: InferenceRuntime = {
    ...onnxRuntime,
    async createSession(...request) {
      const session = await onnxRuntime.createSession(...request);
      session.release = () => Promise.reject(new Error('device removed'));
      return session;
    },
  };
  const { prior } = await loadPrior(folder, { provider: 'cpu', threads: 1, runtime });
  await expect(prior.dispose()).resolves.toBeUndefined();
});
