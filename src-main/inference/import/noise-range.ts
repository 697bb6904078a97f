import type { SigmaRange } from '../../engine/prior/prior';
import { createLinearSchedule } from '../../engine/schedule/noise-schedule';
import type { PriorManifest } from '../prior-manifest';
import { refusal } from './network-walk';

/** Noise levels that are tried, in [-1, 1] units, up to the loudest that Karras et al. (arXiv 2206.00364, table 1) ask. */
const LEVELS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 40, 80] as const;
/** What every repair asks about; a network that does not denoise here is of no use. */
const NEEDED_LEVELS = [0.05, 0.1, 0.2] as const;
/** A level counts as known where no more than this share is left of the noise. */
const LARGEST_REST = 0.8;

/** How well a network did at a noise level: the share of the noise that is left in its answer. */
export interface LevelRest {
  readonly sigma: number;
  /** Not a number where the answer holds one that is none. */
  readonly rest: number;
}

/** The levels at which a network is asked, and what is known of its range beforehand. */
export interface NoiseLevels {
  readonly sigmas: readonly number[];
  /** All levels of the schedule that a noise-predicting network was trained on. */
  readonly schedule?: SigmaRange;
}

/** The levels at which a network of this kind is to be asked. */
export function levelsFor(adapter: PriorManifest['adapter']): NoiseLevels {
  if (adapter.kind === 'edm') return { sigmas: LEVELS };
  const steps = createLinearSchedule(adapter.schedule);
  const schedule = { min: steps.sigma(0), max: steps.sigma(steps.numTimesteps - 1) };
  const inside = LEVELS.filter((level) => level > schedule.min && level < schedule.max);
  return { sigmas: [schedule.min, ...inside, schedule.max], schedule };
}

/**
 * The levels that a network knows. A noise-predicting one knows its whole schedule: at loud levels even the best answer
 * shows little of the picture, and a plan that begins there counts on being asked there. Of another network it is the longest
 * run of levels without a gap around those that repairs need, where it takes noise away and is no farther from the picture
 * than one flat colour, the picture's mean, would be.
 * @param contrast how far that colour is from the picture, rms
 * @throws EngineError 'prior' where it does not denoise at the levels that repairs need, or answers no numbers in its schedule
 */
export function noiseRangeOf(
  rests: readonly LevelRest[],
  { schedule }: NoiseLevels,
  contrast: number,
  file: string,
): SigmaRange {
  const knows = ({ sigma, rest }: LevelRest) =>
    rest * sigma <= Math.min(LARGEST_REST * sigma, contrast);
  const needed = rests.filter(({ sigma }) => NEEDED_LEVELS.some((level) => level === sigma));
  if (!needed.every(knows)) {
    throw refusal(
      file,
      'does not take noise away at the levels that a repair asks about; use one that was trained to denoise photographs',
    );
  }
  if (schedule) {
    const silent = rests.find(({ rest }) => !Number.isFinite(rest));
    if (!silent) return schedule;
    throw refusal(
      file,
      `answers with values that are no numbers at sigma ${describeSigma(silent.sigma)}; export it again`,
    );
  }
  let low = rests.indexOf(needed[0]!);
  let high = rests.indexOf(needed.at(-1)!);
  while (low > 0 && knows(rests[low - 1]!)) low -= 1;
  while (high < rests.length - 1 && knows(rests[high + 1]!)) high += 1;
  return { min: rests[low]!.sigma, max: rests[high]!.sigma };
}

/** A noise level as people read it: 0.01, 157. */
export function describeSigma(sigma: number): string {
  return String(Number(sigma.toPrecision(3)));
}
