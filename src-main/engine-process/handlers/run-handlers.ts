import type { EngineHandlers } from '../../../src-shared/contract';
import { estimateRepair } from '../../session/estimate-repair';
import type { EngineParts } from '../engine';

type RunCalls =
  | 'estimateRepair'
  | 'startRepair'
  | 'pauseRepair'
  | 'resumeRepair'
  | 'stepRepair'
  | 'stopRepair'
  | 'extendRepair'
  | 'continueRepair'
  | 'keepIteration'
  | 'recoverRepair';

/** Starts repairs and leads them. */
export function createRunHandlers({
  photos,
  runs,
  priors,
}: EngineParts): Pick<EngineHandlers, RunCalls> {
  return {
    estimateRepair({ photoId, maskId, settings }) {
      const { opened, masks } = photos.get(photoId);
      const estimate = estimateRepair({
        photo: opened.samples,
        mask: masks.get(maskId),
        settings,
        prior: priors.loaded?.prior,
        msPerMegapixel: priors.getStatus().msPerMegapixel,
      });
      return Promise.resolve(estimate);
    },
    async startRepair({ photoId, maskId, ...order }) {
      const { masks, layers } = photos.getRepairable(photoId);
      // An unknown layer is refused now and not when the run's turn has come.
      await layers.read(order.baseLayerId);
      runs.start({ ...order, photoId, mask: masks.get(maskId) });
      return null;
    },
    async pauseRepair({ runId }) {
      await runs.pause(runId);
      return null;
    },
    async resumeRepair({ runId, settings }) {
      await runs.resume(runId, settings);
      return null;
    },
    async stepRepair({ runId, settings }) {
      await runs.step(runId, settings);
      return null;
    },
    stopRepair: ({ runId }) => runs.stop(runId),
    async extendRepair({ runId, iterations, settings }) {
      await runs.extend(runId, iterations, settings);
      return null;
    },
    async continueRepair({ runId, index, settings }) {
      await runs.continueFrom(runId, index, settings);
      return null;
    },
    keepIteration: ({ runId, index }) => runs.keepIteration(runId, index),
    async recoverRepair({ photoId, runId, rests }) {
      return { isFound: await runs.recover(photoId, runId, rests) };
    },
  };
}
