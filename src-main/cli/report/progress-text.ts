import type { RepairProgress } from '../../session/repair-session';
import { formatClock } from '../format-text';

/** "42 %", rounded down: 100 % is done and nothing less. */
export function percentOf({ doneFraction }: RepairProgress): string {
  return `${Math.floor(doneFraction * 100)} %`;
}

/** The iteration, the size at which it runs, and the time left where it is known. */
export function progressDetails(progress: RepairProgress): string[] {
  const { iteration, iterations, level, pass, passes, remainingMs } = progress;
  const isKnown = remainingMs !== undefined && Number.isFinite(remainingMs);
  return [
    ...(passes > 1 ? [`pass ${pass + 1} of ${passes}`] : []),
    `iteration ${iteration + 1} of ${iterations}${sizeOf(level)}`,
    ...(isKnown && progress.doneFraction < 1 ? [`about ${formatClock(remainingMs)} left`] : []),
  ];
}

function sizeOf(level: number): string {
  return ['', ' at half size', ' at a quarter of the size'][level] ?? ` at 1/${2 ** level} size`;
}
