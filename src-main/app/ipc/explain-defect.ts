import os from 'node:os';
import type { AppFailure } from '../../../src-shared/contract';
import { sentenceOf } from '../../../src-shared/messages';

/** Puts an error that nobody expected into words; the details name no folder of the person's. */
export function explainDefect(error: unknown): AppFailure {
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: 'defect',
    ...sentenceOf('failure.defect'),
    details: cause.split(os.homedir()).join('~'),
  };
}
