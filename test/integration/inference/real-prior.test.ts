import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createImageTensor, type ImageTensor } from '../../../src-main/engine/tensor/image-tensor';
import { loadPrior, type LoadedPrior } from '../../../src-main/inference/load-prior';
import { readWarmUpPair } from '../../../src-main/inference/prior-files';
import { findPrior, listPriors } from '../../../src-main/inference/prior-library';

/** The prior that Heirloom ships, with its real weights on the processor. */
const models = fileURLToPath(new URL('../../../models', import.meta.url));

/** Loads its exact weights, or the 8-bit ones where this processor computes them rightly. */
async function load(precision: 'float32' | 'int8', threads?: number): Promise<LoadedPrior> {
  return loadPrior(await findPrior(models), {
    provider: 'cpu',
    precision: precision === 'int8' ? 'auto' : precision,
    memory: { read: () => Promise.resolve(true), write: () => Promise.resolve() },
    ...(threads !== undefined && { threads }),
  });
}

/** A grey slope with a dark bar, `side` pixels each way. */
function cleanPicture(side: number): ImageTensor {
  const picture = createImageTensor({ channels: 3, height: side, width: side });
  for (let i = 0; i < picture.data.length; i++) {
    const x = i % side;
    picture.data[i] = x > side / 3 && x < side / 2 ? -0.6 : x / side - 0.3;
  }
  return picture;
}

/** Fixed noise of about deviation `sigma`: a sum of three uniform numbers. */
function addNoise(picture: ImageTensor, sigma: number): ImageTensor {
  let state = 7;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 2 * (state / 2 ** 32) - 1;
  };
  const noisy = createImageTensor(picture, picture.data.slice());
  for (let i = 0; i < noisy.data.length; i++) {
    noisy.data[i]! += sigma * (uniform() + uniform() + uniform());
  }
  return noisy;
}

function rms(a: ImageTensor, b: ImageTensor): number {
  const sum = a.data.reduce((total, value, i) => total + (value - b.data[i]!) ** 2, 0);
  return Math.sqrt(sum / a.data.length);
}

test('every prior that is shipped is sound', async () => {
  const listings = await listPriors(models);
  expect(listings.length).toBeGreaterThan(0);
  expect(listings.filter(({ problem }) => problem)).toEqual([]);
});

describe.each(['float32', 'int8'] as const)('with %s weights', (precision) => {
  let loaded: LoadedPrior;
  beforeAll(async () => {
    loaded = await load(precision);
  });
  afterAll(() => loaded.prior.dispose());

  test('it answers as stored', async () => {
    const { prior, manifest } = loaded;
    const tolerance = manifest.weights.precision === 'int8' ? 0.05 : 1e-4;
    const { height, width, sigma } = manifest.warmUp;
    const { input, answer } = await readWarmUpPair(await findPrior(models), manifest);
    const x = createImageTensor({ channels: 3, height, width }, input);
    await prior.denoise(x, sigma, x);
    const largest = x.data.reduce((max, v, i) => Math.max(max, Math.abs(v - answer[i]!)), 0);
    expect(largest).toBeLessThan(tolerance);
  });

  test('it removes noise: a smooth picture comes back ten times closer to the clean one', async () => {
    const clean = cleanPicture(128);
    const noisy = addNoise(clean, 0.2);
    const out = createImageTensor(clean);
    await loaded.prior.denoise(noisy, 0.2, out);
    expect(rms(noisy, clean)).toBeCloseTo(0.2, 2);
    expect(rms(out, clean)).toBeLessThan(precision === 'int8' ? 0.022 : 0.02);
  });

  test('the same picture gives the same bits, again and on any number of threads', async () => {
    const noisy = addNoise(cleanPicture(96), 0.3);
    const answers: Float32Array[] = [];
    for (const threads of [1, 1, 2]) {
      const { prior } = await load(precision, threads);
      for (let run = 0; run < 2; run++) {
        const out = createImageTensor(noisy);
        await prior.denoise(noisy, 0.3, out);
        answers.push(out.data);
      }
      await prior.dispose();
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  // The noise that most repairs begin with, and what is left of it halfway.
  test.each([0.1, 0.3])(
    "at %f, beyond the halo the answer of a cut is the whole picture's",
    async (sigma) => {
      const { prior } = loaded;
      const side = 256;
      const [left, cut] = [64, 128];
      const whole = addNoise(cleanPicture(side), sigma);
      const part = createImageTensor({ channels: 3, height: cut, width: cut });
      const at = (channel: number, y: number, x: number) =>
        (channel * side + y + left) * side + x + left;
      for (let i = 0; i < part.data.length; i++) {
        const [channel, y, x] = [Math.floor(i / cut ** 2), Math.floor(i / cut) % cut, i % cut];
        part.data[i] = whole.data[at(channel, y, x)]!;
      }
      await prior.denoise(whole, sigma, whole);
      await prior.denoise(part, sigma, part);
      let largest = 0;
      let largestAtBorder = 0;
      for (let i = 0; i < part.data.length; i++) {
        const [channel, y, x] = [Math.floor(i / cut ** 2), Math.floor(i / cut) % cut, i % cut];
        const difference = Math.abs(part.data[i]! - whole.data[at(channel, y, x)]!);
        const marginPx = Math.min(x, y, cut - 1 - x, cut - 1 - y);
        if (marginPx >= prior.haloPx) largest = Math.max(largest, difference);
        if (marginPx === 0) largestAtBorder = Math.max(largestAtBorder, difference);
      }
      expect(largest).toBeLessThan((precision === 'int8' ? 4 : 2) / 255);
      expect(largestAtBorder).toBeGreaterThan(4 / 255);
    },
  );
});
