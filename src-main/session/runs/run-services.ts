import type { AppFailure } from '../../../src-shared/contract';
import type { DamageMask, PhotoSamples } from '../../../src-shared/model/photo';
import type { LayerId, PhotoId, RunId } from '../../../src-shared/model/ids';
import type { RunProgress, RunResult } from '../../../src-shared/model/run';
import type { Prior } from '../../engine/prior/prior';
import type { PictureLayer } from '../layers/picture-layer';
import type { RepairFacts } from '../provenance';

/** A prior as runs need it. */
export interface RunPrior {
  readonly prior: Prior;
  readonly id: string;
  /** Of the weights: what makes it this prior and no other. */
  readonly sha256: string;
  /** Of the weights, where it is known: 'float32', 'float16' or 'int8'. */
  readonly precision?: string;
}

/** A layer and the repairs that are in it, in order. */
export interface LayerRecord {
  readonly layer: PictureLayer;
  readonly repairs: readonly RepairFacts[];
}

/** Names of the files of a run. */
export type RunPart = 'run.json' | 'mask' | 'checkpoint';

/** Where a photo's runs survive the process; every write replaces a file as a whole or not at all. */
export interface RunStore {
  write(runId: RunId, part: RunPart, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is no such file. */
  read(runId: RunId, part: RunPart): Promise<Uint8Array | undefined>;
  remove(runId: RunId): Promise<void>;
}

/** What runs need of the photo that they repair. */
export interface RunPhoto {
  readonly samples: PhotoSamples;
  readonly store: RunStore;
  /** @throws RefusedError where there is no such layer */
  readLayer(layerId: LayerId): Promise<LayerRecord>;
  /** Keeps a new layer, on disk too. */
  addLayer(record: LayerRecord): Promise<LayerId>;
}

/** What runs tell, unasked. */
export interface RunListener {
  progress(progress: RunProgress): void;
  finished(result: RunResult): void;
  failed(failure: { runId: RunId; photoId: PhotoId; error: AppFailure }): void;
}

/** Everything outside that runs touch. */
export interface RunServices {
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  /** Waits for the prior that is to be used now. @throws where there is none to be had */
  readonly loadPrior: () => Promise<RunPrior>;
  /** Awaited between two calls of the prior: messages are answered and tiles drawn meanwhile. */
  readonly breathe: () => Promise<void>;
  /** @throws RefusedError where the photo is not open */
  readonly photoOf: (photoId: PhotoId) => RunPhoto;
  /** SHA-256 of a mask's size and bytes in hexadecimal. */
  readonly hashMask: (damageMask: DamageMask) => string;
  /** Puts an error into one sentence for people. */
  readonly explain: (error: unknown) => AppFailure;
  /** Told where a run could not be written down; the run itself goes on. */
  readonly reportStoreFailure: (error: unknown) => void;
  readonly listener: RunListener;
  /** Bytes that the kept states of all runs may take together. */
  readonly keptByteBudget: number;
  /** Least time between two checkpoints. */
  readonly checkpointIntervalMs: number;
}
