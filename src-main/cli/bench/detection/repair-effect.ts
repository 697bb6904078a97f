import { setImmediate } from 'node:timers/promises';
import type { Prior } from '../../../engine/prior/prior';
import { damageMaskOfMarks } from '../../../session/detection';
import { completeSettings } from '../../../../src-shared/model/settings';
import type { PhotoSamples } from '../../../../src-shared/model/photo';
import type { StopSignal } from '../../stop-signal';
import { repairPhoto } from '../run-session';
import type { Detector } from './detector';

/** What repairing without a mask does to pictures. */
export interface RepairEffect {
  readonly detector: string;
  /** PSNR over the whole picture after minus before, in dB, of each damaged picture in which anything was found. */
  readonly gainsDb: readonly number[];
  readonly untouchedCount: number;
  /** PSNR against itself of each picture without damage that was changed. */
  readonly changedCleanDb: readonly number[];
  readonly cleanCount: number;
}

/** A picture that is given, and what it ought to become. */
export interface RepairCase {
  readonly given: PhotoSamples;
  readonly truth: PhotoSamples;
  readonly isDamaged: boolean;
}

/** Finds and repairs as the command line does that is given no mask. */
export async function measureRepairEffect(
  detector: Detector,
  cases: AsyncIterable<RepairCase>,
  options: { readonly prior: Prior; readonly sensitivity: number; readonly stop: StopSignal },
): Promise<RepairEffect> {
  const gainsDb: number[] = [];
  const changedCleanDb: number[] = [];
  let untouchedCount = 0;
  let cleanCount = 0;
  for await (const { given, truth, isDamaged } of cases) {
    if (!isDamaged) cleanCount++;
    const searched = await detector.search(given, options.stop);
    const { marks } = await searched.marksAt(options.sensitivity);
    if (marks.every(({ isProbablyPicture }) => isProbablyPicture)) {
      if (isDamaged) untouchedCount++;
      continue;
    }
    const repaired = await repairPhoto(
      {
        photo: given,
        damageMask: damageMaskOfMarks(given, marks),
        settings: completeSettings({}),
        prior: options.prior,
        priorId: 'bench',
      },
      options.stop,
    );
    await setImmediate();
    if (options.stop.aborted) break;
    if (isDamaged) gainsDb.push(psnrDb(truth, repaired) - psnrDb(truth, given));
    else changedCleanDb.push(psnrDb(given, repaired));
  }
  return { detector: detector.name, gainsDb, untouchedCount, changedCleanDb, cleanCount };
}

/** Over all samples; Infinity for equal pictures. */
function psnrDb(truth: PhotoSamples, other: PhotoSamples): number {
  let squares = 0;
  for (let i = 0; i < truth.data.length; i++) squares += (truth.data[i]! - other.data[i]!) ** 2;
  const white = truth.bitDepth === 16 ? 65_535 : 255;
  return 10 * Math.log10((white * white * truth.data.length) / squares);
}
