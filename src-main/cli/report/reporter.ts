import type { PhotoInspection } from '../../../src-shared/model/photo-inspection';
import type { SaveReport } from '../../../src-shared/model/save-report';
import type { RepairSettings } from '../../../src-shared/model/settings';
import type { FoundFacts } from '../detect/describe-found';
import type { ProviderName } from '../../inference/providers';
import type { RepairProgress, RepairSession } from '../../session/repair-session';
import type { StopSignalName } from '../environment';

/** What is known when the first iteration begins. */
export interface StartedFacts {
  readonly photo: {
    readonly path: string;
    readonly sha256: string;
    readonly inspection: PhotoInspection;
  };
  readonly damageMask: {
    /** Undefined where it was found and not written. */
    readonly path: string | undefined;
    readonly sha256: string;
    readonly damagedPixelCount: number;
    readonly damagedFraction: number;
  };
  readonly prior: { readonly id: string; readonly sha256: string };
  readonly provider: ProviderName;
  /** Which device computes, and why no better one. */
  readonly device: string;
  /** Damaged places that are solved as one picture each. */
  readonly places: number;
  readonly colourFamily: RepairSession['colourFamily'];
  readonly settings: RepairSettings;
  /** 1 for the first. */
  readonly variant: number;
  readonly variants: number;
}

/** What is known when a picture has been written. */
export interface SavedFacts {
  readonly report: SaveReport;
  readonly variant: number;
  readonly seed: number;
  /** Share of the repair that had been done; below 1 for a picture saved at a stop. */
  readonly repairedFraction: number;
  readonly durationMs: number;
  /** Samples outside the damage mask, and how many of them the repair changed. */
  readonly samplesOutside: number;
  readonly changedOutside: number;
  readonly sidecarPath?: string;
  /** Where a recorded result was redone: whether the file is the same, bit for bit. */
  readonly isAsRecorded?: boolean;
  /** Where a recorded result was redone: whether the repair gave the same samples, however they are coded. */
  readonly hasSamePixels?: boolean;
}

/** How a stopped repair ended. */
export interface StoppedFacts {
  readonly signal: StopSignalName;
  readonly repairedFraction: number;
  /** True when the picture was saved as far as it is repaired. */
  readonly isSaved: boolean;
  readonly checkpointPath?: string;
}

/** Tells a person, or a program, what happens; the command itself prints nothing. */
export interface RestoreReporter {
  /** Work of unknown length begins. */
  stage(text: string): void;
  /** Damage was looked for. */
  found(facts: FoundFacts): void;
  started(facts: StartedFacts): void;
  progress(progress: RepairProgress): void;
  /** Something that should be known and stops nothing. */
  notice(message: string): void;
  saved(facts: SavedFacts): void;
  stopped(facts: StoppedFacts): void;
  /** Leaves the terminal as it was, whatever happened. */
  close(): void;
}
