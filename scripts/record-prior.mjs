/**
 * Finishes a new or changed prior: `node scripts/record-prior.mjs models/<id>` measures the weights, lets the processor
 * answer the warm-up picture and completes <id>/manifest.json, which must hold everything but the checksums.
 */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = process.argv[2];
if (!folder) {
  console.error('Usage: node scripts/record-prior.mjs models/<id>');
  process.exit(2);
}
const bundle = path.resolve('node_modules/.cache/record-prior.mjs');
try {
  await build({
    entryPoints: ['src-main/inference/record-prior.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  const { recordPrior } = await import(pathToFileURL(bundle).href);
  await recordPrior(folder, JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')));
} finally {
  await rm(bundle, { force: true });
}
