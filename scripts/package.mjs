// `npm run package` makes the installers for this system, `npm run package:dir` a folder that starts; with whichever Electron
// can be had.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as buildPackage } from 'electron-builder';
import { buildIfStale } from './build.mjs';
import { findElectron } from './electron-runtime.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The fuse for file addresses, which Heirloom uses none of, is unknown to older versions of Electron. */
const firstWithFileFuse = 29;

/** A copy of Electron without the loader that our runtime for checkouts has. */
function cleanCopy({ folder }) {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'heirloom-electron-'));
  const own = [path.join(folder, 'resources/app'), path.join(folder, 'resources/default_app.asar')];
  cpSync(folder, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !own.includes(source),
  });
  return copy;
}

let electron;
try {
  electron = findElectron();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
await buildIfStale('dist/app');
await buildIfStale('dist/renderer');
const electronDist = cleanCopy(electron);
const { version } = electron;
try {
  await buildPackage({
    dir: process.argv.includes('--dir'),
    publish: 'never',
    projectDir: root,
    config: {
      electronDist,
      ...(version !== undefined && { electronVersion: version }),
      ...(Number.parseInt(version, 10) >= firstWithFileFuse && {
        electronFuses: { grantFileProtocolExtraPrivileges: false },
      }),
    },
  });
} finally {
  rmSync(electronDist, { recursive: true, force: true });
}
