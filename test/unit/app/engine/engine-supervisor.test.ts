import { describe, expect, it, vi } from 'vitest';
import type { LayerId } from '../../../../src-shared/model/ids';
import {
  order,
  photoId,
  progressOf,
  readyStatus,
  result,
  runId,
  superviseFakes,
  type FakeEngine,
} from './fake-engine';

const never = () => new Promise<never>(() => undefined);
const thumbnail = { photoId, layerId: 'original' as LayerId, sidePx: 64 };

/** Lets a run get as far as an iteration. */
async function report(engine: FakeEngine, state: 'running' | 'paused' | 'finished', at: number) {
  engine.server.emit('runProgress', progressOf(state, at));
  await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('an engine that is started', () => {
  it('loads the prior for the chosen device, and its status is told', async () => {
    const { supervisor, engines, eventsOf } = superviseFakes();
    supervisor.start();
    await vi.waitFor(() => expect(eventsOf('engineStatus')).toEqual([readyStatus]));
    expect(engines[0]!.asked).toContain('loadPrior auto');
    expect(supervisor.engineStatus()).toEqual(readyStatus);
  });

  it('that cannot load a prior says so in its status', async () => {
    const { supervisor, eventsOf } = superviseFakes(() => ({
      loadPrior: () => Promise.reject(new Error('The model is damaged.')),
    }));
    supervisor.start();
    await vi.waitFor(() =>
      expect(eventsOf('engineStatus')).toMatchObject([
        { state: 'failed', failure: 'The model is damaged.' },
      ]),
    );
  });
});

describe('an engine that is gone', () => {
  it('is replaced; calls are answered once its photos are open again', async () => {
    const { supervisor, engines, eventsOf } = superviseFakes();
    supervisor.start();
    await supervisor.call('makeThumbnail', thumbnail);
    engines[0]!.kill();
    const answer = await supervisor.call('makeThumbnail', thumbnail);
    expect(answer).toEqual({ ok: true, value: Uint8Array.of(1) });
    expect(engines).toHaveLength(2);
    const { asked } = engines[1]!;
    expect(asked.indexOf('openPhoto')).toBeLessThan(asked.indexOf('(serving)'));
    expect(asked.indexOf('(serving)')).toBeLessThan(asked.indexOf('makeThumbnail'));
    expect(eventsOf('engineLost')).toEqual([{ attempt: 1 }]);
    expect(eventsOf('engineRecovered')).toEqual([{ resumedRunId: undefined, iteration: 0 }]);
  });

  it('answers the calls that were under way as lost', async () => {
    const { supervisor, engines } = superviseFakes((number) =>
      number === 0 ? { makeThumbnail: never } : {},
    );
    supervisor.start();
    const answer = supervisor.call('makeThumbnail', thumbnail);
    await vi.waitFor(() => expect(engines[0]!.asked).toContain('makeThumbnail'));
    engines[0]!.kill();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'engine-lost' } });
  });

  it('leaves its run to the next one, which tells from where it goes on', async () => {
    const { supervisor, engines, eventsOf } = superviseFakes();
    supervisor.start();
    await supervisor.call('startRepair', order);
    await report(engines[0]!, 'running', 12);
    engines[0]!.kill();
    await vi.waitFor(() =>
      expect(eventsOf('engineRecovered')).toEqual([{ resumedRunId: runId, iteration: 12 }]),
    );
    const { asked } = engines[1]!;
    expect(asked.indexOf('openPhoto')).toBeLessThan(asked.indexOf('recoverRepair'));
    expect(asked).not.toContain('recoverRepair at rest');
  });

  it('leaves its runs before anybody asks for them or sees them, however long the prior takes', async () => {
    const { supervisor, engines } = superviseFakes((number) =>
      number === 1 ? { loadPrior: never } : {},
    );
    supervisor.start();
    await supervisor.call('startRepair', order);
    await report(engines[0]!, 'running', 12);
    engines[0]!.kill();
    expect(await supervisor.call('pauseRepair', { runId })).toEqual({ ok: true, value: null });
    const { asked } = engines[1]!;
    expect(asked.indexOf('recoverRepair')).toBeLessThan(asked.indexOf('(serving)'));
    expect(asked.indexOf('recoverRepair')).toBeLessThan(asked.indexOf('pauseRepair'));
    expect(asked).toContain('recoverRepair');
  });

  it('leaves paused runs paused and finished ones to be looked at', async () => {
    for (const state of ['paused', 'finished'] as const) {
      const { supervisor, engines, eventsOf } = superviseFakes();
      supervisor.start();
      await supervisor.call('startRepair', order);
      await report(engines[0]!, state, 12);
      engines[0]!.kill();
      await vi.waitFor(() => expect(eventsOf('engineRecovered')).toHaveLength(1));
      expect(eventsOf('engineRecovered')).toMatchObject([{ resumedRunId: undefined }]);
      const how = state === 'paused' ? 'recoverRepair at rest' : 'recoverRepair';
      expect(engines[1]!.asked).toContain(how);
    }
  });

  it('ends a run of which nothing was kept, in words', async () => {
    const { supervisor, engines, eventsOf } = superviseFakes(() => ({
      recoverRepair: () => Promise.resolve({ isFound: false }),
    }));
    supervisor.start();
    await supervisor.call('startRepair', order);
    engines[0]!.kill();
    await vi.waitFor(() => expect(eventsOf('runFailed')).toMatchObject([{ runId, photoId }]));
    engines[1]!.kill();
    await vi.waitFor(() => expect(eventsOf('engineRecovered')).toHaveLength(2));
    expect(eventsOf('runFailed')).toHaveLength(1);
  });

  it('ends a run whose photo cannot be opened again, and passes the reason on', async () => {
    const { supervisor, engines, eventsOf } = superviseFakes((number) =>
      number === 1 ? { recoverRepair: () => Promise.reject(new Error('It has changed.')) } : {},
    );
    supervisor.start();
    await supervisor.call('startRepair', order);
    engines[0]!.kill();
    await vi.waitFor(() =>
      expect(eventsOf('runFailed')).toMatchObject([{ error: { message: 'It has changed.' } }]),
    );
  });

  it('forgets the runs of a closed photo', async () => {
    const { supervisor, engines, eventsOf } = superviseFakes();
    supervisor.start();
    await supervisor.call('startRepair', order);
    await supervisor.call('closePhoto', { photoId });
    engines[0]!.kill();
    await vi.waitFor(() => expect(eventsOf('engineRecovered')).toHaveLength(1));
    expect(engines[1]!.asked).not.toContain('recoverRepair');
  });

  it('is not replaced once the program ends', async () => {
    const { supervisor, engines, eventsOf } = superviseFakes();
    supervisor.start();
    await supervisor.call('makeThumbnail', thumbnail);
    await supervisor.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(engines).toHaveLength(1);
    expect(eventsOf('engineLost')).toEqual([]);
  });

  it('ends for good only when its process is gone', async () => {
    const { supervisor, engines } = superviseFakes();
    supervisor.start();
    const engine = engines[0]!;
    const end = engine.kill;
    const kill = vi.fn();
    Object.assign(engine, { kill });
    let isStopped = false;
    const stopped = supervisor.stop().then(() => (isStopped = true));
    await vi.waitFor(() => expect(kill).toHaveBeenCalledOnce());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isStopped).toBe(false);
    end();
    await stopped;
    expect(engines).toHaveLength(1);
  });
});

