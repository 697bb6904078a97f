import type { Formats } from './formats';
import type { Translate } from './translate';

/** What is known about the time that a run still takes. */
export interface RemainingTime {
  /** 1-based. */
  readonly iteration: number;
  readonly remainingMs: number | undefined;
  /** What was said before the run began or when it last grew; undefined where nothing was. */
  readonly expectedMs: number | undefined;
  /** Undefined: it is not named. */
  readonly device: string | undefined;
}

/** Below this number of iterations nothing is said about time: the first are slower than the others. */
const iterationsToEstimate = 3;
const fewSecondsMs = 5000;
const grownRatio = 1.25;

/** The sentence about the time left: honest about what is not known yet, and about having been wrong. */
export function remainingText(time: RemainingTime, t: Translate, formats: Formats): string {
  const { iteration, remainingMs, expectedMs, device } = time;
  if (remainingMs === undefined || iteration <= iterationsToEstimate) return t('repair.estimating');
  if (remainingMs <= fewSecondsMs) return t('repair.fewSecondsLeft');
  const left = formats.duration(remainingMs);
  if (expectedMs !== undefined && remainingMs > expectedMs * grownRatio) {
    return t('repair.takingLonger', { time: left });
  }
  return device === undefined
    ? t('repair.timeLeft', { time: left })
    : t('repair.timeLeftOn', { time: left, device });
}
