// The Electron that npm knows: already unpacked, or to be downloaded by Electron's own installer.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const executableNames = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
  linux: 'electron',
};

/** What a folder with an unpacked Electron holds; undefined where there is none. */
export function describeFolder(folder) {
  const executable = path.join(folder, executableNames[process.platform] ?? 'electron');
  if (!existsSync(executable)) return undefined;
  const versionFile = path.join(folder, 'version');
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : undefined;
  return { executable, folder, version };
}

export function findInstalled(root) {
  return describeFolder(path.join(root, 'node_modules/electron/dist'));
}

/** Lets Electron's installer try; it gives up within seconds where its download cannot be reached. */
export function installElectron(root) {
  const installer = path.join(root, 'node_modules/electron/install.js');
  if (!existsSync(installer)) return undefined;
  spawnSync(process.execPath, [installer], { cwd: root, stdio: 'ignore', timeout: 600_000 });
  return findInstalled(root);
}