describe('an engine that ends again and again', () => {
  async function crashAt(iterations: readonly number[]) {
    const fakes = superviseFakes();
    fakes.supervisor.start();
    await fakes.supervisor.call('startRepair', order);
    for (const [index, iteration] of iterations.entries()) {
      await report(fakes.engines[index]!, 'running', iteration);
      fakes.engines[index]!.kill();
      await vi.waitFor(() => expect(fakes.eventsOf('engineRecovered')).toHaveLength(index + 1), {
        timeout: 3000,
      });
    }
    return fakes;
  }

  it('at the same place three times has its run rest, with everything kept', async () => {
    const { eventsOf, engines } = await crashAt([12, 11, 12]);
    expect(eventsOf('engineGivenUp')).toMatchObject([{ error: { code: 'engine-lost' } }]);
    expect(engines[3]!.asked).toContain('recoverRepair at rest');
    expect(eventsOf('engineRecovered')[2]).toMatchObject({ resumedRunId: undefined });
  });

  it('is tried again while it gets further', async () => {
    const { eventsOf } = await crashAt([3, 5, 9, 12]);
    expect(eventsOf('engineGivenUp')).toEqual([]);
    expect(eventsOf('engineLost')).toEqual([1, 1, 1, 1].map((attempt) => ({ attempt })));
  });

  it('without any work is left alone until it is needed', async () => {
    const { supervisor, engines, eventsOf } = superviseFakes();
    supervisor.start();
    for (let index = 0; index < 3; index++) {
      await vi.waitFor(() => expect(engines[index]?.asked).toContain('loadPrior auto'), {
        timeout: 3000,
      });
      await new Promise((resolve) => setTimeout(resolve, 20));
      engines[index]!.kill();
    }
    await vi.waitFor(() => expect(eventsOf('engineGivenUp')).toHaveLength(1));
    expect(supervisor.engineStatus().state).toBe('failed');
    expect(engines).toHaveLength(3);
    expect(await supervisor.call('makeThumbnail', thumbnail)).toMatchObject({ ok: true });
    expect(engines).toHaveLength(4);
  });

  it('while a prior loads gets the CPU, and the reason is told', async () => {
    const { supervisor, engines, eventsOf } = superviseFakes(
      (number) => (number === 0 ? { loadPrior: never } : {}),
      { device: 'webgpu' },
    );
    supervisor.start();
    await vi.waitFor(() => expect(engines[0]!.asked).toContain('loadPrior webgpu'));
    engines[0]!.kill();
    await vi.waitFor(() => expect(eventsOf('engineRecovered')).toHaveLength(1));
    expect(engines[1]!.asked).toContain('loadPrior cpu');
    expect(supervisor.engineStatus().fallbackReasons).toEqual([
      'The repair engine stopped while it used WebGPU, so the CPU is used instead.',
    ]);
    await supervisor.chooseDevice('webgpu');
    expect(engines[1]!.asked).toContain('loadPrior webgpu');
    expect(supervisor.engineStatus().fallbackReasons).toEqual([]);
  });
});

