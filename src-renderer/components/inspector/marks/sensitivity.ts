import type { MessageKey } from '../../../../src-shared/messages';
import type { NumberRange } from '../../shared/slider-scale';

/** From Cautious to Thorough. */
export const sensitivityRange: NumberRange = { minimum: 0, maximum: 1, step: 0.25 };
export const sensitivityStops = 5;

const sentences = [
  'marks.wrong1',
  'marks.wrong2',
  'marks.wrong3',
  'marks.wrong4',
  'marks.wrong5',
] as const satisfies readonly MessageKey[];

/** The number of the stop nearest to a sensitivity. */
export function stopOf(sensitivity: number): number {
  const last = sensitivityStops - 1;
  return Math.min(last, Math.max(0, Math.round(sensitivity * last)));
}

/** The sentence on how often clean photos get marks, as measured (docs/benchmarks.md). */
export function sensitivityKey(sensitivity: number): (typeof sentences)[number] {
  return sentences[stopOf(sensitivity)]!;
}
