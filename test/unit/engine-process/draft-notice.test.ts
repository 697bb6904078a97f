import { expect, it } from 'vitest';
import { createDraftNotice } from '../../../src-main/engine-process/draft-notice';
import { PhotoError } from '../../../src-main/imaging/photo-error';
import type { AppFailure } from '../../../src-shared/contract';

it('says that a draft could not be written, and says it again only after a while', () => {
  let nowMs = 0;
  const told: AppFailure[] = [];
  const notice = createDraftNotice(
    () => nowMs,
    (failure) => told.push(failure),
  );
  notice(new PhotoError('disk-full', 'The file needs 3 MB and 0 are free.'));
  nowMs = 5000;
  notice(new PhotoError('disk-full', 'The file needs 3 MB and 0 are free.'));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ code: 'disk-full', text: { key: 'failure.draftDiskFull' } });
  nowMs = 70_000;
  notice(new Error('EIO'));
  expect(told[1]).toMatchObject({ code: 'draft', text: { key: 'failure.draftNotWritten' } });
});
