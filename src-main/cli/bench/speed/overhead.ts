import type { Prior } from '../../../engine/prior/prior';
import type { PriorStatistics } from '../../../inference/onnx-prior';
import { RepairSession } from '../../../session/repair-session';
import { completeSettings, defaultSettings } from '../../../../src-shared/model/settings';
import { drain } from '../run-session';
import type { Figure, MeasureContext } from './measures';
import type { DamageMark } from './draw-mark';
import { makeScan } from './paint-scan';

const largestRatio = 1.1;
const rounds = 3;
const usualSidePx = 256;
/** The least context of a window: scratches that keep this distance from the border need all of the picture. */
const contextPx = 48;

/** A prior that times its own network calls. */
export interface TimedPrior extends Prior {
  readonly statistics: PriorStatistics;
}

/** What `measureOverhead` needs of its context. */
export type OverheadContext = Pick<MeasureContext, 'iterations' | 'signal' | 'clock' | 'report'> & {
  readonly prior: TimedPrior;
};

/**
 * Time of the iterations of one window / time of the network calls in them. Reading and planning the window are part of no
 * iteration: the clock runs from the end of the first one.
 */
export async function measureOverhead(
  context: OverheadContext,
  sidePx = usualSidePx,
): Promise<Figure> {
  const { prior, clock, signal, report, iterations = defaultSettings.photo.iterations } = context;
  const { photo, damageMask } = makeScan(sidePx, sidePx, crossedScratches(sidePx));
  const settings = completeSettings({ iterations: Math.max(2, iterations) });
  let iterationsMs = 0;
  let networkMs = 0;
  for (let round = 1; round <= rounds; round++) {
    report(`Overhead of an iteration, round ${round} of ${rounds}`);
    const session = new RepairSession({
      photo,
      damageMask,
      settings,
      prior,
      priorId: 'bench',
      clock,
    });
    const steps = session.run(signal);
    await steps.next();
    const [startMs, networkStartMs] = [clock(), prior.statistics.totalMs];
    await drain(steps);
    iterationsMs += clock() - startMs;
    networkMs += prior.statistics.totalMs - networkStartMs;
  }
  const ratio = iterationsMs / networkMs;
  return {
    measure: 'overhead',
    what: `time of an iteration / bare network calls in it, one window of ${sidePx} x ${sidePx}`,
    target: `at most ${largestRatio.toFixed(2)}`,
    measured: ratio.toFixed(3),
    isMet: ratio <= largestRatio,
    details: { ratio, iterationsMs, networkMs },
  };
}

/** Two scratches from corner to corner of what is left between the contexts. */
function crossedScratches(sidePx: number): DamageMark[] {
  const [near, far] = [contextPx + 2, sidePx - contextPx - 3];
  return [
    { from: [near, near], to: [far, far], radiusPx: 1.5 },
    { from: [far, near], to: [near, far], radiusPx: 1.5 },
  ];
}
