// `npm start [-- PHOTO ...]` in a checkout: builds what is stale and opens the window.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { findElectron } from './electron-runtime.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { DISPLAY, WAYLAND_DISPLAY, INIT_CWD } = process.env;

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
  fail(
    'There is no display, so the window cannot open; repair photos with "npm run restore -- PHOTO --mask MASK", or run "xvfb-run -a npm start".',
  );
}

/** Chromium's sandbox refuses to work for the administrator of a Linux system. */
function sandboxSwitches() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return [];
  process.stderr.write("Running as root, so Chromium's sandbox is off.\n");
  return ['--no-sandbox'];
}

let electron;
try {
  electron = findElectron();
} catch (error) {
  fail(error.message);
}
await buildIfStale('dist/app');
await buildIfStale('dist/renderer');
// npm runs scripts in the package's folder; names on the command line are meant from where the person stands.
const photos = process.argv
  .slice(2)
  .map((name) => (name.startsWith('-') ? name : path.resolve(INIT_CWD ?? '.', name)));
const child = spawn(electron.executable, [...sandboxSwitches(), root, ...photos], {
  stdio: 'inherit',
});
child.on('exit', (code, signal) => {
  process.exitCode = signal ? 1 : (code ?? 1);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
