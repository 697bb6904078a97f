import type { CancelSignal } from '../prior/prior';

/** Ends the work from within; `findDamage` turns it into an answer of undefined. */
export class NoLongerWanted extends Error {}

/** Called between pieces of work of some ten milliseconds: lets others run, then throws NoLongerWanted after an abort. */
export type TakeBreath = () => Promise<void>;

/** @param pause resolves after others had their turn; the engine has no timers of its own */
export function createBreath(pause: () => Promise<void>, signal?: CancelSignal): TakeBreath {
  return async () => {
    await pause();
    if (signal?.aborted) throw new NoLongerWanted('The work was stopped.');
  };
}
