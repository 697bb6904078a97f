import { describe, expect, it, vi } from 'vitest';
import {
  answerReview,
  startBatch,
  stopBatchAfterThis,
} from '../../../../src-renderer/actions/batch';
import type { RunView } from '../../../../src-renderer/state/app-state';
import type { BatchPhoto } from '../../../../src-renderer/state/batch-state';
import { makeBatchStudio } from '../../../support/batch-studio';

const reasonOf = ({ state }: BatchPhoto) => (state.kind === 'failed' ? state.reason : undefined);

describe('a batch goes on after a photo', () => {
  it.each([
    ['that brings the engine down again and again', 'deadly', 'error.batchEngineGivenUp'],
    ['over whose mask the engine ends', 'mute', 'error.batchEngineGivenUp'],
    ['whose mask is refused', 'refused', 'failure.photoClosed'],
    ['that meets what nobody expected', 'odd', 'error.batchDefect'],
  ])('%s, and says why', async (_how, name, reason) => {
    const { context, add, states, closed } = makeBatchStudio();
    add('aunt', name, 'uncle');
    await startBatch(context);
    expect(states()).toEqual(['aunt done', `${name} failed`, 'uncle done']);
    const { batch, error } = context.store.getState();
    expect(batch.state).toBe('finished');
    expect(batch.photos.map(reasonOf)).toEqual([undefined, reason, undefined]);
    // What is said above the picture is of the photo in the window, which rests with everything kept.
    expect(error).toBeUndefined();
    expect(closed).toContainEqual({ photoId: `photo-${name}`, keepsDraft: false });
    expect(context.runListeners.size).toBe(0);
  });

  it('that brings the engine down, and stops there where it was told to', async () => {
    const { context, add, states } = makeBatchStudio();
    add('deadly', 'uncle');
    const whole = startBatch(context);
    stopBatchAfterThis(context);
    await whole;
    expect(states()).toEqual(['deadly failed', 'uncle waiting']);
    expect(context.store.getState().batch.state).toBe('idle');
  });

  it('whatever part of the work meets what nobody expected', async () => {
    for (const call of ['openPhoto', 'findDamage', 'startRepair', 'savePhoto'] as const) {
      const { context, api, add, states } = makeBatchStudio();
      add('aunt', 'uncle');
      vi.spyOn(api, call).mockRejectedValueOnce(new Error('Nobody expected this.'));
      await startBatch(context);
      expect(states(), call).toEqual(['aunt failed', 'uncle done']);
      expect(context.store.getState().batch.state).toBe('finished');
    }
  });
});

it('lets a repaired photo wait on where saving it meets what nobody expected, and says so', async () => {
  const { context, api, add, states } = makeBatchStudio({ showsEach: true });
  add('aunt');
  await startBatch(context);
  vi.spyOn(api, 'savePhoto').mockRejectedValueOnce(new Error('Nobody expected this.'));
  expect(await answerReview(context, 'aunt', 'save')).toBe(false);
  expect(states()).toEqual(['aunt review']);
  expect(context.store.getState().error?.failure.message).toBe('error.batchDefect');
});

it('says above the picture as well that a repair there rests', async () => {
  const { context, add, states } = makeBatchStudio();
  add('deadly');
  const whole = startBatch(context);
  context.store.setState({ run: { result: undefined } as RunView });
  await whole;
  expect(states()).toEqual(['deadly failed']);
  expect(context.store.getState().error?.failure.message).toBe('Given up.');
});

it('says of an engine that has ended too often, without a batch, what it always said', () => {
  const { context, tell } = makeBatchStudio();
  tell('engineGivenUp', { error: { code: 'engine-lost', message: 'Given up.' } });
  expect(context.store.getState().error).toMatchObject({
    failure: { message: 'Given up.' },
    actions: ['useProcessor'],
  });
});
