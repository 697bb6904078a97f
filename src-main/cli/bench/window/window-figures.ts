import { z } from 'zod';
import { markdownTable } from '../markdown-table';

export const windowMeasures = ['start', 'stall', 'cancel', 'respawn', 'overhead', 'large'] as const;
export type WindowMeasure = (typeof windowMeasures)[number];

/** One figure of the window. */
export const windowMeasurementSchema = z.strictObject({
  measure: z.enum(windowMeasures),
  what: z.string(),
  unit: z.enum(['s', 'ms', 'MB', '%', 'frames']),
  value: z.number(),
  /** What the value should not exceed; undefined where it is only reported. */
  target: z.number().exactOptional(),
});
export type WindowMeasurement = Readonly<z.infer<typeof windowMeasurementSchema>>;

const digits = { s: 2, ms: 0, MB: 0, '%': 1, frames: 0 } as const;

/** The measurements as a Markdown table. */
export function windowTable(measurements: readonly WindowMeasurement[]): string {
  const rows = measurements.map(({ what, unit, value, target }) => [
    what,
    target === undefined ? '' : `at most ${target} ${unit}`,
    `${value.toFixed(digits[unit])} ${unit}`,
    target === undefined ? '' : value <= target ? 'met' : 'MISSED',
  ]);
  return markdownTable(['measure', 'target', 'measured', 'verdict'], rows);
}
