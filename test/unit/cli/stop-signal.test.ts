import { setImmediate as nextMacrotask } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { listenForStop, StoppedError } from '../../../src-main/cli/stop-signal';
import { makeEnvironment } from '../../support/cli-environment';

const never = new Promise<never>(() => undefined);

describe('listenForStop', () => {
  it('remembers the first signal', () => {
    const environment = makeEnvironment();
    const stop = listenForStop(environment);
    expect(stop.aborted).toBe(false);
    environment.press('SIGTERM');
    environment.press('SIGINT');
    expect(stop.aborted).toBe(true);
    expect(stop.cause).toBe('SIGTERM');
  });

  it('ends a race with work that takes too long, and lets finished work win', async () => {
    const environment = makeEnvironment();
    const stop = listenForStop(environment);
    await expect(stop.race(Promise.resolve(7))).resolves.toBe(7);
    const race = stop.race(never);
    environment.press('SIGINT');
    await expect(race).rejects.toBeInstanceOf(StoppedError);
    await expect(stop.race(never)).rejects.toBeInstanceOf(StoppedError);
  });

  it('passes the failure of the work on', async () => {
    const stop = listenForStop(makeEnvironment());
    await expect(stop.race(Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);
  });

  it('tells a second signal from the first', async () => {
    const environment = makeEnvironment();
    const stop = listenForStop(environment);
    let hasInsisted = false;
    void stop.insisted.then(() => (hasInsisted = true));
    environment.press('SIGINT');
    await nextMacrotask();
    expect(hasInsisted).toBe(false);
    environment.press('SIGINT');
    await stop.insisted;
  });

  it('hears nothing after close', () => {
    const environment = makeEnvironment();
    const stop = listenForStop(environment);
    stop.close();
    environment.press('SIGINT');
    expect(stop.aborted).toBe(false);
  });
});
