import { describe, expect, it, vi } from 'vitest';
import { startBatch } from '../../../../src-renderer/actions/batch';
import { shellProgress } from '../../../../src-renderer/app/shell-progress';
import type { RunView, VariantView } from '../../../../src-renderer/state/app-state';
import {
  emptyBatch,
  type Batch,
  type BatchPhoto,
  type BatchPhotoState,
} from '../../../../src-renderer/state/batch-state';
import type { RunProgress, RunResult, RunState } from '../../../../src-shared/model/run';
import { makeBatchStudio } from '../../../support/batch-studio';

const progressOf = (state: RunState, doneFraction: number) =>
  ({ state, doneFraction }) as RunProgress;
const result = {} as RunResult;

const runOf = (state: RunState, doneFraction: number): RunView =>
  ({ record: { runId: 'run' }, progress: progressOf(state, doneFraction) }) as RunView;
const ended = { record: { runId: 'run' }, progress: progressOf('finished', 1), result } as RunView;

const made = (runId: string) => ({ runId, result }) as VariantView;
const inWork = (runId: string, progress?: RunProgress) => ({ runId, progress }) as VariantView;

function batchOf(
  state: Batch['state'],
  kinds: readonly BatchPhotoState['kind'][],
  photoFraction = 0,
): Batch {
  const photos = kinds.map((kind) => ({ state: { kind } }) as BatchPhoto);
  return { ...emptyBatch, state, photos, photoFraction };
}

const nothing = { run: undefined, variants: [], batch: emptyBatch };

describe('what the taskbar shows of the repair in the window', () => {
  it('moves while it is in work', () => {
    const run = runOf('running', 0.256);
    expect(shellProgress({ ...nothing, run })).toEqual({ fraction: 0.26, state: 'normal' });
  });

  it.each(['paused', 'failed'] as const)('rests with one that is %s', (state) => {
    const run = runOf(state, 0.5);
    expect(shellProgress({ ...nothing, run })).toEqual({ fraction: 0.5, state: 'paused' });
  });

  it('is nothing where none is in work', () => {
    expect(shellProgress(nothing)).toBeNull();
    expect(shellProgress({ ...nothing, run: ended })).toBeNull();
    expect(shellProgress({ ...nothing, run: ended, variants: [made('run')] })).toBeNull();
  });
});

describe('what the taskbar shows of variants', () => {
  it('is how far all of them are that had to be made', () => {
    const variants = [made('run'), made('b'), inWork('c', progressOf('running', 0.5)), inWork('d')];
    const progress = shellProgress({ ...nothing, run: ended, variants });
    expect(progress).toEqual({ fraction: 0.5, state: 'normal' });
  });

  it('rests only where none of them goes on', () => {
    const resting = inWork('b', progressOf('paused', 0.5));
    expect(shellProgress({ ...nothing, run: ended, variants: [resting] })?.state).toBe('paused');
    const variants = [resting, inWork('c')];
    expect(shellProgress({ ...nothing, run: ended, variants })?.state).toBe('normal');
  });
});

describe('what the taskbar shows of a batch', () => {
  it('is the photos that are done and the one in work, of all', () => {
    const kinds = ['done', 'failed', 'repairing', 'waiting'] as const;
    const batch = batchOf('running', kinds, 0.4);
    expect(shellProgress({ ...nothing, batch })).toEqual({ fraction: 0.6, state: 'normal' });
  });

  it('never goes back as a photo goes from one step to the next', () => {
    const steps = [
      batchOf('running', ['looking', 'waiting']),
      batchOf('running', ['repairing', 'waiting'], 0.9),
      batchOf('running', ['saving', 'waiting'], 0),
      batchOf('running', ['review', 'waiting'], 0),
      batchOf('running', ['done', 'looking'], 0),
    ];
    const fractions = steps.map((batch) => shellProgress({ ...nothing, batch })?.fraction);
    expect(fractions).toEqual([0, 0.45, 0.5, 0.5, 0.5]);
  });

  it.each([true, false])(
    'never goes back while photos are repaired, each shown: %s',
    async (showsEach) => {
      const { context, api, add, tell } = makeBatchStudio({ showsEach });
      const { startRepair } = api;
      vi.spyOn(api, 'startRepair').mockImplementation((given) => {
        const { runId } = given;
        tell('runProgress', { ...progressOf('running', 0.9), runId });
        return startRepair(given);
      });
      const fractions: number[] = [];
      context.store.subscribe((state) => fractions.push(shellProgress(state)?.fraction ?? 1));
      add('aunt', 'clean', 'uncle');
      fractions.length = 0;
      await startBatch(context);
      expect(new Set(fractions)).toEqual(new Set([0, 0.3, 0.33, 0.67, 0.97, 1]));
      expect(fractions).toEqual([...fractions].sort((one, other) => one - other));
    },
  );

  it('rests while it is paused, and while it waits for answers', () => {
    const paused = batchOf('paused', ['repairing', 'waiting'], 0.5);
    expect(shellProgress({ ...nothing, batch: paused })?.state).toBe('paused');
    const waiting = batchOf('running', ['review', 'review', 'review', 'waiting']);
    expect(shellProgress({ ...nothing, batch: waiting })?.state).toBe('paused');
    const busy = batchOf('running', ['review', 'review', 'repairing', 'waiting'], 0.5);
    expect(shellProgress({ ...nothing, batch: busy })?.state).toBe('normal');
  });

  it.each(['idle', 'reviewing', 'finished'] as const)('is nothing where it is %s', (state) => {
    const batch = batchOf(state, ['done', 'review']);
    expect(shellProgress({ ...nothing, batch })).toBeNull();
  });

  it('keeps moving beside a repair in the window that rests', () => {
    const batch = batchOf('running', ['repairing'], 0.5);
    expect(shellProgress({ ...nothing, run: runOf('failed', 0.2), batch })?.state).toBe('normal');
    const run = runOf('running', 0.2);
    expect(shellProgress({ ...nothing, run, batch: { ...batch, state: 'paused' } })).toEqual({
      fraction: 0.2,
      state: 'normal',
    });
  });
});
