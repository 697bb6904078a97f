import { appendFileSync } from 'node:fs';
import type { WindowMeasurement } from '../../src-main/cli/bench/window/window-figures';

/** Hands a measurement to the command that started the measures, or shows it where there is none. */
export function record(measurement: WindowMeasurement): void {
  const file = process.env['HEIRLOOM_FIGURES'];
  const line = JSON.stringify(measurement);
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}

/** The middle one of an odd number of values; of an even number the mean of the two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** A quantile, with what lies between two values shared out. */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * fraction;
  const low = Math.floor(place);
  const high = Math.ceil(place);
  return sorted[low]! + (place - low) * (sorted[high]! - sorted[low]!);
}
