import { describe, expect, it, vi } from 'vitest';
import { readyStatus, superviseFakes, type Answers } from './fake-engine';

describe('a prior of the person’s own', () => {
  /** An engine that knows 'mine' only while it lies in the folder. */
  const knows = (mine: { isThere: boolean }): Answers => ({
    loadPrior: ({ priorId }) =>
      priorId === 'mine' && !mine.isThere
        ? Promise.reject(new Error('There is no prior "mine".'))
        : Promise.resolve({ ...readyStatus, priorId: priorId ?? 'shipped' }),
  });

  it('is used from the start, and by the engine after a crash', async () => {
    const { supervisor, engines, eventsOf } = superviseFakes(() => knows({ isThere: true }), {
      prior: 'mine',
    });
    supervisor.start();
    await vi.waitFor(() => expect(supervisor.engineStatus().priorId).toBe('mine'));
    engines[0]!.kill();
    await vi.waitFor(() => expect(eventsOf('engineRecovered')).toHaveLength(1));
    await vi.waitFor(() => expect(engines[1]!.asked).toContain('loadPrior auto'));
    expect(supervisor.engineStatus().priorId).toBe('mine');
    expect((await supervisor.choosePrior(null)).priorId).toBe('shipped');
  });

  it('that is gone gives way to the shipped one, and that is told', async () => {
    const mine = { isThere: false };
    const { supervisor } = superviseFakes(() => knows(mine), { prior: 'mine' });
    supervisor.start();
    await vi.waitFor(() => expect(supervisor.engineStatus().priorId).toBe('shipped'));
    expect(supervisor.engineStatus().state).toBe('ready');
    expect(supervisor.engineStatus().fallbackReasons).toEqual([
      'The model “mine” could not be used, so the one that came with Heirloom is used instead.',
    ]);
    await expect(supervisor.choosePrior('mine')).rejects.toThrow();
    expect(supervisor.engineStatus().priorId).toBe('shipped');
    mine.isThere = true;
    const status = await supervisor.chooseDevice('auto');
    expect([status.priorId, status.fallbackReasons]).toEqual(['mine', []]);
  });

  it('gives way, and the device as well, before those who wait are told that nothing works', async () => {
    const asked: (readonly [string, string | undefined, boolean | undefined])[] = [];
    const { supervisor } = superviseFakes(
      () => ({
        loadPrior: ({ provider, priorId, hasSubstitute }) => {
          asked.push([provider, priorId, hasSubstitute]);
          return Promise.reject(new Error('Nothing works.'));
        },
      }),
      { prior: 'mine', device: 'dml' },
    );
    supervisor.start();
    await vi.waitFor(() => expect(supervisor.engineStatus().state).toBe('failed'));
    expect(asked).toEqual([
      ['dml', 'mine', true],
      ['dml', undefined, true],
      ['cpu', 'mine', true],
      ['cpu', undefined, undefined],
    ]);
  });

  it('is not blamed for a device that cannot be used', async () => {
    const { supervisor } = superviseFakes(
      () => ({
        loadPrior: ({ provider, priorId }) =>
          provider === 'dml'
            ? Promise.reject(new Error('DirectML could not start.'))
            : Promise.resolve({ ...readyStatus, priorId: priorId ?? 'shipped' }),
      }),
      { prior: 'mine' },
    );
    supervisor.start();
    await expect(supervisor.chooseDevice('dml')).rejects.toThrow();
    const status = await supervisor.chooseDevice('cpu');
    expect([status.priorId, status.fallbackReasons]).toEqual(['mine', []]);
  });
});
