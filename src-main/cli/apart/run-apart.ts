import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { CliEnvironment } from '../environment';
import {
  endReasons,
  LIMITS_VARIABLE,
  REASON_DESCRIPTOR,
  type ApartLimits,
  type ApartOutcome,
} from './apart-limits';

/**
 * Runs a program of this one's kind, which calls `watchSelf`, in a process of its own to its end, and ends it where this one
 * is asked to stop. It writes to this one's standard output and error.
 * @param args the program and its arguments
 */
export async function runApart(
  args: readonly string[],
  limits: ApartLimits,
  onSignal: CliEnvironment['onSignal'],
): Promise<ApartOutcome> {
  const child = spawn(process.execPath, [...process.execArgv, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    env: { ...process.env, [LIMITS_VARIABLE]: JSON.stringify(limits) },
  });
  let said = '';
  child.stdio[REASON_DESCRIPTOR]?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const stopListening = onSignal(() => child.kill('SIGKILL'));
  try {
    const [exitCode, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (child.killed) return { kind: 'stopped' };
    const reason = endReasons.find((known) => known === said);
    if (reason) return { kind: reason };
    return exitCode === null
      ? { kind: 'broken', signal: signal ?? 'unknown' }
      : { kind: 'done', exitCode };
  } finally {
    stopListening();
  }
}
