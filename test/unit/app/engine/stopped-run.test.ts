import { expect, it, vi } from 'vitest';
import type { RunProgress } from '../../../../src-shared/model/run';
import {
  order,
  progressOf,
  result,
  runId,
  superviseFakes,
  type Answers,
  type FakeEngine,
} from './fake-engine';

/** An engine that tells of its run what a real one tells; a stop comes to `end`. */
function supervise(end: (tell: (state: RunProgress['state']) => void) => Promise<typeof result>) {
  const engines: FakeEngine[] = [];
  const answersOf = (number: number): Answers => {
    const tell = (state: RunProgress['state']) =>
      engines[number]!.server.emit('runProgress', progressOf(state, 12));
    return {
      pauseRepair: () => {
        tell('paused');
        return Promise.resolve(null);
      },
      stopRepair: () => {
        tell('finishing');
        return end(tell);
      },
    };
  };
  const fakes = superviseFakes(answersOf);
  const states = () => (fakes.eventsOf('runProgress') as RunProgress[]).map(({ state }) => state);
  const start = async () => {
    fakes.supervisor.start();
    await fakes.supervisor.call('startRepair', order);
    engines.push(...fakes.engines);
    engines[0]!.server.emit('runProgress', progressOf('running', 12));
    await vi.waitFor(() => expect(states()).toEqual(['running']));
  };
  return { ...fakes, states, start };
}

it('a run that is stopped is never told to be paused', async () => {
  const { supervisor, states, start } = supervise((tell) => {
    tell('stopped');
    return Promise.resolve(result);
  });
  await start();
  expect(await supervisor.call('stopRepair', { runId })).toEqual({ ok: true, value: result });
  expect(states()).toEqual(['running', 'finishing', 'finishing', 'stopped']);
});

it('a run that could not be stopped is told to be paused, and so is one that is paused later', async () => {
  const { supervisor, states, start } = supervise((tell) => {
    tell('paused');
    return Promise.reject(new Error('No room.'));
  });
  await start();
  expect(await supervisor.call('stopRepair', { runId })).toMatchObject({ ok: false });
  expect(states().at(-1)).toBe('paused');
  await supervisor.call('pauseRepair', { runId });
  expect(states().slice(-2)).toEqual(['paused', 'paused']);
});

it('a run whose engine is gone while it is stopped rests in the next one', async () => {
  const { supervisor, engines, eventsOf, start } = supervise(() => new Promise(() => undefined));
  await start();
  const stopped = supervisor.call('stopRepair', { runId });
  await vi.waitFor(() => expect(engines[0]!.asked).toContain('stopRepair'));
  await new Promise((resolve) => setTimeout(resolve, 5));
  engines[0]!.kill();
  expect(await stopped).toMatchObject({ ok: false });
  await vi.waitFor(() => expect(eventsOf('engineRecovered')).toHaveLength(1));
  expect(eventsOf('engineRecovered')).toMatchObject([{ resumedRunId: undefined }]);
  expect(engines[1]!.asked).toContain('recoverRepair at rest');
});
