import type { CancelSignal } from '../../../engine/prior/prior';
import type { OnnxPrior } from '../../../inference/onnx-prior';

export const measureNames = ['overhead', 'size', 'memory', 'untouched', 'repeatable'] as const;
export type MeasureName = (typeof measureNames)[number];

/** What a measure works with. */
export interface MeasureContext {
  readonly prior: OnnxPrior;
  /** Options that let the program, started anew, use the same prior. */
  readonly priorArguments: readonly string[];
  /** Iterations of every repair, where the person has chosen. */
  readonly iterations: number | undefined;
  readonly signal: CancelSignal;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  /** Says what is being done; the longer measures take minutes. */
  readonly report: (text: string) => void;
}

/** One line of the table. */
export interface Figure {
  readonly measure: MeasureName;
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly isMet: boolean;
  /** Single figures from which `measured` follows. */
  readonly details: Readonly<Record<string, number>>;
}
