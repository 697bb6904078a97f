import { expect, test } from 'vitest';
import { EngineError } from '../../../src-main/engine/errors';
import type { InferenceRuntime, NetworkSession } from '../../../src-main/inference/onnx-runtime';
import type { ProviderName, ProviderRequest } from '../../../src-main/inference/providers';
import { openSession, type SessionTrial } from '../../../src-main/inference/session-factory';

/** What a pretended provider does. */
interface Behaviour {
  readonly fails?: string;
  readonly refusal?: string;
  readonly stopsWith?: string;
  readonly callMs?: number;
}

interface FakeSession extends NetworkSession {
  readonly behaviour: Behaviour;
}

/** A computer whose providers behave as told; `log` tells what was opened and released, in order. */
function computer(
  platform: NodeJS.Platform,
  behaviours: Partial<Record<ProviderName, Behaviour>>,
  hasCudaLibraries = false,
) {
  const log: string[] = [];
  const runtime: InferenceRuntime = {
    platform,
    listBackends: () => Object.keys(behaviours),
    hasCudaLibraries: () => hasCudaLibraries,
    createSession: (_file, provider) => {
      const behaviour = behaviours[provider] ?? { fails: 'not in the build' };
      if (behaviour.fails) return Promise.reject(new Error(behaviour.fails));
      log.push(`open ${provider}`);
      const session: FakeSession = {
        behaviour,
        inputMetadata: [],
        outputMetadata: [],
        run: () => Promise.resolve({}),
        release: () => {
          log.push(`release ${provider}`);
          return Promise.resolve();
        },
      };
      return Promise.resolve(session);
    },
  };
  return { runtime, log };
}

const trial: SessionTrial = {
  checkSignature: () => undefined,
  checkAnswer: (session) => {
    const { stopsWith, refusal } = (session as FakeSession).behaviour;
    return stopsWith ? Promise.reject(new Error(stopsWith)) : Promise.resolve(refusal);
  },
  measureCallMs: (session) => {
    const { callMs } = (session as FakeSession).behaviour;
    return callMs === undefined ? Promise.reject(new Error('lost')) : Promise.resolve(callMs);
  },
};

const open = (runtime: InferenceRuntime, provider: ProviderRequest = 'auto', own = trial) =>
  openSession(runtime, { file: 'weights.onnx', provider, threads: 1, trial: own });

test('Windows takes DirectML when it agrees and is faster, and lets the processor go', async () => {
  const { runtime, log } = computer('win32', {
    dml: { callMs: 10 },
    webgpu: { callMs: 5 },
    cpu: { callMs: 90 },
  });
  const opened = await open(runtime);
  expect(opened).toMatchObject({ provider: 'dml', rejections: [] });
  expect(log).toEqual(['open dml', 'open cpu', 'release cpu']);
});

test('each provider that fails is named with a reason and the raw error, then the next is tried', async () => {
  const { runtime, log } = computer('win32', {
    dml: { fails: 'D3D12CreateDevice failed: 887A0004' },
    webgpu: { refusal: 'WebGPU answered wrongly.' },
    cpu: { callMs: 90 },
  });
  const opened = await open(runtime);
  expect(opened.provider).toBe('cpu');
  expect(opened.rejections).toEqual([
    {
      provider: 'dml',
      kind: 'noStart',
      values: { detail: 'D3D12CreateDevice failed: 887A0004' },
      reason: 'DirectML could not start (D3D12CreateDevice failed: 887A0004).',
      detail: 'D3D12CreateDevice failed: 887A0004',
    },
    { provider: 'webgpu', kind: 'wrongAnswer', reason: 'WebGPU answered wrongly.' },
  ]);
  expect(log).toEqual(['open webgpu', 'release webgpu', 'open cpu']);
});

test('a provider that is slower than the processor is let go', async () => {
  const { runtime, log } = computer('darwin', { coreml: { callMs: 200 }, cpu: { callMs: 90 } });
  const opened = await open(runtime);
  expect(opened.provider).toBe('cpu');
  expect(opened.rejections[0]?.reason).toBe(
    'Core ML is slower than the processor here (200 against 90 ms).',
  );
  expect(log).toEqual(['open coreml', 'open cpu', 'release coreml']);
});

test('a provider behind one that is slower is tried as well, against the same processor session', async () => {
  const { runtime, log } = computer('win32', {
    dml: { callMs: 200 },
    webgpu: { callMs: 5 },
    cpu: { callMs: 90 },
  });
  const opened = await open(runtime);
  expect(opened.provider).toBe('webgpu');
  expect(opened.rejections).toMatchObject([
    { provider: 'dml', kind: 'slower', values: { ms: 200, processorMs: 90 } },
  ]);
  expect(log).toEqual(['open dml', 'open cpu', 'release dml', 'open webgpu', 'release cpu']);
});

