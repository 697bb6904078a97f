import type { RepairProgress } from '../../session/repair-session';
import type { CliEnvironment, TextOutput } from '../environment';
import { createProgressBar } from './progress-bar';
import { createProgressLines } from './progress-lines';

/** Shows how far a repair is. */
export interface ProgressDisplay {
  /** Work of unknown length, such as reading a file. */
  stage(text: string): void;
  show(progress: RepairProgress): void;
  /** Removes what is only for the moment, so that a line can be written. */
  clear(): void;
}

/** A bar on a terminal, plain lines elsewhere. */
export function createProgressDisplay(
  output: TextOutput,
  clock: CliEnvironment['clock'],
): ProgressDisplay {
  return output.isTTY ? createProgressBar(output, clock) : createProgressLines(output, clock);
}
