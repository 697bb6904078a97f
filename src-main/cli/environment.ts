import type { Readable } from 'node:stream';
import type { ProviderRejection, ProviderName, ProviderRequest } from '../inference/providers';
import type { PrecisionRequest } from '../inference/faster-weights';
import type { PriorManifest } from '../inference/prior-manifest';
import type { DamageNetwork } from '../engine/detection/damage-network';
import type { Prior } from '../engine/prior/prior';
import type { ApartLimits, ApartOutcome } from './apart/apart-limits';

/** Where text goes: a terminal, a file, a pipe or a test's memory. */
export interface TextOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Characters a line, on a terminal. */
  readonly columns?: number;
}

/** Signals that ask the program to stop. */
export type StopSignalName = 'SIGINT' | 'SIGTERM';

/** A prior that is ready, and where and why it runs there. */
export interface ReadyPrior {
  readonly prior: Prior;
  readonly manifest: PriorManifest;
  readonly provider: ProviderName;
  readonly rejections: readonly ProviderRejection[];
}

/** Which prior is to run where. */
export interface PriorRequest {
  /** Undefined: the folder that came with Heirloom, and the person's own. */
  readonly modelsFolder: string | undefined;
  /** The default prior where absent. */
  readonly id: string | undefined;
  readonly provider: ProviderRequest;
  /** Absent: the weights that this computer is faster with. */
  readonly precision?: PrecisionRequest | undefined;
  /** The very weights that a result was made with, or a repair begun, where it is to be made again or go on; counts before `precision`. */
  readonly weightsSha256?: string | undefined;
}

/** Everything outside that a command touches besides files: tests hand in their own. */
export interface CliEnvironment {
  readonly version: string;
  /** Folder of the priors that came with Heirloom. */
  readonly modelsFolder: string;
  /** Folder of the priors that the person has added; it may be missing. */
  readonly ownModelsFolder: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  /** Calls `listener` at every signal until the returned function is called. */
  readonly onSignal: (listener: (signal: StopSignalName) => void) => () => void;
  /** Runs this command line in a process of its own; absent in such a one. */
  readonly runApart?: (limits: ApartLimits) => Promise<ApartOutcome>;
  /** @throws EngineError 'prior' */
  readonly loadPrior: (request: PriorRequest) => Promise<ReadyPrior>;
  /** The network that is asked about what may be damage. @throws EngineError 'prior' */
  readonly loadDamageNetwork: () => Promise<DamageNetwork>;
}
