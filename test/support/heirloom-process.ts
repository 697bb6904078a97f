import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';

const root = path.resolve(import.meta.dirname, '../..');
const program = path.join(root, 'dist/cli/heirloom.cjs');

/** How a run of the real program ended. */
export interface ProcessOutcome {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the real program. */
export interface HeirloomProcess {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly outcome: Promise<ProcessOutcome>;
  /** Resolves when standard output and error together match. Rejects when the program ends before. */
  waitFor(pattern: RegExp): Promise<void>;
}

/** Where and how the program runs. */
export interface ProcessOptions {
  readonly folder?: string;
  /** Permissions of files count even where the tests run as a superuser (on Linux, by util-linux). */
  readonly obeysPermissions?: boolean;
}

const isSuperuser = process.getuid?.() === 0;
const asOthers = ['setpriv', '--bounding-set=-dac_override,-dac_read_search'];

/** Starts the bundle that `npm run build` made. */
export function startHeirloom(
  args: readonly string[],
  options: ProcessOptions = {},
): HeirloomProcess {
  if (!existsSync(program)) {
    throw new Error('The command line is not built: run npm run build first.');
  }
  const prefix = options.obeysPermissions && isSuperuser ? asOthers : [];
  const [command, ...rest] = [...prefix, process.execPath, program, ...args];
  const child = spawn(command!, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.folder !== undefined && { cwd: options.folder }),
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));
  const outcome = new Promise<ProcessOutcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...written }));
  });
  return {
    child,
    outcome,
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(written.stdout + written.stderr)) resolve();
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        child.once('close', () => reject(new Error(`Ended before ${pattern}: ${written.stderr}`)));
        look();
      }),
  };
}

/** Runs the bundle to its end. */
export function runProgram(
  args: readonly string[],
  options?: ProcessOptions,
): Promise<ProcessOutcome> {
  return startHeirloom(args, options).outcome;
}
