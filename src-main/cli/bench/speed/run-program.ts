import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { CancelSignal } from '../../../engine/prior/prior';
import { programPath } from '../program';

/**
 * Runs before the program, in its process, and reports that process's peak memory at its end. Linux keeps it a program;
 * `maxRSS`, all that other systems have, may there be that of the process which started it.
 */
const memoryReporter = `
const fs = require('node:fs');
process.on('exit', () => {
  let kilobytes = process.resourceUsage().maxRSS;
  try {
    kilobytes = Number(/^VmHWM:\\s*(\\d+) kB/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {}
  fs.writeSync(3, String(kilobytes));
});
`;

const lookForStopMs = 200;

/** How to run the program. */
export interface ProgramRun {
  readonly args: readonly string[];
  /** Takes the memory reporter; it exists and is removed by the caller. */
  readonly folder: string;
  /** Stops the program too, as Ctrl-C would. */
  readonly signal: CancelSignal;
  /** Takes what it prints to standard error. */
  readonly onText: (text: string) => void;
}

/**
 * Starts this very program anew and waits for its end.
 * @returns the most memory that it held at a time
 * @throws Error with its last words when it does not end well
 */
export async function runProgram(run: ProgramRun): Promise<{ readonly peakByteLength: number }> {
  const reporter = path.join(run.folder, 'report-memory.cjs');
  await writeFile(reporter, memoryReporter);
  const child = spawn(process.execPath, ['--require', reporter, programPath, ...run.args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let lastWords = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2000);
    run.onText(text);
  });
  let kilobytes = '';
  (child.stdio[3] as Readable)
    .setEncoding('utf8')
    .on('data', (text: string) => (kilobytes += text));
  const watch = setInterval(() => run.signal.aborted && child.kill('SIGINT'), lookForStopMs);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) {
      throw new Error(`heirloom ${run.args.join(' ')} ended with ${code}: ${lastWords.trim()}`);
    }
    return { peakByteLength: Number(kilobytes) * 1024 };
  } finally {
    clearInterval(watch);
  }
}