test('the processor is used where every other provider is slower, or fails, and each is named', async () => {
  const { runtime, log } = computer('win32', {
    dml: { callMs: 200 },
    webgpu: {},
    cpu: { callMs: 90 },
  });
  const opened = await open(runtime);
  expect(opened.provider).toBe('cpu');
  expect(opened.rejections).toMatchObject([
    { provider: 'dml', kind: 'slower' },
    { provider: 'webgpu', kind: 'usualSize' },
  ]);
  expect(log).toEqual(['open dml', 'open cpu', 'release dml', 'open webgpu', 'release webgpu']);
});

test('nothing stays open where the search ends with an error', async () => {
  const { runtime, log } = computer('win32', {
    dml: { callMs: 200 },
    webgpu: { callMs: 5 },
    cpu: { callMs: 90 },
  });
  let opened = 0;
  const checkSignature = () => {
    if (++opened === 3) throw new EngineError('prior', 'The network does not fit.');
  };
  await expect(open(runtime, 'auto', { ...trial, checkSignature })).rejects.toThrow('does not fit');
  expect(log.filter((line) => line.startsWith('release')).sort()).toEqual([
    'release cpu',
    'release dml',
    'release webgpu',
  ]);
});

test('a provider that fails on a picture of usual size is let go', async () => {
  const { runtime } = computer('darwin', { coreml: {}, cpu: { callMs: 90 } });
  const opened = await open(runtime);
  expect(opened.provider).toBe('cpu');
  expect(opened.rejections[0]?.reason).toBe('Core ML fails on a picture of usual size.');
});

test('a provider that dies in its first call is released and named', async () => {
  const { runtime, log } = computer('darwin', {
    coreml: { stopsWith: 'device lost' },
    cpu: { callMs: 1 },
  });
  const opened = await open(runtime);
  expect(opened.rejections[0]).toMatchObject({
    provider: 'coreml',
    reason: 'Core ML stopped during its first call (device lost).',
  });
  expect(log).toEqual(['open coreml', 'release coreml', 'open cpu']);
});

test('what the build lacks is said, not tried', async () => {
  const { runtime } = computer('darwin', { cpu: { callMs: 1 } });
  const { rejections } = await open(runtime);
  expect(rejections.map(({ reason }) => reason)).toEqual([
    'Core ML is not part of Heirloom on this kind of computer.',
    'WebGPU is not part of Heirloom on this kind of computer.',
  ]);
});

test('on Linux nothing that could end the process is tried unasked', async () => {
  const all = { cuda: { callMs: 1 }, webgpu: { callMs: 1 }, cpu: { callMs: 90 } };
  const plain = computer('linux', all);
  expect((await open(plain.runtime)).provider).toBe('cpu');
  expect(plain.log).toEqual(['open cpu']);
  expect((await open(computer('linux', all, true).runtime)).provider).toBe('cuda');
  expect((await open(plain.runtime, 'webgpu')).provider).toBe('webgpu');
});

test('a provider asked for by name is used without a race, or refused aloud: never another one', async () => {
  const { runtime, log } = computer('win32', {
    dml: { callMs: 500 },
    webgpu: { fails: 'No supported adapters' },
    cpu: { callMs: 1 },
  });
  expect((await open(runtime, 'dml')).provider).toBe('dml');
  expect(log).toEqual(['open dml']);
  await expect(open(runtime, 'webgpu')).rejects.toThrow(
    'The prior in weights.onnx could not be started (WebGPU could not start (No supported adapters)); choose "auto" or "cpu".',
  );
});

test('a processor that answers wrongly is refused as well', async () => {
  const { runtime, log } = computer('linux', {
    cpu: { refusal: 'the processor answered wrongly.' },
  });
  await expect(open(runtime)).rejects.toMatchObject({ kind: 'prior' });
  expect(log).toEqual(['open cpu', 'release cpu']);
});

test('a network that is not the manifest stops the search: no other provider would change that', async () => {
  const { runtime, log } = computer('win32', { dml: { callMs: 1 }, cpu: { callMs: 1 } });
  const checkSignature = () => {
    throw new EngineError('prior', 'The network does not fit.');
  };
  await expect(open(runtime, 'auto', { ...trial, checkSignature })).rejects.toThrow('does not fit');
  expect(log).toEqual(['open dml', 'release dml']);
});
