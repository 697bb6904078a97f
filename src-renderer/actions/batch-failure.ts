import type { AppFailure, AppResult } from '../../src-shared/contract/result';
import { textIn } from '../../src-shared/messages';
import { PixelFailure } from '../bridge/pixel-client';
import type { AppContext } from './context';

/** Ends the work on one photo. */
export class BatchFailure extends Error {
  readonly failure: AppFailure;

  constructor(failure: AppFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Why the work on one photo has ended, whatever was thrown. */
export function failureOf({ translate }: AppContext, error: unknown): AppFailure {
  if (error instanceof BatchFailure) return error.failure;
  if (error instanceof PixelFailure) {
    const { message, text } = error.sentence;
    return { code: 'photo', message: text ? textIn(text, translate) : message };
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'defect', message: translate('error.batchDefect'), details };
}

/** The value of an answer. @throws BatchFailure */
export function must<Value>(result: AppResult<Value>): Value {
  if (result.ok) return result.value;
  throw new BatchFailure(result.error);
}
