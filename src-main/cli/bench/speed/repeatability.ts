import type { Prior } from '../../../engine/prior/prior';
import { addMissingDetail } from '../../../engine/repair/detail-pass';
import { planRepair } from '../../../engine/repair/repair-plan';
import { detailShare } from '../../../engine/repair/repair-presets';
import { detectPhotoFamily } from '../../../engine/repair/photo-family';
import { RepairRun } from '../../../engine/repair/repair-run';
import { compositeRepair } from '../../../session/composite';
import { createPhotoSource } from '../../../session/photo-source';
import { RepairSession, type RepairRequest } from '../../../session/repair-session';
import { windowOptions } from '../../../session/window-options';
import type { PhotoSamples } from '../../../../src-shared/model/photo';
import { completeSettings } from '../../../../src-shared/model/settings';
import { drain, repairPhoto } from '../run-session';
import { countDiffering } from './count-differing';
import type { Figure, MeasureContext } from './measures';
import type { DamageMark } from './draw-mark';
import { makeScan, type DamagedScan } from './paint-scan';

/** Enough for a stochastic leg at the end. */
const iterations = 5;
/** Calls after which a run is interrupted: in the midst of an iteration of several windows. */
const interruptedAfter = 4;
const colours = [0, 1, 2] as const;

/** A long scratch, which needs two windows with a seam between them, and a speck far from it. */
const marks: readonly DamageMark[] = [
  { from: [30, 60], to: [440, 66], radiusPx: 2 },
  { from: [600, 70], to: [600, 70], radiusPx: 5 },
];

/** What `measureRepeatability` needs of its context. */
export type RepeatabilityContext = Pick<MeasureContext, 'signal' | 'clock' | 'report'> & {
  readonly prior: Prior;
};

/** Samples that differ between one repair and the same one paused, continued elsewhere, and solved in another order. */
export async function measureRepeatability(
  context: RepeatabilityContext,
  scan: DamagedScan = makeScan(656, 128, marks),
): Promise<Figure> {
  const { prior, clock, signal, report } = context;
  const settings = completeSettings({ iterations, seed: 7 });
  const request = { ...scan, settings, prior, priorId: 'bench', clock };
  report('Repeated repair: without interruption');
  const reference = await repairPhoto(request, signal);
  report('Repeated repair: again');
  const again = await repairPhoto(request, signal);
  report('Repeated repair: with a pause');
  const paused = await repairWithPause(request);
  report('Repeated repair: from a checkpoint in a new session');
  const continued = await repairByCheckpoint(request);
  report('Repeated repair: windows in reverse order');
  const withoutGrain = { ...request, settings: { ...settings, grain: 0 } };
  const inOrder = await repairPhoto(withoutGrain, signal);
  const reversed = await repairInReverse(withoutGrain);
  const details = {
    again: countDiffering(reference, again),
    pause: countDiffering(reference, paused),
    checkpoint: countDiffering(reference, continued),
    reversedWindows: countDiffering(inOrder, reversed),
    repaired: countDiffering(request.photo, reference),
  };
  const differing = details.again + details.pause + details.checkpoint + details.reversedWindows;
  return {
    measure: 'repeatable',
    what: 'samples that differ, same seed: again, with a pause, from a checkpoint, windows in reverse order',
    target: '0',
    measured: String(differing),
    isMet: differing === 0 && details.repaired > 0,
    details,
  };
}

async function repairWithPause(request: RepairRequest): Promise<PhotoSamples> {
  const session = new RepairSession(request);
  await runSome(session);
  await drain(session.run());
  return session.result();
}

async function repairByCheckpoint(request: RepairRequest): Promise<PhotoSamples> {
  const first = new RepairSession(request);
  await runSome(first);
  const second = new RepairSession(request, first.checkpoint());
  await drain(second.run());
  return second.result();
}

/** Runs up to the interruption; the signal is seen before the next call. */
async function runSome(session: RepairSession): Promise<void> {
  const signal = { aborted: false };
  let calls = 0;
  for await (const step of session.run(signal)) {
    calls++;
    signal.aborted = calls === interruptedAfter || step.doneFraction === 1;
  }
}

/** The session's own steps, but with the windows of every level back to front. */
async function repairInReverse({
  photo,
  damageMask,
  settings,
  prior,
}: RepairRequest): Promise<PhotoSamples> {
  const source = createPhotoSource(photo, damageMask, colours);
  const { levels } = planRepair(source, windowOptions(prior, settings), settings.preset);
  const reversed = levels.map((level) => ({ ...level, windows: [...level.windows].reverse() }));
  const axis = detectPhotoFamily(source);
  const run = new RepairRun({ levels: reversed }, { prior, options: settings, axis });
  await drain(run.run());
  const detail = { axis, share: detailShare(settings), seed: settings.seed };
  const canvas = await addMissingDetail(reversed.at(-1)!, run.currentCanvas(), detail, () =>
    Promise.resolve(),
  );
  return compositeRepair(photo, damageMask, [{ triple: colours, canvas }]);
}
