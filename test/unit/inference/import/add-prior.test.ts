import { mkdir, readFile, readdir, truncate } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';
import { addPrior } from '../../../../src-main/inference/import/add-prior';
import { loadPrior } from '../../../../src-main/inference/load-prior';
import { findPrior } from '../../../../src-main/inference/prior-library';
import { writeOnnx, type OnnxGraph, type OnnxValue } from '../../../support/onnx-writer';
import { constantGraph, identityGraph, temporaryFolder } from '../../../support/tiny-priors';
import {
  afterBlur,
  blurGraph,
  epsBlurGraph,
  epsBlurGraphOfSix,
  floats,
  image,
  scalarSigma,
  writeNetwork,
} from './blur-graphs';

const blur = blurGraph();

let root: string;
let modelsFolder: string;
beforeEach(async () => {
  root = await temporaryFolder();
  modelsFolder = path.join(root, 'models');
});

const write = (graph: OnnxGraph | Buffer, name?: string) => writeNetwork(root, graph, name);

describe('a network that denoises', () => {
  it.each([
    ['one sigma a picture', blur, { kind: 'edm', sigmaInput: 'scalar' }],
    ['one sigma a pixel', blurGraph(image('sigma', 1)), { kind: 'edm', sigmaInput: 'uniform-map' }],
    ['timesteps', epsBlurGraph(), { kind: 'vp-eps', outputChannels: 3 }],
    ['six outputs', epsBlurGraphOfSix(), { kind: 'vp-eps', outputChannels: 6 }],
  ])('with %s is added and answers', async (_, graph, adapter) => {
    const { folder, manifest } = await addPrior({ file: await write(graph), modelsFolder });
    expect(manifest).toMatchObject({ id: 'my-denoiser', adapter, sizeMultiple: 1, haloPx: 8 });
    expect(await findPrior('/', 'my-denoiser', modelsFolder)).toBe(folder);
    const { prior } = await loadPrior(folder, { provider: 'cpu' });
    const x = createImageTensor({ channels: 3, height: 8, width: 8 });
    x.data.fill(0.25);
    await prior.denoise(x, 0.1, x);
    expect(x.data[27]).toBeCloseTo(0.25, 5);
    await prior.dispose();
  });

  it('of three and of six outputs gives the same answers', async () => {
    const [three, six] = [epsBlurGraph(), epsBlurGraphOfSix()];
    const rests = [];
    for (const [id, graph] of [['three', three] as const, ['six', six] as const]) {
      const { calibration } = await addPrior({ file: await write(graph), modelsFolder, id });
      rests.push(calibration.rest);
    }
    expect(rests[1]).toEqual(rests[0]);
  });

  it('is not said to assume a spread of pictures that nobody has told', async () => {
    const { manifest } = await addPrior({ file: await write(blur), modelsFolder });
    expect(manifest.adapter).not.toHaveProperty('sigmaData');
  });

  it('keeps the licence that it was given, and says when none was', async () => {
    const file = await write(blur);
    const licence = 'CC BY 4.0, by A. Person';
    const given = await addPrior({ file, modelsFolder, id: 'one', licence });
    expect(given.manifest.licence).toBe(licence);
    expect(await readFile(path.join(given.folder, 'MODEL_CARD.md'), 'utf8')).toContain(licence);
    const silent = await addPrior({ file, modelsFolder, id: 'two' });
    expect(silent.manifest.licence).toContain('not stated');
  });

  it('does not take the place of another one', async () => {
    const file = await write(blur);
    await addPrior({ file, modelsFolder });
    await expect(addPrior({ file, modelsFolder })).rejects.toThrow(/already.*--id/);
    expect(await readdir(modelsFolder)).toEqual(['my-denoiser']);
  });

  it('does not take a name under which a shipped one would be found', async () => {
    const shippedFolder = path.join(root, 'shipped');
    await mkdir(path.join(shippedFolder, 'photo-unet'), { recursive: true });
    const file = await write(blur, 'photo-unet.onnx');
    await expect(addPrior({ file, modelsFolder, shippedFolder })).rejects.toThrow(
      'The name "photo-unet" belongs to what came with Heirloom; nothing was added, choose another name with --id.',
    );
    const { manifest } = await addPrior({ file, modelsFolder, shippedFolder, id: 'mine' });
    expect(manifest.id).toBe('mine');
  });
});

describe('refused, with nothing left behind', () => {
  const fixed: OnnxValue = { name: 'x', type: 'float32', shape: [1, 3, 64, 64] };
  const kernel = blur.constants![0]!;
  const whole = writeOnnx(blur);
  it.each<[string, OnnxGraph | Buffer, RegExp]>([
    [
      'one that does nothing',
      identityGraph,
      /does not take noise away.*; use one that was trained/,
    ],
    ['one that forgets the picture', constantGraph, /does not take noise away/],
    ['a fixed size', { ...blur, inputs: [fixed, scalarSigma] }, /any size/],
    [
      'a missing noise level',
      { ...blur, inputs: [image('x')] },
      /any size.*; export it with these;/,
    ],
    [
      'weights in other files',
      { ...blur, constants: [{ ...kernel, externalFile: '../../etc/passwd' }] },
      /keeps weights in other files/,
    ],
    [
      'operators of strangers',
      { ...blur, nodes: [{ ...blur.nodes[0]!, domain: 'evil.example' }] },
      /needs operators of "evil.example"/,
    ],
    [
      'unknown operators',
      { ...blur, nodes: [{ ...blur.nodes[0]!, operator: 'Conw' }] },
      /cannot be run/,
    ],
    [
      'one that throws dice',
      afterBlur(
        [
          { operator: 'RandomNormalLike', inputs: ['b'], outputs: ['dice'] },
          { operator: 'Mul', inputs: ['dice', 'little'], outputs: ['less'] },
          { operator: 'Add', inputs: ['b', 'less'], outputs: ['x0'] },
        ],
        [floats('little', 0.0003)],
      ),
      /My Denoiser.onnx would not be loaded \(the processor answered wrongly: .* stored answer\);/,
    ],
    ['a text', Buffer.from('<!doctype html><html><body>Not found</body></html>'), /no ONNX/],
    ['an empty file', Buffer.alloc(0), /no ONNX/],
    ['half a file', whole.subarray(0, whole.length >> 1), /no ONNX/],
  ])('%s', async (_, graph, reason) => {
    const adding = addPrior({ file: await write(graph), modelsFolder });
    await expect(adding).rejects.toThrow(reason);
    await expect(adding).rejects.toThrow(/nothing was added/);
    expect(await readdir(modelsFolder).catch(() => [])).toEqual([]);
  });

  it('a file that is not there, a folder, and one above 2 GB', async () => {
    const huge = await write(Buffer.alloc(1), 'huge.onnx');
    await truncate(huge, 2 * 1024 ** 3 + 1);
    for (const [file, reason] of [
      [path.join(root, 'no.onnx'), /could not be read/],
      [root, /is no file/],
      [huge, /larger than 2 GB/],
    ] as const) {
      await expect(addPrior({ file, modelsFolder })).rejects.toThrow(reason);
    }
  });
});
