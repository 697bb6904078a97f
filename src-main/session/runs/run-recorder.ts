import type { PhotoId, RunId } from '../../../src-shared/model/ids';
import type { PhotoSamples } from '../../../src-shared/model/photo';
import { EngineError } from '../../engine/errors';
import { CheckpointWriter } from './checkpoint-writer';
import type { Run } from './run';
import { decodeRunCheckpoint } from './run-checkpoint';
import {
  decodeMaskTiles,
  decodeStoredRun,
  encodeMaskTiles,
  encodeStoredRun,
  type RunOrder,
  type StoredRun,
} from './run-order';
import type { RunServices, RunStore } from './run-services';

/** Writes a run down, so that another process can go on with it. What cannot be written is reported; the run goes on. */
export class RunRecorder {
  readonly checkpoints: CheckpointWriter;
  private readonly run: Run;
  private readonly store: RunStore;
  private readonly reportFailure: (error: unknown) => void;
  private lastWrite: Promise<void> = Promise.resolve();

  constructor(
    run: Run,
    store: RunStore,
    services: Pick<RunServices, 'clock' | 'checkpointIntervalMs' | 'reportStoreFailure'>,
  ) {
    this.run = run;
    this.store = store;
    this.reportFailure = services.reportStoreFailure;
    this.checkpoints = new CheckpointWriter({
      clock: services.clock,
      intervalMs: services.checkpointIntervalMs,
      write: (bytes) => store.write(run.order.runId, 'checkpoint', bytes),
      reportFailure: services.reportStoreFailure,
    });
  }

  /** What is to be done, before anything of it is. */
  recordOrder(): Promise<void> {
    const { runId, mask } = this.run.order;
    const bytes = encodeMaskTiles(mask.tiles);
    void this.write(() => this.store.write(runId, 'mask', bytes));
    return this.recordState('working');
  }

  /** Where the run has come to rest, or that it goes on, and its last result. */
  recordState(state: StoredRun['state']): Promise<void> {
    const { made } = this.run;
    const { mask, photoId: _photoId, ...order } = this.run.order;
    const { width, height } = mask;
    const stored = { formatVersion: 1, order, width, height, state } as const;
    const result = made && { layerId: made.layerId, resultIteration: made.index };
    const bytes = encodeStoredRun({ ...stored, ...result });
    return this.write(() => this.store.write(order.runId, 'run.json', bytes));
  }

  /** The state of the run as it is now. */
  async recordCheckpoint(): Promise<void> {
    const bytes = this.run.encodeCheckpoint();
    if (bytes) await this.checkpoints.write(() => bytes);
  }

  /** Deletes everything of the run. */
  async remove(): Promise<void> {
    await this.checkpoints.settle();
    await this.write(() => this.store.remove(this.run.order.runId));
  }

  /** Resolves when nothing is being written any more. */
  async settle(): Promise<void> {
    await this.checkpoints.settle();
    await this.lastWrite;
  }

  /** One write after the other, so that the last one asked for is the one that stays. */
  private write(action: () => Promise<void>): Promise<void> {
    this.lastWrite = this.lastWrite.then(action).catch(this.reportFailure);
    return this.lastWrite;
  }
}

/** A run that was written down by another process. */
export interface RecordedRun {
  readonly order: RunOrder;
  readonly stored: StoredRun;
}

/** Reads what was asked of a run; undefined where nothing usable was written down, or for a photo of another size. */
export async function readRecordedRun(
  store: RunStore,
  { width, height }: Pick<PhotoSamples, 'width' | 'height'>,
  photoId: PhotoId,
  runId: RunId,
): Promise<RecordedRun | undefined> {
  const [json, maskBytes] = await Promise.all([
    store.read(runId, 'run.json'),
    store.read(runId, 'mask'),
  ]);
  const stored = json && decodeStoredRun(json);
  const tiles = maskBytes && decodeMaskTiles(maskBytes);
  if (!stored || !tiles || stored.width !== width || stored.height !== height) return undefined;
  return { stored, order: { ...stored.order, photoId, runId, mask: { width, height, tiles } } };
}

/** Lets a run take up its checkpoint; one that is torn counts for nothing, and the run begins anew. */
export async function restoreCheckpoint(
  run: Run,
  { layerId, resultIteration }: StoredRun,
  store: RunStore,
): Promise<void> {
  const bytes = await store.read(run.order.runId, 'checkpoint');
  if (!bytes) return;
  try {
    const checkpoint = decodeRunCheckpoint(bytes, run.damaged);
    const index = resultIteration ?? checkpoint.newestIndex;
    run.restore(checkpoint, layerId && { layerId, index });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
}
