const beatMs = 1000;

/** Seconds of silence after which the engine hangs: far longer than any single call of a prior takes. */
const maxSilentBeats = 30;

/** Notices when the engine falls silent. */
export interface HeartbeatWatch {
  readonly hear: () => void;
  readonly stop: () => void;
}

/**
 * Calls `onSilence` once after half a minute without a sign of life. Seconds are counted, not read off a clock: while the
 * computer sleeps, neither the engine nor this count goes on.
 */
export function watchHeartbeat(onSilence: () => void): HeartbeatWatch {
  let silentBeats = 0;
  const timer = setInterval(() => {
    silentBeats++;
    if (silentBeats < maxSilentBeats) return;
    clearInterval(timer);
    onSilence();
  }, beatMs);
  return {
    hear: () => {
      silentBeats = 0;
    },
    stop: () => clearInterval(timer),
  };
}
