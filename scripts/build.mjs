// Bundles the command line and the desktop application into dist/. `npm run build` always builds; the other scripts call
// `buildIfStale`, so that nobody runs yesterday's code.
import { copyFileSync, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Electron 22, the oldest that is supported, runs Node 16 and Chromium 108. */
const nodeTarget = { platform: 'node', format: 'cjs', target: 'node16' };
const browserTarget = { platform: 'browser', format: 'iife', target: 'chrome108' };

/** What the window runs: React in its production form. */
const windowOptions = {
  ...browserTarget,
  jsx: 'automatic',
  minify: true,
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** What is built from what. */
const bundles = [
  { entry: 'src-main/cli/main.ts', output: 'dist/cli/heirloom.cjs', options: nodeTarget },
  { entry: 'src-main/app/main.ts', output: 'dist/app/main.cjs', options: nodeTarget },
  { entry: 'src-main/engine-process/entry.ts', output: 'dist/app/engine.cjs', options: nodeTarget },
  {
    entry: 'src-main/preload/preload.ts',
    output: 'dist/app/preload.cjs',
    // A sandboxed preload script is one file that may require nothing but Electron.
    options: { ...browserTarget, format: 'cjs' },
  },
  {
    entry: 'src-renderer/main.tsx',
    output: 'dist/renderer/main.js',
    options: windowOptions,
    copies: [['src-renderer/index.html', 'dist/renderer/index.html']],
  },
];
const sources = ['src-main', 'src-shared', 'src-renderer', 'package.json', 'scripts/build.mjs'];

/** Native packages stay outside the bundles: their binaries lie beside their JavaScript. */
const external = ['onnxruntime-node', 'sharp', 'electron'];

/** Zod would bring its own messages in fifty languages; people never see one of them. */
const withoutZodLanguages = {
  name: 'without-zod-languages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/locales\/index\.js$/ }, ({ importer, path: name }) =>
      importer.includes('zod') ? { path: name, namespace: 'empty' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export {};' }));
  },
};

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

async function buildBundle({ entry, output, options, copies = [] }) {
  if (!existsSync(path.join(root, entry))) return;
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: output,
    bundle: true,
    external,
    sourcemap: true,
    logLevel: 'warning',
    plugins: [withoutZodLanguages],
    ...options,
  });
  for (const [from, to] of copies) copyFileSync(path.join(root, from), path.join(root, to));
}

/** Builds what is older than its sources; `only` names the outputs that matter, all where it is absent. */
export async function buildIfStale(only = '') {
  for (const bundle of bundles) {
    if (bundle.output.startsWith(only) && isStale(bundle.output)) await buildBundle(bundle);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const bundle of bundles) await buildBundle(bundle);
}
