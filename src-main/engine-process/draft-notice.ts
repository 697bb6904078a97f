import type { AppFailure } from '../../src-shared/contract';
import { sentenceOf } from '../../src-shared/messages';
import { PhotoError } from '../imaging/photo-error';

/** Checkpoints are tried again every few seconds: once a minute is often enough to say that they fail. */
const quietMs = 60_000;

/** Says that something could not be written into a draft, not more often than one can bear. */
export function createDraftNotice(
  clock: () => number,
  tell: (failure: AppFailure) => void,
): (error: unknown) => void {
  let quietUntilMs = -Infinity;
  return (error) => {
    if (clock() < quietUntilMs) return;
    quietUntilMs = clock() + quietMs;
    const isFull = error instanceof PhotoError && error.code === 'disk-full';
    tell(
      isFull
        ? { code: 'disk-full', ...sentenceOf('failure.draftDiskFull') }
        : { code: 'draft', ...sentenceOf('failure.draftNotWritten') },
    );
  };
}
