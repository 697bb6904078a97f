import { beforeAll, expect, test } from 'vitest';
import type { ApartLimits } from '../../../src-main/cli/apart/apart-limits';
import { runApart } from '../../../src-main/cli/apart/run-apart';
import type { StopSignalName } from '../../../src-main/cli/environment';
import { bundleScript, startScript } from '../../support/run-script';
import { makeTemporaryFolder } from '../../support/temporary-folder';

/** A program of one of these kinds, and one that runs it in a process of its own. */
const program = `
import { runApart } from './src-main/cli/apart/run-apart';
import { limitsOfSelf, watchSelf } from './src-main/cli/apart/watch-self';
const kinds = {
  well: () => process.exit(5),
  quiet: () => setTimeout(() => process.exit(0), 2500),
  spin: () => { for (;;); },
  swell: () => { const all = []; for (;;) all.push(Buffer.alloc(1e7, 1)); },
  fault: () => process.kill(process.pid, 'SIGSEGV'),
  parent: () => runApart([process.argv[1], 'child'], { memoryBytes: 1e9, silenceMs: 60000 }, () => () => {}),
  child: () => { console.log('child ' + process.pid); setInterval(() => {}, 1000); },
};
const limits = limitsOfSelf();
if (limits) watchSelf(limits);
kinds[process.argv[2]]();
`;
const folder = makeTemporaryFolder();
const usual: ApartLimits = { memoryBytes: 4e8, silenceMs: 30_000 };
let script: string;
beforeAll(async () => {
  script = await bundleScript(folder, program);
});

const run = (kind: string, limits: Partial<ApartLimits> = {}) =>
  runApart([script, kind], { ...usual, ...limits }, () => () => undefined);

test('a process that ends by itself is left alone', async () => {
  expect(await run('well')).toEqual({ kind: 'done', exitCode: 5 });
  // Waiting is no silence: only work that cannot be interrupted is.
  expect(await run('quiet', { silenceMs: 1500 })).toEqual({ kind: 'done', exitCode: 0 });
});

test('one that is at one piece of work for too long is ended', async () => {
  expect(await run('spin', { silenceMs: 1500 })).toEqual({ kind: 'silence' });
});

test('one that takes too much memory is ended, though it never pauses', async () => {
  expect(await run('swell')).toEqual({ kind: 'memory' });
});

test('one that breaks is told from one that was ended', async () => {
  expect(await run('fault')).toEqual({ kind: 'broken', signal: 'SIGSEGV' });
});

test('one is ended where the person stops, and nobody listens for that afterwards', async () => {
  let stop: ((signal: StopSignalName) => void) | undefined;
  const outcome = runApart([script, 'spin'], usual, (listener) => {
    stop = listener;
    return () => (stop = undefined);
  });
  stop?.('SIGINT');
  expect(await outcome).toEqual({ kind: 'stopped' });
  expect(stop).toBeUndefined();
});

test('one does not go on when the process that started it is gone', async () => {
  const { child, ended } = startScript(script, ['parent']);
  await new Promise((resolve) => child.stdout!.once('data', resolve));
  child.kill('SIGKILL');
  // Its output is closed only when the last process that holds it has ended.
  expect((await ended).output).toMatch(/^child \d+\n$/);
});
