// `npm run test:e2e [-- PLAYWRIGHT OPTIONS]`: builds what is stale and tries the real window; where there is no display, in a
// virtual one.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { findElectron } from './electron-runtime.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { DISPLAY, WAYLAND_DISPLAY } = process.env;
const needsDisplay = process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;

let electron;
try {
  electron = findElectron();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
await buildIfStale('dist/app');
await buildIfStale('dist/renderer');
const playwright = path.join(root, 'node_modules/@playwright/test/cli.js');
const command = [process.execPath, playwright, 'test', ...process.argv.slice(2)];
if (needsDisplay) command.unshift('xvfb-run', '-a', '-s', '-screen 0 1920x1200x24');
const { status, error } = spawnSync(command[0], command.slice(1), {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, HEIRLOOM_ELECTRON: electron.executable },
});
if (error) console.error('A virtual display is missing; run "sudo apt-get install xvfb xauth".');
process.exitCode = status ?? 1;
