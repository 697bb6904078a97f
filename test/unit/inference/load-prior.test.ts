import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadPrior } from '../../../src-main/inference/load-prior';
import { onnxRuntime, type InferenceRuntime } from '../../../src-main/inference/onnx-runtime';
import { readPriorManifest, type PriorManifest } from '../../../src-main/inference/prior-manifest';
import type { ProviderName } from '../../../src-main/inference/providers';
import { writeOnnx, type OnnxGraph } from '../../support/onnx-writer';
import {
  constantGraph,
  epsGraph,
  identityGraph,
  sigmaGraph,
  temporaryFolder,
  writePrior,
} from '../../support/tiny-priors';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function changeManifest(folder: string, change: (manifest: PriorManifest) => PriorManifest) {
  const manifest = change(await readPriorManifest(folder));
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
}

/** Puts other bytes in place of the weights and makes the manifest agree, as a careless import would. */
async function swapWeights(folder: string, weights: OnnxGraph | Buffer) {
  const bytes = Buffer.isBuffer(weights) ? weights : writeOnnx(weights);
  await writeFile(path.join(folder, 'tiny.onnx'), bytes);
  await changeManifest(folder, (manifest) => ({
    ...manifest,
    weights: { ...manifest.weights, byteLength: bytes.length, sha256: sha256(bytes) },
  }));
}

/** The real library, but `provider` is answered by the processor: what a faultless driver would do. */
function pretendProvider(provider: ProviderName): InferenceRuntime {
  return {
    ...onnxRuntime,
    platform: 'win32',
    listBackends: () => [provider, 'cpu'],
    createSession: (file, _provider, threads) => onnxRuntime.createSession(file, 'cpu', threads),
  };
}

test('a sound prior is ready with its manifest', async () => {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  const { prior, provider, manifest } = await loadPrior(folder, { provider: 'cpu' });
  expect(provider).toBe('cpu');
  expect(manifest.name).toBe('Tiny');
  expect(prior).toMatchObject({
    takesSigmaMap: false,
    sizeMultiple: 4,
    haloPx: 0,
    sigmaRange: { min: 0.01, max: 5 },
  });
});

