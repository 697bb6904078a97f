/** What the tools are set to. */
export interface ToolValues {
  /** Diameter in photo pixels. */
  readonly brushSizePx: number;
  /** [0, 1]. */
  readonly brushHardness: number;
  readonly usesPressure: boolean;
  /** True: the brush keeps its size in the photo, not on the screen, while zooming. */
  readonly isLockedToPhoto: boolean;
  /** The eraser takes whole marks away. */
  readonly erasesWholeMarks: boolean;
  readonly lassoMode: 'add' | 'takeAway';
  /** 0..20. */
  readonly featherPx: number;
  /** Undefined: as wide as the line is found to be. */
  readonly traceWidthPx: number | undefined;
  readonly followsFaintLines: boolean;
  /** What of the detector's evidence is shown, [0, 1]. */
  readonly evidenceThreshold: number;
}

/** Ranges of the values above. */
export const toolRanges = {
  brushSizePx: { minimum: 1, maximum: 2000, step: 1 },
  hardnessPercent: { minimum: 0, maximum: 100, step: 5 },
  featherPx: { minimum: 0, maximum: 20, step: 1 },
  traceWidthPx: { minimum: 1, maximum: 200, step: 1 },
  thresholdPercent: { minimum: 0, maximum: 100, step: 1 },
} as const;

/** Used when the automatic width of a trace is switched off for the first time. */
export const defaultTraceWidthPx = 6;
