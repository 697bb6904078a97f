import type { LayerId, PhotoId, RunId } from './ids';
import type { PixelRegion } from './pixel-region';

/** `waiting`: behind another run; `finishing`: Pause or Stop was asked, and the network call in hand, or the picture to stop with, is awaited. */
export type RunState =
  'waiting' | 'preparing' | 'running' | 'finishing' | 'paused' | 'finished' | 'stopped' | 'failed';

/** How far a repair is; sent after every call of the prior, at most a few times a second. */
export interface RunProgress {
  readonly photoId: PhotoId;
  readonly runId: RunId;
  readonly state: RunState;
  /**
   * The iteration that the windows in work have completed, of how many; both count coarse levels in. 0 of 0 until the repair
   * is planned, 0 before its first iteration.
   */
  readonly iteration: number;
  readonly iterations: number;
  /** Very wide damage is solved part after part; 1-based. */
  readonly part: number;
  readonly parts: number;
  /** Never falls while nothing is added to the run and it is not sent back to an earlier state. */
  readonly doneFraction: number;
  readonly elapsedMs: number;
  /** Undefined until the first calls have shown how fast this computer is. */
  readonly remainingMs: number | undefined;
  /** States that can be looked at: indexes 0..keptIterations of the source `iteration`. */
  readonly keptIterations: number;
  /** Where the picture changed since the last progress; undefined: nowhere. */
  readonly changedRegion: PixelRegion | undefined;
  /** Of the iteration just completed, over all its windows; for the chart. */
  readonly sigma: number;
  readonly dataResidual: number;
  readonly priorResidual: number;
}

/** What a run has come to. */
export interface RunResult {
  readonly photoId: PhotoId;
  readonly runId: RunId;
  readonly layerId: LayerId;
  /** 1 when it ran to its end. */
  readonly doneFraction: number;
  /** Share of the photo's pixels that the layer does not take from the original. */
  readonly reconstructedFraction: number;
  /** Samples outside the mask that differ from the layer the run began with: 0, or the result is refused. */
  readonly changedOutside: number;
  readonly durationMs: number;
}
