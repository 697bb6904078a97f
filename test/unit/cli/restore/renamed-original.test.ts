import { renameSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeEnvironment, makeReadyPrior, runInProcess } from '../../../support/cli-environment';
import { hashOf, makeRestoreCase } from '../../../support/restore-case';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

it('an original that gets the name of the result while it is repaired is not overwritten', async () => {
  const { photo, common, at } = await makeRestoreCase(makeTemporaryFolder());
  const before = hashOf(photo);
  const ready = makeReadyPrior();
  const environment = makeEnvironment({
    loadPrior: () => {
      renameSync(photo, at('Grandma.png'));
      return Promise.resolve(ready);
    },
  });
  const { exitCode, stderr } = await runInProcess(
    [...common, '-o', at('Grandma.png'), '--overwrite'],
    environment,
  );
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain('“Grandma.png” is the original photo, which is never overwritten');
  expect(hashOf(at('Grandma.png'))).toBe(before);
});
