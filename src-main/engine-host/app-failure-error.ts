import type { AppErrorCode, AppFailure } from '../../src-shared/contract';
import { sentenceOf, type MessageKey } from '../../src-shared/messages';

/** A failure on its way to the other side: thrown by a handler, it becomes the call's answer as it is. */
export class AppFailureError extends Error {
  readonly failure: AppFailure;

  /** @param key of the sentence in the catalogue, which has nothing to fill in */
  constructor(code: AppErrorCode, key: MessageKey, options?: ErrorOptions) {
    const sentence = sentenceOf(key);
    super(sentence.message, options);
    this.name = 'AppFailureError';
    this.failure = { code, ...sentence };
  }
}