test('damaged weights never reach the library', async () => {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  const bytes = await readFile(path.join(folder, 'tiny.onnx'));
  bytes[bytes.length - 1] = bytes[bytes.length - 1]! ^ 255;
  await writeFile(path.join(folder, 'tiny.onnx'), bytes);
  const runtime: InferenceRuntime = {
    ...onnxRuntime,
    createSession: () => Promise.reject(new Error('was loaded')),
  };
  await expect(loadPrior(folder, { runtime })).rejects.toThrow(/SHA-256 is not the manifest's/);
});

test('weights that match their checksum but answer otherwise than stored are refused', async () => {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  await swapWeights(folder, constantGraph);
  await expect(loadPrior(folder, { provider: 'cpu' })).rejects.toThrow(
    /could not be started.*the processor answered wrongly: it is off by up to/,
  );
});

test('weights that answer NaN where a number is stored are refused', async () => {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  await swapWeights(folder, {
    ...identityGraph,
    nodes: [{ operator: 'Log', inputs: ['x'], outputs: ['x0'] }],
    constants: [],
  });
  await expect(loadPrior(folder, { provider: 'cpu' })).rejects.toThrow(/off by up to Infinity/);
});

test('a file that is no network at all is refused', async () => {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  await swapWeights(folder, Buffer.from('not a network'));
  await expect(loadPrior(folder, { provider: 'cpu' })).rejects.toThrow(
    `The network ${path.join(folder, 'tiny.onnx')} is no ONNX network, or is cut short; install Heirloom again or restore that file from a fresh download; it was not loaded.`,
  );
});

test('a network that the library does not know how to run is refused with what it says', async () => {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  await swapWeights(folder, {
    ...identityGraph,
    nodes: [{ operator: 'Conw', inputs: ['x', 'kernel'], outputs: ['x0'] }],
  });
  await expect(loadPrior(folder, { provider: 'cpu' })).rejects.toThrow(
    /could not be started \(.*the processor could not start \(.*\)\); install Heirloom again[^.]*\.$/,
  );
});

test('weights in other files, which no checksum covers, never reach the library', async () => {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  const [kernel] = identityGraph.constants!;
  await writeFile(path.join(folder, 'beside.bin'), Buffer.alloc(36));
  await swapWeights(folder, {
    ...identityGraph,
    constants: [{ ...kernel!, externalFile: 'beside.bin' }],
  });
  const runtime: InferenceRuntime = {
    ...onnxRuntime,
    createSession: () => Promise.reject(new Error('was loaded')),
  };
  await expect(loadPrior(folder, { runtime })).rejects.toThrow(
    /keeps weights in other files; install Heirloom again or restore that file from a fresh download; it was not loaded\.$/,
  );
});

test.each<[string, OnnxGraph, RegExp]>([
  [
    'an input of another name',
    {
      ...identityGraph,
      inputs: [identityGraph.inputs[0]!, { ...identityGraph.inputs[1]!, name: 's' }],
    },
    /input: expected x .*, sigma float32\[any\]; found x .*, s float32\[n\]/,
  ],
  [
    'a map of sigma where a number is due',
    {
      ...identityGraph,
      inputs: [
        identityGraph.inputs[0]!,
        { name: 'sigma', type: 'float32', shape: ['n', 1, 'h', 'w'] },
      ],
    },
    /input: expected/,
  ],
  [
    'a whole number where a fraction is due',
    {
      ...identityGraph,
      inputs: [identityGraph.inputs[0]!, { name: 'sigma', type: 'int64', shape: ['n'] }],
    },
    /found x .*, sigma int64\[n\]/,
  ],
  [
    'an input too many',
    {
      ...identityGraph,
      inputs: [...identityGraph.inputs, { name: 'y', type: 'int64', shape: [1] }],
    },
    /input: expected/,
  ],
  ['a noise predictor', epsGraph(3), /found x float32\[n, 3, h, w\], t int64\[n\]/],
  [
    'a fixed size',
    {
      ...identityGraph,
      inputs: [{ name: 'x', type: 'float32', shape: ['n', 3, 8, 8] }, identityGraph.inputs[1]!],
    },
    /input: expected/,
  ],
  [
    'an output of another name',
    {
      ...identityGraph,
      outputs: [{ ...identityGraph.outputs[0]!, name: 'y' }],
      nodes: [{ operator: 'Conv', inputs: ['x', 'kernel'], outputs: ['y'] }],
    },
    /output: expected x0 float32\[any, 3, any, any\]; found y/,
  ],
])('a network with %s does not fit its manifest', async (_what, graph, message) => {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  await swapWeights(folder, graph);
  await expect(loadPrior(folder, { provider: 'cpu' })).rejects.toMatchObject({
    kind: 'prior',
    message: expect.stringMatching(message) as string,
  });
});

test('a graphics provider is held to the answer of the processor, within the precision of the weights', async () => {
  const folder = await writePrior(await temporaryFolder(), sigmaGraph);
  const runtime = pretendProvider('dml');
  expect((await loadPrior(folder, { provider: 'dml', runtime })).provider).toBe('dml');

  // An answer that is off by 0.01 everywhere, as of a driver that computes in half precision.
  const file = path.join(folder, 'warm-up.f32');
  const bytes = await readFile(file);
  for (let i = bytes.length / 2; i < bytes.length; i += 4) {
    bytes.writeFloatLE(bytes.readFloatLE(i) + 0.01, i);
  }
  await writeFile(file, bytes);
  const use = (precision: 'float32' | 'float16') =>
    changeManifest(folder, (manifest) => ({
      ...manifest,
      weights: { ...manifest.weights, precision },
      warmUp: { ...manifest.warmUp, sha256: sha256(bytes) },
    }));
  await use('float32');
  await expect(loadPrior(folder, { provider: 'dml', runtime })).rejects.toThrow(
    /DirectML answered wrongly: it is off by up to 0.010/,
  );
  await use('float16');
  expect((await loadPrior(folder, { provider: 'dml', runtime })).provider).toBe('dml');
});

test('a failing run is a sentence with the size, the provider and the raw error as its cause', async () => {
  // Takes 8 x 8 only, whatever its signature says.
  const picky: OnnxGraph = {
    ...identityGraph,
    constants: [{ name: 'eight', shape: [4], values: BigInt64Array.of(1n, 3n, 8n, 8n) }],
    nodes: [
      { operator: 'Shape', inputs: ['x'], outputs: ['shape'] },
      { operator: 'Reshape', inputs: ['x', 'eight'], outputs: ['y'] },
      { operator: 'Reshape', inputs: ['y', 'shape'], outputs: ['x0'] },
    ],
  };
  const folder = await writePrior(await temporaryFolder(), picky);
  const { prior } = await loadPrior(folder, { provider: 'cpu' });
  const x = { channels: 3, height: 16, width: 8, data: new Float32Array(3 * 16 * 8) };
  await expect(prior.denoise(x, 0.1, x)).rejects.toMatchObject({
    kind: 'prior',
    message: expect.stringMatching(
      /"Tiny" stopped on the processor at 3 x 16 x 8 \(.*\)/,
    ) as string,
    cause: expect.any(Error) as Error,
  });
});
