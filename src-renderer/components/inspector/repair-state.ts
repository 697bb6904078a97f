/** How far the run in work is. */
export interface RunPlace {
  /** 1-based; 0 before the first. */
  readonly iteration: number;
  /** 0: not known yet. */
  readonly iterations: number;
  readonly part: number;
  readonly parts: number;
  readonly doneFraction: number;
}

/** Marks that came during the run. */
export interface WaitingMarks {
  readonly waitingMarkCount: number;
  /** True where they are repaired as soon as the run is done. */
  readonly isJoined: boolean;
}

/** What the repair panel is about; the sentences come from whoever knows times and devices. */
export type RepairPanelState =
  /** `reason` says what is missing. */
  | { readonly kind: 'disabled'; readonly reason: string }
  /** `doneFraction` undefined: not known. */
  | { readonly kind: 'opening'; readonly doneFraction: number | undefined }
  | {
      readonly kind: 'ready';
      readonly markCount: number;
      /** "About 40 s on NVIDIA RTX 3060". */
      readonly timeText: string;
      /** Said above the time where something speaks for caution. */
      readonly notice?: string | undefined;
    }
  | { readonly kind: 'waiting' | 'preparing' }
  | (RunPlace &
      WaitingMarks & {
        readonly kind: 'running';
        readonly timeText: string;
        /** As a screen reader says it: "iteration 12 of 20, about 25 seconds left". */
        readonly spokenText: string;
      })
  | (RunPlace & { readonly kind: 'finishing' })
  | (RunPlace & { readonly kind: 'paused' })
  /** The reason stands above the picture. */
  | (RunPlace & { readonly kind: 'failed' })
  | {
      readonly kind: 'finished';
      readonly markCount: number;
      readonly durationMs: number;
      readonly reconstructedFraction: number;
    };
