import { describe, expect, it, vi } from 'vitest';
import { order, photoId, readyStatus, runId, superviseFakes, type Answers } from './fake-engine';

describe('a device that fails', () => {
  const failed = (message = 'The prior stopped on DirectML.') => ({
    runId,
    photoId,
    error: { code: 'prior' as const, message },
  });
  /** DirectML is what is fastest, until only the processor is asked for. */
  const onDirectMl: Answers = {
    loadPrior: ({ provider }) =>
      Promise.resolve(
        provider === 'cpu'
          ? readyStatus
          : { ...readyStatus, device: 'DirectML', isProcessor: false },
      ),
    resumeRepair: () => Promise.resolve(null),
    stepRepair: () => Promise.resolve(null),
  };
  async function startedOn(answers: Answers) {
    const fakes = superviseFakes(() => answers);
    fakes.supervisor.start();
    await fakes.supervisor.call('startRepair', order);
    await vi.waitFor(() => expect(fakes.supervisor.engineStatus().device).toBe('DirectML'));
    const [engine] = fakes.engines;
    return { ...fakes, engine: engine! };
  }

  it.each([
    ['The prior stopped on DirectML (device removed).', /did not answer/],
    ['The prior stopped on DirectML (out of memory).', /memory ran out/],
  ])('in a repair gives way to the CPU, and the repair goes on: %s', async (message, told) => {
    const { engine, eventsOf, supervisor } = await startedOn(onDirectMl);
    engine.server.emit('runFailed', failed(message));
    await vi.waitFor(() => expect(engine.asked).toContain('resumeRepair'));
    expect(engine.asked.indexOf('loadPrior cpu')).toBeLessThan(
      engine.asked.indexOf('resumeRepair'),
    );
    expect(eventsOf('runFailed')).toEqual([]);
    expect(eventsOf('deviceLost')).toMatchObject([
      { error: { message: expect.stringMatching(told) as string } },
    ]);
    expect(supervisor.engineStatus()).toMatchObject({
      device: 'CPU',
      fallbackReasons: ['DirectML does not work at present, so the CPU is used instead.'],
    });
    engine.server.emit('runFailed', failed('The prior stopped on the processor.'));
    await vi.waitFor(() => expect(eventsOf('runFailed')).toHaveLength(1));
    expect(engine.asked.filter((name) => name === 'resumeRepair')).toHaveLength(1);
  });

  it('in two repairs, and in one step, is left once, and each does what it was asked', async () => {
    const { engine, eventsOf, supervisor } = await startedOn(onDirectMl);
    await supervisor.call('stepRepair', { runId });
    const other = 'run-2' as typeof runId;
    await supervisor.call('startRepair', { ...order, runId: other });
    engine.server.emit('runFailed', failed());
    engine.server.emit('runFailed', { ...failed(), runId: other });
    await vi.waitFor(() => expect(engine.asked).toContain('resumeRepair'));
    expect(engine.asked.filter((name) => name === 'stepRepair')).toHaveLength(2);
    expect(engine.asked.filter((name) => name === 'loadPrior cpu')).toHaveLength(1);
    expect(eventsOf('deviceLost')).toHaveLength(1);
  });

  it('does not bring back a repair that was stopped meanwhile', async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const { engine, eventsOf, supervisor } = await startedOn({
      ...onDirectMl,
      loadPrior: async (request) => {
        if (request.provider === 'cpu') await gate;
        return onDirectMl.loadPrior!(request);
      },
    });
    engine.server.emit('runFailed', failed());
    await vi.waitFor(() => expect(engine.asked).toContain('loadPrior cpu'));
    await supervisor.call('stopRepair', { runId });
    open();
    await vi.waitFor(() => expect(eventsOf('deviceLost')).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(engine.asked).not.toContain('resumeRepair');
    expect(eventsOf('runFailed')).toEqual([]);
  });

  it('leaves the failure as it is where the CPU cannot be used either, or nothing speaks against it', async () => {
    const none = await startedOn({
      ...onDirectMl,
      loadPrior: (request) =>
        request.provider === 'cpu'
          ? Promise.reject(new Error('The model is damaged.'))
          : onDirectMl.loadPrior!(request),
    });
    none.engine.server.emit('runFailed', failed());
    await vi.waitFor(() => expect(none.eventsOf('runFailed')).toEqual([failed()]));
    const other = await startedOn(onDirectMl);
    const unstable = { runId, photoId, error: { code: 'repair' as const, message: 'Unstable.' } };
    other.engine.server.emit('runFailed', unstable);
    await vi.waitFor(() => expect(other.eventsOf('runFailed')).toEqual([unstable]));
    expect(other.engine.asked).not.toContain('loadPrior cpu');
  });

  it('and was chosen by name gives way to the CPU at the start, but not when it is chosen', async () => {
    const without: Answers = {
      loadPrior: ({ provider }) =>
        provider === 'cpu'
          ? Promise.resolve(readyStatus)
          : Promise.reject(new Error('DirectML could not start.')),
    };
    const { supervisor } = superviseFakes(() => without, { device: 'dml' });
    supervisor.start();
    await vi.waitFor(() => expect(supervisor.engineStatus().state).toBe('ready'));
    expect(supervisor.engineStatus().fallbackReasons).toEqual([
      'DirectML does not work at present, so the CPU is used instead.',
    ]);
    await expect(supervisor.chooseDevice('dml')).rejects.toThrow('DirectML could not start.');
  });

  it('is not to blame for a prior that the CPU cannot load either', async () => {
    const { supervisor } = superviseFakes(
      () => ({ loadPrior: () => Promise.reject(new Error('The model is damaged.')) }),
      { device: 'dml' },
    );
    supervisor.start();
    await vi.waitFor(() => expect(supervisor.engineStatus().state).toBe('failed'));
    expect(supervisor.engineStatus()).toMatchObject({
      failure: 'The model is damaged.',
      fallbackReasons: [],
    });
  });
});
