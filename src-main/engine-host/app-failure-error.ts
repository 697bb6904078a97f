import type { AppErrorCode, AppFailure } from '../../src-shared/contract';

/** A failure on its way to the other side: thrown by a handler, it becomes the call's answer as it is. */
export class AppFailureError extends Error {
  readonly failure: AppFailure;

  constructor(code: AppErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppFailureError';
    this.failure = { code, message };
  }
}
