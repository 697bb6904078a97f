import { plainInspection } from '../describe-photo';
import type { TextOutput } from '../environment';
import { errorCodeOf, exitCodeOf } from '../exit-codes';
import type { RestoreReporter } from './reporter';

/** A reporter for programs: one JSON object a line, told apart by `event`. */
export function createEventWriter(output: TextOutput): RestoreReporter {
  return {
    stage: () => undefined,
    found: (facts) => writeEvent(output, 'found', facts),
    started({ photo, ...facts }) {
      const inspection = plainInspection(photo.inspection);
      writeEvent(output, 'started', { photo: { ...photo, inspection }, ...facts });
    },
    progress(progress) {
      const { window, iteration, ...rest } = progress;
      // Counted from 1, as people and the bar count.
      writeEvent(output, 'iteration', { iteration: iteration + 1, ...rest, region: window.region });
    },
    notice: (message) => writeEvent(output, 'notice', { message }),
    saved: (facts) => writeEvent(output, 'saved', { path: facts.report.path, ...facts }),
    stopped: (facts) => writeEvent(output, 'stopped', facts),
    close: () => undefined,
  };
}

/** The last event of a run that failed. */
export function writeErrorEvent(output: TextOutput, error: unknown): void {
  writeEvent(output, 'error', {
    exitCode: exitCodeOf(error),
    code: errorCodeOf(error),
    message: error instanceof Error ? error.message : String(error),
  });
}

function writeEvent(output: TextOutput, event: string, facts: object): void {
  output.write(`${JSON.stringify({ event, ...facts })}\n`);
}
