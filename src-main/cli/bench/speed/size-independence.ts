import { RepairSession } from '../../../session/repair-session';
import { completeSettings, defaultSettings } from '../../../../src-shared/model/settings';
import { drain } from '../run-session';
import type { Figure, MeasureContext } from './measures';
import type { DamageMark } from './draw-mark';
import { makeScan, type DamagedScan } from './paint-scan';

const largestRatio = 1.3;
const rounds = 2;
const small = { width: 4000, height: 3000 };
const large = { width: 8000, height: 6000 };

/** Scratches and specks as on a carelessly kept print, all inside the smaller picture. */
const marks: readonly DamageMark[] = [
  { from: [400, 300], to: [460, 800], radiusPx: 2 },
  { from: [1900, 1200], to: [2300, 1260], radiusPx: 1.5 },
  { from: [3300, 2200], to: [3340, 2500], radiusPx: 3 },
  { from: [1200, 2400], to: [1200, 2400], radiusPx: 7 },
  { from: [2900, 600], to: [2906, 604], radiusPx: 4 },
];

/** What `measureSizeIndependence` needs of its context. */
export type SizeContext = Pick<
  MeasureContext,
  'prior' | 'iterations' | 'signal' | 'clock' | 'report'
>;

/** Time of a repair with its planning and composite: the same damage in 48 megapixels / in 12. */
export async function measureSizeIndependence(context: SizeContext): Promise<Figure> {
  const smallTimes: RepairTimes[] = [];
  const largeTimes: RepairTimes[] = [];
  // In turns, so that a busy moment of the machine does not fall on one size alone; the quicker run of each size counts.
  for (let round = 1; round <= rounds; round++) {
    for (const [size, times] of [
      [small, smallTimes],
      [large, largeTimes],
    ] as const) {
      const megapixels = Math.round((size.width * size.height) / 1e6);
      context.report(`Repair in ${megapixels} megapixels, round ${round} of ${rounds}`);
      times.push(await timeRepair(makeScan(size.width, size.height, marks), context));
    }
  }
  const [quickSmall, quickLarge] = [quickest(smallTimes), quickest(largeTimes)];
  const ratio = quickLarge.totalMs / quickSmall.totalMs;
  return {
    measure: 'size',
    what: 'time of a repair of the same marks in 48 / in 12 megapixels',
    target: `at most ${largestRatio.toFixed(1)}`,
    measured: ratio.toFixed(2),
    isMet: ratio <= largestRatio,
    details: {
      ratio,
      smallMs: quickSmall.totalMs,
      smallIterationsMs: quickSmall.iterationsMs,
      largeMs: quickLarge.totalMs,
      largeIterationsMs: quickLarge.iterationsMs,
    },
  };
}

interface RepairTimes {
  readonly totalMs: number;
  /** What is left of the total is planning and composite. */
  readonly iterationsMs: number;
}

const quickest = (times: readonly RepairTimes[]) =>
  times.reduce((best, time) => (time.totalMs < best.totalMs ? time : best));

async function timeRepair(
  { photo, damageMask }: DamagedScan,
  { prior, iterations = defaultSettings.photo.iterations, signal, clock }: SizeContext,
): Promise<RepairTimes> {
  const settings = completeSettings({ iterations });
  const startMs = clock();
  const session = new RepairSession({
    photo,
    damageMask,
    settings,
    prior,
    priorId: 'bench',
    clock,
  });
  const plannedMs = clock();
  await drain(session.run(signal));
  const iterationsMs = clock() - plannedMs;
  await session.result();
  return { totalMs: clock() - startMs, iterationsMs };
}
