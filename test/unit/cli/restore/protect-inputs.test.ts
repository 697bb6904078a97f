import { linkSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { protectInputs } from '../../../../src-main/cli/restore/protect-inputs';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const folder = makeTemporaryFolder();
const at = (name: string) => path.join(folder, name);

describe('protectInputs', () => {
  writeFileSync(at('mask.png'), 'm');
  writeFileSync(at('other.png'), 'm');
  symlinkSync(at('mask.png'), at('soft.png'));
  linkSync(at('mask.png'), at('hard.png'));
  const inputs = [{ path: at('mask.png'), nature: 'the damage mask' }];

  it.each(['mask.png', './mask.png', 'soft.png', 'hard.png'])('refuses %s', async (name) => {
    await expect(protectInputs(`${folder}/${name}`, inputs)).rejects.toMatchObject({
      code: 'target-is-source',
      message: expect.stringContaining('is the damage mask, which is never overwritten') as string,
    });
  });

  it.each(['other.png', 'new.png'])('allows %s', async (name) => {
    await expect(protectInputs(at(name), inputs)).resolves.toBeUndefined();
  });

  it('refuses an input that is not there yet under its own name', async () => {
    const missing = [{ path: at('gone.png'), nature: 'the original photo' }];
    await expect(protectInputs(at('gone.png'), missing)).rejects.toThrow('the original photo');
    await expect(protectInputs(at('new.png'), missing)).resolves.toBeUndefined();
  });
});