it('calls a graphics processor by the name of its card, as soon as that is known', async () => {
  const status = { ...readyStatus, device: 'DirectML', isProcessor: false };
  const { supervisor, eventsOf } = superviseFakes(() => ({
    loadPrior: () => Promise.resolve(status),
  }));
  supervisor.start();
  await vi.waitFor(() => expect(supervisor.engineStatus().device).toBe('DirectML'));
  supervisor.nameCard('NVIDIA GeForce RTX 3060');
  expect(eventsOf('engineStatus').at(-1)).toMatchObject({
    device: 'NVIDIA GeForce RTX 3060 (DirectML)',
  });
  const other = superviseFakes();
  other.supervisor.start();
  await vi.waitFor(() => expect(other.supervisor.engineStatus().state).toBe('ready'));
  const { device } = other.supervisor.engineStatus();
  other.supervisor.nameCard('NVIDIA GeForce RTX 3060');
  expect(other.supervisor.engineStatus().device).toBe(device);
});

describe('a pause or stop that the engine does not answer', () => {
  const deaf = (number: number) => (number === 0 ? { pauseRepair: never, stopRepair: never } : {});

  it('ends the engine; the run rests in the next one', async () => {
    const { supervisor, engines, eventsOf } = superviseFakes(deaf);
    supervisor.start();
    await supervisor.call('startRepair', order);
    await report(engines[0]!, 'running', 12);
    expect(await supervisor.call('pauseRepair', { runId })).toEqual({ ok: true, value: null });
    expect(engines).toHaveLength(2);
    expect(engines[1]!.asked).toContain('recoverRepair at rest');
    // Nobody needs to hear of an end that was meant.
    expect(eventsOf('engineLost')).toEqual([]);
  });

  it('has the next engine make the layer of what is done', async () => {
    const { supervisor, engines } = superviseFakes(deaf);
    supervisor.start();
    await supervisor.call('startRepair', order);
    await report(engines[0]!, 'running', 12);
    expect(await supervisor.call('stopRepair', { runId })).toEqual({ ok: true, value: result });
    expect(engines[1]!.asked.at(-1)).toBe('stopRepair');
  });
});
