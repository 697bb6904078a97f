import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRivalFaster, rivalWeights } from '../../../src-main/inference/faster-weights';
import { loadPrior } from '../../../src-main/inference/load-prior';
import {
  onnxRuntime,
  type InferenceRuntime,
  type NetworkSession,
} from '../../../src-main/inference/onnx-runtime';
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

/** A prior whose manifest also names weights of less precision: this graph, in tiny-other.onnx. */
async function writePriorWith(
  key: 'int8Weights' | 'float16Weights',
  graph: OnnxGraph,
): Promise<string> {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  const bytes = writeOnnx(graph);
  await writeFile(path.join(folder, 'tiny-other.onnx'), bytes);
  const weights = {
    file: 'tiny-other.onnx',
    byteLength: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const manifest = { ...(await readPriorManifest(folder)), [key]: weights };
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

const writePriorWithInt8 = (graph: OnnxGraph) => writePriorWith('int8Weights', graph);

/** The real library, but DirectML is answered by the processor: what a faultless driver would do. */
const withDirectMl: InferenceRuntime = {
  ...onnxRuntime,
  platform: 'win32',
  listBackends: () => ['dml', 'cpu'],
  createSession: (file, _provider, threads) => onnxRuntime.createSession(file, 'cpu', threads),
};

describe('which weights a prior is run with', () => {
  test('the 8-bit ones where this computer is faster with them, and the manifest says so', async () => {
    const folder = await writePriorWithInt8(identityGraph);
    const { manifest } = await loadPrior(folder, { provider: 'cpu', memory: remembering(true) });
    expect(manifest.weights).toMatchObject({ file: 'tiny-other.onnx', precision: 'int8' });
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

  test.each([
    ['8-bit ones', 'int8Weights'],
    ['half precision ones', 'float16Weights'],
  ] as const)('none where the %s are damaged, and nothing is opened', async (_, key) => {
    const folder = await writePriorWith(key, identityGraph);
    const file = path.join(folder, 'tiny-other.onnx');
    const bytes = await readFile(file);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(file, bytes);
    const runtime = { ...onnxRuntime, createSession: () => Promise.reject(new Error('opened')) };
    const options = { runtime, memory: remembering(true) };
    await expect(loadPrior(folder, options)).rejects.toThrow(/are damaged/);
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
      expect(released).toEqual([isFaster ? 'tiny.onnx' : 'tiny-other.onnx']);
    }
  });
});

describe('faster weights that fail', () => {
  const unmeasured = remembering(undefined);

  /** Answers like the exact ones, but fails above this many values: too little memory, a kernel that lacks a size. */
  function failingAbove(values: number, what = 'tiny-other.onnx') {
    const open = new Set<string>();
    const runtime: InferenceRuntime = {
      ...onnxRuntime,
      async createSession(...request) {
        const session = await onnxRuntime.createSession(...request);
        const name = path.basename(request[0]);
        const run = session.run.bind(session) as (
          ...given: unknown[]
        ) => ReturnType<typeof session.run>;
        const release = session.release.bind(session);
        open.add(name);
        session.run = ((feeds: { x: { size: number } }, ...rest: unknown[]) =>
          name === what && feeds.x.size > values
            ? Promise.reject(new Error('bad allocation'))
            : run(feeds, ...rest)) as unknown as typeof session.run;
        session.release = () => (open.delete(name), release());
        return session;
      },
    };
    return { runtime, open };
  }

  const reason = 'The faster weights do not work on the processor, so the exact ones are used.';

  test.each([
    ['while they are timed', 3 * 127 * 127, undefined],
    ['at the usual size of a window', 3 * 255 * 255, true],
  ])('%s give way to the exact ones, and that is told', async (_, values, isFaster) => {
    const folder = await writePriorWithInt8(identityGraph);
    const { runtime, open } = failingAbove(values);
    const memory = remembering(isFaster);
    const loaded = await loadPrior(folder, { provider: 'cpu', runtime, memory });
    expect(loaded.manifest.weights.file).toBe('tiny.onnx');
    expect(loaded.rejections).toMatchObject([{ provider: 'cpu', kind: 'weights', reason }]);
    expect([...open]).toEqual(['tiny.onnx']);
  });

  test('when they are opened, or answer wrongly, do so as well', async () => {
    const folder = await writePriorWithInt8(constantGraph);
    const { rejections } = await loadPrior(folder, { provider: 'cpu', memory: unmeasured });
    expect(rejections).toMatchObject([
      { reason, detail: expect.stringMatching(/^the processor answered wrongly: /) as string },
    ]);
  });

  test('although they are asked for are an error in a sentence, and nothing stays open', async () => {
    const folder = await writePriorWithInt8(identityGraph);
    const { runtime, open } = failingAbove(3 * 255 * 255);
    const options = { provider: 'cpu', precision: 'int8', runtime } as const;
    await expect(loadPrior(folder, options)).rejects.toMatchObject({
      kind: 'prior',
      message: expect.stringMatching(/stopped on the processor .*bad allocation/) as string,
    });
    expect([...open]).toEqual([]);
  });

  test('are not blamed where the exact ones fail: that is an error, and nothing stays open', async () => {
    const folder = await writePriorWithInt8(identityGraph);
    const { runtime, open } = failingAbove(3 * 127 * 127, 'tiny.onnx');
    const options = { provider: 'cpu', runtime, memory: unmeasured } as const;
    await expect(loadPrior(folder, options)).rejects.toMatchObject({ kind: 'prior' });
    expect([...open]).toEqual([]);
  });
});

describe('weights in half precision', () => {
  const onDirectMl = { provider: 'dml', runtime: withDirectMl } as const;

  test('are used on a graphics card that is faster with them, and on no processor unasked', async () => {
    const folder = await writePriorWith('float16Weights', identityGraph);
    const memory = remembering(true);
    const { manifest, provider } = await loadPrior(folder, { ...onDirectMl, memory });
    expect(provider).toBe('dml');
    expect(manifest.weights).toMatchObject({ file: 'tiny-other.onnx', precision: 'float16' });
    expect(manifest.weights.sha256).toBe(manifest.float16Weights!.sha256);
    for (const options of [
      { ...onDirectMl, memory: remembering(false) },
      { ...onDirectMl, memory, precision: 'float32' as const },
      { provider: 'cpu' as const, memory },
    ]) {
      expect((await loadPrior(folder, options)).manifest.weights.precision).toBe('float32');
    }
  });

  test('are not used where they answer otherwise', async () => {
    const folder = await writePriorWith('float16Weights', constantGraph);
    const { manifest } = await loadPrior(folder, { ...onDirectMl, memory: remembering(true) });
    expect(manifest.weights.precision).toBe('float32');
  });

  test('are remembered for one kind of card, apart from other weights', async () => {
    const folder = await writePriorWith('float16Weights', identityGraph);
    const keys: string[] = [];
    const memory = {
      ...remembering(true),
      read: (key: string) => (keys.push(key), Promise.resolve(true)),
    };
    const { manifest } = await loadPrior(folder, { ...onDirectMl, memory });
    expect(keys).toEqual([`${manifest.float16Weights!.sha256} dml`]);
  });
});

describe('which weights may take the place of the exact ones', () => {
  const int8Weights = { file: 'a', sha256: '', byteLength: 1 };
  const float16Weights = { file: 'b', sha256: '', byteLength: 1 };

  test.each([
    ['auto', 'cpu', 'int8'],
    ['auto', 'webgpu', 'float16'],
    ['float32', 'cpu', undefined],
    ['float32', 'dml', undefined],
    ['int8', 'cpu', 'int8'],
    ['int8', 'cuda', undefined],
    ['float16', 'cpu', 'float16'],
    ['float16', 'coreml', 'float16'],
  ] as const)('asked for %s on %s: %s', (requested, provider, expected) => {
    const weights = { int8Weights, float16Weights };
    expect(rivalWeights(weights, requested, provider)?.precision).toBe(expected);
    expect(rivalWeights({}, requested, provider)).toBeUndefined();
  });
});

describe('the measurement', () => {
  const exact = {} as NetworkSession;
  const rival = {} as NetworkSession;
  const rivals = { exact, rival, key: 'ab'.repeat(32) };

  test.each([
    { exactMs: [100, 100, 100], rivalMs: [60, 60, 60], isFaster: true },
    { exactMs: [100, 100, 100], rivalMs: [90, 90, 90], isFaster: false },
    // Something else kept the computer busy in single rounds.
    { exactMs: [300, 100, 100], rivalMs: [90, 300, 95], isFaster: false },
    { exactMs: [100, 100, 100], rivalMs: [300, 300, 60], isFaster: true },
  ])('takes the best of each: $exactMs against $rivalMs', async ({ isFaster, ...times }) => {
    const left = { exactMs: [...times.exactMs], rivalMs: [...times.rivalMs] };
    const measure = (session: NetworkSession) =>
      Promise.resolve((session === rival ? left.rivalMs : left.exactMs).shift()!);
    expect(await isRivalFaster(rivals, measure, remembering(undefined))).toBe(isFaster);
  });

  test('is made once a computer', async () => {
    const folder = path.join(await temporaryFolder(), 'not', 'there', 'yet');
    let calls = 0;
    const measure = (session: NetworkSession) =>
      Promise.resolve((calls++, session === rival ? 1 : 9));
    expect(await isRivalFaster(rivals, measure, speedMemoryIn(folder, 2))).toBe(true);
    const callsOnce = calls;
    expect(await isRivalFaster(rivals, measure, speedMemoryIn(folder, 2))).toBe(true);
    expect(calls).toBe(callsOnce);
    await isRivalFaster(rivals, measure, speedMemoryIn(folder, 3));
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
