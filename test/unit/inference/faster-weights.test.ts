import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isInt8Faster } from '../../../src-main/inference/faster-weights';
import { loadPrior } from '../../../src-main/inference/load-prior';
import { onnxRuntime, type NetworkSession } from '../../../src-main/inference/onnx-runtime';
import { readPriorManifest } from '../../../src-main/inference/prior-manifest';
import {
  speedMemoryIn,
  userCacheFolder,
  type SpeedMemory,
} from '../../../src-main/inference/speed-memory';
import { writeOnnx, type OnnxGraph } from '../../support/onnx-writer';
import {
  constantGraph,
  identityGraph,
  temporaryFolder,
  writePrior,
} from '../../support/tiny-priors';

const remembering = (isFaster: boolean | undefined): SpeedMemory => ({
  read: () => Promise.resolve(isFaster),
  write: () => Promise.resolve(),
});

/** A prior whose manifest also names 8-bit weights: this graph. */
async function writePriorWithInt8(int8: OnnxGraph): Promise<string> {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  const bytes = writeOnnx(int8);
  await writeFile(path.join(folder, 'tiny-int8.onnx'), bytes);
  const manifest = await readPriorManifest(folder);
  const int8Weights = {
    file: 'tiny-int8.onnx',
    byteLength: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify({ ...manifest, int8Weights }));
  return folder;
}

describe('which weights a prior is run with', () => {
  test('the 8-bit ones where this computer is faster with them, and the manifest says so', async () => {
    const folder = await writePriorWithInt8(identityGraph);
    const { manifest } = await loadPrior(folder, { provider: 'cpu', memory: remembering(true) });
    expect(manifest.weights).toMatchObject({ file: 'tiny-int8.onnx', precision: 'int8' });
    expect(manifest.weights.sha256).toBe(manifest.int8Weights!.sha256);
  });

  test('the exact ones where it is not, or where they are asked for', async () => {
    const folder = await writePriorWithInt8(identityGraph);
    for (const options of [
      { memory: remembering(false) },
      { memory: remembering(true), precision: 'float32' as const },
    ]) {
      const { manifest } = await loadPrior(folder, { provider: 'cpu', ...options });
      expect(manifest.weights).toMatchObject({ file: 'tiny.onnx', precision: 'float32' });
    }
  });

  test('the exact ones where the 8-bit ones answer wrongly, unless those are asked for', async () => {
    const folder = await writePriorWithInt8(constantGraph);
    const options = { provider: 'cpu', memory: remembering(true) } as const;
    expect((await loadPrior(folder, options)).manifest.weights.precision).toBe('float32');
    await expect(loadPrior(folder, { ...options, precision: 'int8' })).rejects.toThrow(
      /answered wrongly/,
    );
  });

  test('none where the 8-bit ones are damaged', async () => {
    const folder = await writePriorWithInt8(identityGraph);
    const file = path.join(folder, 'tiny-int8.onnx');
    const bytes = await readFile(file);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(file, bytes);
    await expect(loadPrior(folder, { memory: remembering(true) })).rejects.toThrow(/are damaged/);
  });

  test('the sessions that are not used are given back', async () => {
    const folder = await writePriorWithInt8(identityGraph);
    for (const isFaster of [true, false]) {
      const released: string[] = [];
      const runtime = {
        ...onnxRuntime,
        async createSession(...request: Parameters<typeof onnxRuntime.createSession>) {
          const session = await onnxRuntime.createSession(...request);
          const release = session.release.bind(session);
          session.release = () => {
            released.push(path.basename(request[0]));
            return release();
          };
          return session;
        },
      };
      await loadPrior(folder, { provider: 'cpu', runtime, memory: remembering(isFaster) });
      expect(released).toEqual([isFaster ? 'tiny.onnx' : 'tiny-int8.onnx']);
    }
  });
});

describe('the measurement', () => {
  const float32 = {} as NetworkSession;
  const int8 = {} as NetworkSession;
  const rivals = { float32, int8, int8Sha256: 'ab'.repeat(32) };

  test.each([
    { float32Ms: [100, 100, 100], int8Ms: [60, 60, 60], isFaster: true },
    { float32Ms: [100, 100, 100], int8Ms: [90, 90, 90], isFaster: false },
    // Something else kept the computer busy in single rounds.
    { float32Ms: [300, 100, 100], int8Ms: [90, 300, 95], isFaster: false },
    { float32Ms: [100, 100, 100], int8Ms: [300, 300, 60], isFaster: true },
  ])('takes the best of each: $float32Ms against $int8Ms', async ({ isFaster, ...times }) => {
    const left = { float32Ms: [...times.float32Ms], int8Ms: [...times.int8Ms] };
    const measure = (session: NetworkSession) =>
      Promise.resolve((session === int8 ? left.int8Ms : left.float32Ms).shift()!);
    expect(await isInt8Faster(rivals, measure, remembering(undefined))).toBe(isFaster);
  });

  test('is made once a computer', async () => {
    const folder = path.join(await temporaryFolder(), 'not', 'there', 'yet');
    let calls = 0;
    const measure = (session: NetworkSession) =>
      Promise.resolve((calls++, session === int8 ? 1 : 9));
    expect(await isInt8Faster(rivals, measure, speedMemoryIn(folder, 2))).toBe(true);
    const callsOnce = calls;
    expect(await isInt8Faster(rivals, measure, speedMemoryIn(folder, 2))).toBe(true);
    expect(calls).toBe(callsOnce);
    await isInt8Faster(rivals, measure, speedMemoryIn(folder, 3));
    expect(calls).toBe(2 * callsOnce);
    expect(await readdir(folder)).toEqual(['faster-weights.json']);
  });

  test('is made again where what was kept cannot be read or written', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'faster-weights.json'), '{"a":');
    const memory = speedMemoryIn(path.join(folder, 'faster-weights.json', 'below'), 2);
    await memory.write('ab', true);
    expect(await memory.read('ab')).toBeUndefined();
    expect(await speedMemoryIn(folder, 2).read('ab')).toBeUndefined();
  });
});

test.each([
  ['linux', { XDG_CACHE_HOME: '/var/c' }, path.join('/var/c', 'heirloom')],
  ['win32', { LOCALAPPDATA: 'C:\\L' }, path.join('C:\\L', 'Heirloom')],
] as const)('the cache folder of %s', (platform, environment, expected) => {
  expect(userCacheFolder(platform, environment)).toBe(expected);
});
