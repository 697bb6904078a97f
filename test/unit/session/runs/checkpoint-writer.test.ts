import { describe, expect, it } from 'vitest';
import { CheckpointWriter } from '../../../../src-main/session/runs/checkpoint-writer';

/** A writer over a clock that the test sets; a write takes `writeMs`. */
function createWriter(writeMs: number, failure?: Error) {
  const state = { nowMs: 0, written: [] as number[], failures: [] as unknown[] };
  const writer = new CheckpointWriter({
    clock: () => state.nowMs,
    intervalMs: 3000,
    write: (bytes) => {
      state.nowMs += writeMs;
      if (failure) return Promise.reject(failure);
      state.written.push(bytes[0]!);
      return Promise.resolve();
    },
    reportFailure: (error) => state.failures.push(error),
  });
  const offerAt = async (nowMs: number, value: number) => {
    state.nowMs = nowMs;
    await writer.offer(() => Uint8Array.of(value));
  };
  return { state, writer, offerAt };
}

describe('CheckpointWriter', () => {
  it('writes at most once an interval', async () => {
    const { state, offerAt } = createWriter(10);
    for (let nowMs = 0; nowMs <= 10_000; nowMs += 500) await offerAt(nowMs, nowMs / 500);
    expect(state.written).toEqual([6, 13, 20]);
  });

  it('writes the less often the longer it takes', async () => {
    const { state, offerAt } = createWriter(1000);
    await offerAt(3000, 1);
    await offerAt(20_000, 2);
    await offerAt(24_500, 3);
    expect(state.written).toEqual([1, 3]);
  });

  it('writes at once when it is told to', async () => {
    const { state, writer } = createWriter(10);
    await Promise.all([1, 2].map((value) => writer.write(() => Uint8Array.of(value))));
    expect(state.written).toEqual([1, 2]);
  });

  it('reports what cannot be written, and tries again later', async () => {
    const { state, writer, offerAt } = createWriter(10, new Error('The disk is full.'));
    await offerAt(3000, 1);
    await offerAt(3500, 2);
    await offerAt(7000, 3);
    await writer.settle();
    expect(state.failures).toHaveLength(2);
  });
});
