import type { CliEnvironment, TextOutput } from '../environment';
import type { ProgressDisplay } from './progress-display';
import { percentOf, progressDetails } from './progress-text';

const betweenLinesMs = 1000;
const silenceMs = 10_000;

/** For logs: one line an iteration, at most one a second, and one every ten seconds in long iterations. */
export function createProgressLines(
  output: TextOutput,
  clock: CliEnvironment['clock'],
): ProgressDisplay {
  let lastMs = -Infinity;
  return {
    stage: () => undefined,
    show(progress) {
      const sinceMs = clock() - lastMs;
      const isDue = sinceMs >= (progress.completesIteration ? betweenLinesMs : silenceMs);
      if (!isDue && progress.doneFraction < 1) return;
      lastMs = clock();
      output.write(`${[percentOf(progress), ...progressDetails(progress)].join(', ')}\n`);
    },
    clear: () => undefined,
  };
}
