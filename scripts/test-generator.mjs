// Tests the generator of synthetic damage (training/damage) where Python 3.11 or later and pip are there. Only what the
// generator needs is fetched, into node_modules: the network's own tests (python -m pytest training) want PyTorch as well.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const wanted = ['numpy', 'pillow', 'pytest', 'iniconfig', 'packaging', 'pluggy', 'Pygments'];
const python = process.platform === 'win32' ? 'python' : 'python3';

const version = spawnSync(python, ['-c', 'import sys; print(sys.version_info >= (3, 11))']);
if (String(version.stdout).trim() !== 'True') leaveOut('Python 3.11 or later is not there');
const folder = fetchPackages();
const tests = spawnSync(
  python,
  ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'training/tests/test_damage_generator.py'],
  { cwd: root, encoding: 'utf8', env: { ...process.env, PYTHONPATH: folder } },
);
process.stdout.write(`${tests.stdout}${tests.stderr}`);
const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(tests.stdout)?.[1] ?? 0);
const failed = count('failed') + count('error');
report(count('passed'), failed === 0 && tests.status !== 0 ? 1 : failed, count('skipped'));

/** The versions of training/requirements.txt, fetched once for each list. */
function fetchPackages() {
  const lines = readFileSync(path.join(root, 'training/requirements.txt'), 'utf8').split('\n');
  const packages = lines.filter((line) => wanted.includes(line.split('==')[0]));
  const key = createHash('sha256').update(packages.join()).digest('hex').slice(0, 12);
  const target = path.join(root, 'node_modules/.cache/damage-generator', key);
  if (existsSync(path.join(target, 'pytest'))) return target;
  const options = ['-m', 'pip', 'install', '-q', '--no-deps', '--target', target, ...packages];
  const { status, stderr } = spawnSync(python, options, { encoding: 'utf8' });
  if (status !== 0)
    leaveOut(`pip could not fetch what it needs (${stderr.trim().split('\n').at(-1)})`);
  return target;
}

function leaveOut(reason) {
  console.log(`The generator of synthetic damage was not tested: ${reason}.`);
  report(0, 0, 1);
}

function report(passed, failures, skipped) {
  console.log(`${passed} passed, ${failures} failed, ${skipped} skipped`);
  process.exit(failures > 0 ? 1 : 0);
}
