import { describe, expect, it } from 'vitest';
import { openPhoto } from '../../../../src-main/imaging/decode';
import { runInProcess } from '../../../support/cli-environment';
import { hashOf, makeRestoreCase } from '../../../support/restore-case';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const root = makeTemporaryFolder();
const cmyk = { name: 'b.tif', kind: { colourModel: 'cmyk' } } as const;

describe('a photo in printing colours that is saved in sRGB', () => {
  it.each(['png', 'webp', 'avif'])(
    'fits into %s, and so does its redone result',
    async (format) => {
      const { common, at } = await makeRestoreCase(root, cmyk);
      const options = ['--format', format, '--profile', 'srgb', '--sidecar'];
      const { exitCode, stderr } = await runInProcess([...common, ...options]);
      expect(exitCode, stderr).toBe(0);
      const result = at(`b_restored.${format}`);
      expect((await openPhoto(result)).samples.colourModel).toBe('rgb');
      const redone = await runInProcess(['redo', `${result}.heirloom.json`]);
      expect(redone.exitCode, redone.stderr).toBe(0);
      expect(redone.stderr).toContain('It is the recorded result, bit for bit.');
      expect(hashOf(at(`b_restored_2.${format}`))).toBe(hashOf(result));
    },
  );
});

it('redoes a result with the depth that was chosen for it', async () => {
  const { common, at } = await makeRestoreCase(root, { kind: { bitDepth: 16 } });
  await runInProcess([...common, '--depth', '8', '--sidecar']);
  const result = at('photo_restored.png');
  expect((await runInProcess(['redo', `${result}.heirloom.json`])).exitCode).toBe(0);
  expect((await openPhoto(result)).samples.bitDepth).toBe(8);
  expect(hashOf(at('photo_restored_2.png'))).toBe(hashOf(result));
});
