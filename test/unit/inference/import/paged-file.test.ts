import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { pagedFile } from '../../../../src-main/inference/import/paged-file';
import { temporaryFolder } from '../../../support/tiny-priors';

it('reads what lies at a place, forwards, backwards, across pages and at the end', async () => {
  const bytes = Buffer.from(Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7919) >> 3));
  const name = path.join(await temporaryFolder(), 'bytes');
  await writeFile(name, bytes);
  const file = await open(name);
  onTestFinished(() => file.close());
  const source = pagedFile(file);
  const out = Buffer.alloc(50_000);
  for (const [position, length] of [
    [0, 16],
    [16, 16],
    [16_380, 16],
    [16_376, 40],
    [3, 50_000],
    [99_990, 16],
    [99_994, 4],
    [100_000, 16],
    [0, 16_384],
    [1, 16_384],
  ] as const) {
    const { bytesRead } = await source.read(out, 0, length, position);
    const expected = bytes.subarray(position, position + length);
    expect(bytesRead).toBe(expected.length);
    expect(out.subarray(0, bytesRead).equals(expected)).toBe(true);
  }
});
