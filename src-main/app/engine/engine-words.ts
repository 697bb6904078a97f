import type { AppFailure, EngineReport } from '../../../src-shared/contract';
import { sentenceOf, type Sentence } from '../../../src-shared/messages';

/** What is known before the engine has said anything. */
export const startingReport: EngineReport = {
  state: 'starting',
  priorId: undefined,
  priors: [],
  device: undefined,
  isProcessor: true,
  fallbackReasons: [],
  msPerMegapixel: undefined,
  failure: undefined,
};

/** Said when a new engine would only end again. */
export const givenUp: AppFailure = { code: 'engine-lost', ...sentenceOf('failure.engineGivenUp') };

/** Said of a run that was lost before anything of it was on disk. */
export const lostBeforeCheckpoint: AppFailure = {
  code: 'repair',
  ...sentenceOf('failure.runLost'),
};

/** Why a device is not used any more. */
export function unusableDevice(device: string): Sentence {
  return sentenceOf('device.refused.stopped', { device });
}

/** Why a prior that was chosen is not used any more. */
export function unusablePrior(prior: string): Sentence {
  return sentenceOf('device.refused.prior', { prior });
}
