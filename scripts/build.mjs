// Bundles the command line (and, once it exists, the window) into dist/. `npm run build` always builds; the other scripts
// call `buildIfStale`, so that nobody runs yesterday's code.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What is built from what. Native packages stay outside the bundles: their binaries lie beside their JavaScript. */
const bundles = [{ entry: 'src-main/cli/main.ts', output: 'dist/cli/heirloom.cjs' }];
const sources = ['src-main', 'src-shared', 'package.json', 'scripts/build.mjs'];
const external = ['onnxruntime-node', 'sharp', 'electron'];

function newestChange(file) {
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(
    stats.mtimeMs,
    ...readdirSync(file).map((name) => newestChange(path.join(file, name))),
  );
}

function isStale(output) {
  const built = statSync(path.join(root, output), { throwIfNoEntry: false });
  return !built || sources.some((source) => newestChange(path.join(root, source)) > built.mtimeMs);
}

async function buildBundle({ entry, output }) {
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: output,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // Electron 22, the oldest that is supported, runs Node 16.
    target: 'node16',
    external,
    sourcemap: true,
    logLevel: 'warning',
  });
}

export async function buildIfStale() {
  for (const bundle of bundles) {
    if (isStale(bundle.output)) await buildBundle(bundle);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const bundle of bundles) await buildBundle(bundle);
}
