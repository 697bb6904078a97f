import type { CancelSignal } from '../engine/prior/prior';
import type { CliEnvironment, StopSignalName } from './environment';

/** The person or the system asked for an end before there was anything to save. */
export class StoppedError extends Error {
  readonly signal: StopSignalName;

  constructor(signal: StopSignalName) {
    super(`Stopped by ${signal}.`);
    this.name = 'StoppedError';
    this.signal = signal;
  }
}

/** Ctrl-C and SIGTERM as values: nothing is interrupted by force, every step looks here or races against it. */
export interface StopSignal extends CancelSignal {
  /** The first signal that came. */
  readonly cause: StopSignalName | undefined;
  /** Resolves at the second one: whoever asks twice wants no more questions. */
  readonly insisted: Promise<unknown>;
  /** The outcome of `work`, or StoppedError as soon as a signal comes. */
  race<Result>(work: Promise<Result>): Promise<Result>;
  /** Gives the signals back to the system. */
  close(): void;
}

/** Listens from now on. */
export function listenForStop({ onSignal }: Pick<CliEnvironment, 'onSignal'>): StopSignal {
  let cause: StopSignalName | undefined;
  const asked = createEvent<StopSignalName>();
  const insisted = createEvent<StopSignalName>();
  const close = onSignal((signal) => {
    if (cause) insisted.happen(signal);
    cause ??= signal;
    asked.happen(cause);
  });
  return {
    get aborted() {
      return cause !== undefined;
    },
    get cause() {
      return cause;
    },
    insisted: insisted.promise,
    race(work) {
      // The work may fail after nobody waits for it any more.
      work.catch(() => undefined);
      return Promise.race([
        asked.promise.then((signal) => {
          throw new StoppedError(signal);
        }),
        work,
      ]);
    },
    close,
  };
}

function createEvent<Value>() {
  let happen: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((resolve) => (happen = resolve));
  return { promise, happen: (value: Value) => happen(value) };
}
