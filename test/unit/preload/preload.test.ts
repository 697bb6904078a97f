import path from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

it('the preload script, which runs before the page at every start, carries no package', async () => {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src-main/preload/preload.ts'],
    bundle: true,
    external: ['electron'],
    format: 'cjs',
    metafile: true,
    write: false,
  });
  const packages = Object.keys(metafile.inputs).filter((name) => name.includes('node_modules'));
  expect(packages).toEqual([]);
  expect(outputFiles[0]!.contents.length).toBeLessThan(10_000);
});
