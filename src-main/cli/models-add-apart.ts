import os from 'node:os';
import { refusal } from '../inference/import/network-walk';
import { removeLeftBehind } from '../inference/import/partial-folder';
import type { ApartLimits, ApartOutcome } from './apart/apart-limits';
import type { CliEnvironment } from './environment';
import type { ExitCode } from './exit-codes';
import { formatByteLength } from './format-text';

/**
 * What a network may take while it is tried: what looking through its file cannot tell are sizes that it computes and loops
 * without end. The rest of the memory is for the system; the longest call of one that is slow but of use takes minutes.
 */
const limits: ApartLimits = { memoryBytes: 0.75 * os.totalmem(), silenceMs: 10 * 60_000 };

/**
 * Adds a network in a process of its own, so that one that takes all memory, never answers or breaks the library ends that
 * one alone.
 * @throws EngineError 'prior', one sentence, where it was ended
 */
export async function addApart(
  file: string,
  modelsFolder: string,
  runApart: NonNullable<CliEnvironment['runApart']>,
): Promise<ExitCode> {
  const outcome = await runApart(limits);
  if (outcome.kind === 'done') return outcome.exitCode as ExitCode;
  // The process had no time to remove what it had begun.
  await removeLeftBehind(modelsFolder);
  if (outcome.kind === 'stopped') return 130;
  throw refusal(file, whyEnded(outcome));
}

function whyEnded(outcome: Exclude<ApartOutcome, { readonly kind: 'done' | 'stopped' }>): string {
  switch (outcome.kind) {
    case 'memory':
      return `took more than ${formatByteLength(limits.memoryBytes)} of memory while it was tried, three quarters of what this computer has, and was stopped; use a smaller one`;
    case 'silence':
      return `gave no answer for ${limits.silenceMs / 60_000} minutes while it was tried, and was stopped; use a smaller one or export it again`;
    case 'broken':
      return `ended the process in which it was tried (${outcome.signal}); export it again`;
  }
}
