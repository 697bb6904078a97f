import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchHeartbeat } from '../../../../src-main/app/engine/heartbeat-watch';

describe('the watch over the engine', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('calls once after half a minute of silence', () => {
    const onSilence = vi.fn();
    watchHeartbeat(onSilence);
    vi.advanceTimersByTime(29_000);
    expect(onSilence).not.toHaveBeenCalled();
    vi.advanceTimersByTime(120_000);
    expect(onSilence).toHaveBeenCalledTimes(1);
  });

  it('begins anew with every sign of life, and ends when it is stopped', () => {
    const onSilence = vi.fn();
    const { hear, stop } = watchHeartbeat(onSilence);
    for (let beat = 0; beat < 5; beat++) {
      vi.advanceTimersByTime(25_000);
      hear();
    }
    stop();
    vi.advanceTimersByTime(120_000);
    expect(onSilence).not.toHaveBeenCalled();
  });

  it('does not count the time that a sleeping computer skips', () => {
    const onSilence = vi.fn();
    watchHeartbeat(onSilence);
    vi.setSystemTime(Date.now() + 8 * 3600 * 1000);
    vi.advanceTimersByTime(2000);
    expect(onSilence).not.toHaveBeenCalled();
  });
});
