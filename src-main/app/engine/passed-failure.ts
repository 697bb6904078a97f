import type { AppFailure, AppResult } from '../../../src-shared/contract';

/** A failure of the engine on its way to the window, as it is. */
export class PassedFailure extends Error {
  readonly failure: AppFailure;

  constructor(failure: AppFailure) {
    super(failure.message);
    this.name = 'PassedFailure';
    this.failure = failure;
  }
}

/** The value of a call. @throws PassedFailure where it failed. */
export function valueOf<Value>(result: AppResult<Value>): Value {
  if (result.ok) return result.value;
  throw new PassedFailure(result.error);
}
