import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeEnvironment, makeReadyPrior, type TestEnvironment } from './cli-environment';
import { writeDamagedPhoto } from './damaged-photo';

/** A fresh folder inside `root` with a damaged photo and its mask, and the command line that repairs it. */
export async function makeRestoreCase(
  root: string,
  options: Parameters<typeof writeDamagedPhoto>[1] = {},
) {
  const folder = mkdtempSync(path.join(root, 'case-'));
  const { photo, damageMask } = await writeDamagedPhoto(folder, options);
  return {
    folder,
    photo,
    damageMask,
    common: ['restore', photo, '--mask', damageMask, '--iterations', '4'],
    at: (name: string) => path.join(folder, name),
  };
}

/** SHA-256 of a file. */
export function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** The events of a run with --json. */
export function eventsOf(stdout: string): Record<string, unknown>[] {
  const lines = stdout.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** An environment that presses `signal` during call number `call` of the prior; that call then counts for nothing. */
export function pressAtCall(
  call: number,
  signal: 'SIGINT' | 'SIGTERM',
  isTerminal = false,
): TestEnvironment {
  const ready = makeReadyPrior();
  const denoise = ready.prior.denoise.bind(ready.prior);
  let calls = 0;
  ready.prior.denoise = async (...args) => {
    if (++calls === call) environment.press(signal);
    await denoise(...args);
  };
  const environment = makeEnvironment({ loadPrior: () => Promise.resolve(ready) }, isTerminal);
  return environment;
}
