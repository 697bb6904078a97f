// Which of Debian's and Ubuntu's packages an Electron on this computer still needs.
import { spawnSync } from 'node:child_process';

/** Shared library (start of its name) → package; asked of the dynamic loader, not of the package manager. */
const packages = [
  ['libgtk-3.so', 'libgtk-3-0'],
  ['libnss3.so', 'libnss3'],
  ['libasound.so', 'libasound2'],
  ['libgbm.so', 'libgbm1'],
  ['libatk-bridge-2.0.so', 'libatk-bridge2.0-0'],
  ['libcups.so', 'libcups2'],
];

/** Packages to install before `executable` can start; empty when it can. */
export function missingPackages(executable) {
  if (process.platform !== 'linux') return [];
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  const missing = `${stdout}`.split('\n').filter((line) => line.includes('not found'));
  const named = missing.map((line) => {
    const library = line.trim().split(' ')[0];
    return packages.find(([start]) => library.startsWith(start))?.[1] ?? library;
  });
  return [...new Set(named)];
}
