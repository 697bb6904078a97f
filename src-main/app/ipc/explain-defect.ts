import os from 'node:os';
import type { AppFailure } from '../../../src-shared/contract';

/** Puts an error that nobody expected into words; the details name no folder of the person's. */
export function explainDefect(error: unknown): AppFailure {
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: 'defect',
    message:
      'Heirloom made a mistake of its own, so this was not done and nothing else changed; please copy the report and send it.',
    details: cause.split(os.homedir()).join('~'),
  };
}
