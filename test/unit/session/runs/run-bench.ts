import {
  originalLayerId,
  type LayerId,
  type PhotoId,
  type RunId,
} from '../../../../src-shared/model/ids';
import type { DamageMask, PhotoSamples } from '../../../../src-shared/model/photo';
import type { RunProgress, RunResult } from '../../../../src-shared/model/run';
import { completeSettings, type RepairSettings } from '../../../../src-shared/model/settings';
import { maskToTiles } from '../../../../src-main/session/layers/mask-tiles';
import { originalLayer } from '../../../../src-main/session/layers/picture-layer';
import { RunController } from '../../../../src-main/session/runs/run-controller';
import type {
  LayerRecord,
  RunPhoto,
  RunServices,
} from '../../../../src-main/session/runs/run-services';
import { makeSamples } from '../../../support/make-photos';
import { createSmoothingPrior } from '../../../support/smoothing-prior';

export const photoId = 'photo-1' as PhotoId;
export const width = 96;
export const height = 80;

/** A scratch from top to bottom, with soft edges. */
export function scratchMask(column = 40): DamageMask {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    data[y * width + column] = 255;
    data[y * width + column + 1] = 128;
  }
  return { width, height, data };
}

/** What a run's files, layers and messages become in a test; a second bench over the same disk is a second process. */
export interface Disk {
  readonly files: Map<string, Uint8Array>;
  readonly layers: Map<LayerId, LayerRecord>;
  /** Awaited before a layer is kept. */
  readonly addingLayer?: () => Promise<void>;
  /** Called after each write. */
  readonly written?: () => void;
}

export const createDisk = (): Disk => ({ files: new Map(), layers: new Map() });

/** What lies on it now is what a process that was killed, or a computer without power, would leave. */
export const copyDisk = ({ files, layers }: Disk): Disk => ({
  files: new Map(files),
  layers: new Map(layers),
});

/** Damage so wide that it is solved at smaller sizes first. */
export function wideMask(): DamageMask {
  const data = new Uint8Array(width * height);
  for (let y = 24; y < 54; y++) data.fill(255, y * width + 30, y * width + 60);
  return { width, height, data };
}

/** A controller with one photo and everything that it tells. */
export function createBench(
  disk = createDisk(),
  changes: Partial<RunServices> = {},
  size = { width, height },
) {
  const samples: PhotoSamples = makeSamples(size.width, size.height);
  const prior = createSmoothingPrior();
  let nowMs = 0;
  const progress: RunProgress[] = [];
  const results: RunResult[] = [];
  const failures: string[] = [];
  const waiting = new Set<() => void>();
  const look = () => waiting.forEach((check) => check());
  if (!disk.layers.has(originalLayerId)) {
    disk.layers.set(originalLayerId, { layer: originalLayer(samples), repairs: [] });
  }
  const photo: RunPhoto = {
    samples,
    store: {
      write: (runId, part, bytes) => {
        disk.files.set(`${runId}/${part}`, bytes.slice());
        disk.written?.();
        return Promise.resolve();
      },
      read: (runId, part) => Promise.resolve(disk.files.get(`${runId}/${part}`)),
      remove: (runId) => {
        for (const name of disk.files.keys()) {
          if (name.startsWith(`${runId}/`)) disk.files.delete(name);
        }
        return Promise.resolve();
      },
    },
    readLayer: (layerId) => Promise.resolve(disk.layers.get(layerId)!),
    addLayer: async (record) => {
      await disk.addingLayer?.();
      const layerId = `layer-${disk.layers.size}` as LayerId;
      disk.layers.set(layerId, record);
      disk.written?.();
      return layerId;
    },
  };
  const controller = new RunController({
    clock: () => (nowMs += 10),
    loadPrior: () => Promise.resolve({ prior, id: 'smoothing', sha256: 'ab'.repeat(32) }),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    photoOf: () => photo,
    hashMask: () => 'cd'.repeat(32),
    explain: (error) => ({ code: 'repair', message: (error as Error).message }),
    reportStoreFailure: (error) => {
      throw error;
    },
    listener: {
      progress(report) {
        progress.push(report);
        look();
      },
      finished(result) {
        results.push(result);
        look();
      },
      failed({ error }) {
        failures.push(error.message);
        look();
      },
    },
    keptByteBudget: 512 * 1024 * 1024,
    checkpointIntervalMs: 0,
    ...changes,
  });
  /** Resolves as soon as something was told after which `isSo`. */
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!isSo()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  const stateOf = (runId: RunId) =>
    progress.filter((report) => report.runId === runId).at(-1)?.state;
  return {
    controller,
    prior,
    disk,
    progress,
    results,
    failures,
    until,
    stateOf,
    start(name: string, change: Partial<RepairSettings> = {}, mask = scratchMask()): RunId {
      const runId = name as RunId;
      controller.start({
        photoId,
        runId,
        baseLayerId: originalLayerId,
        settings: completeSettings({ iterations: 6, ...change }),
        mask: { ...size, tiles: maskToTiles(mask) },
      });
      return runId;
    },
    /** Waits for a run's iteration to be complete. */
    reached: (runId: RunId, iteration: number) =>
      until(() =>
        progress.some((report) => report.runId === runId && report.keptIterations >= iteration),
      ),
    finished: (runId: RunId) => until(() => stateOf(runId) === 'finished'),
    samplesOf: (result: RunResult | undefined) => disk.layers.get(result!.layerId)!.layer.samples,
  };
}

/** What the run with these settings comes to when nobody interferes. */
export async function undisturbed(change = {}) {
  const bench = createBench();
  const runId = bench.start('whole', change);
  await bench.finished(runId);
  return bench;
}
