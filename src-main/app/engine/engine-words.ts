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

/** Said of a run whose photo the new engine could not open: what was kept of it is there with its draft. */
export const outOfReach: AppFailure = { code: 'repair', ...sentenceOf('failure.runOutOfReach') };

/** How a device was lost: with the engine, or alone. */
export type DeviceLoss = 'stopped' | 'failed';

/** Why a device is not used any more. */
export function unusableDevice(device: string, loss: DeviceLoss): Sentence {
  return sentenceOf(`device.refused.${loss}`, { device });
}

/** What is told of a device that failed in the middle of a repair. */
export function lostDevice({ message, details = '' }: AppFailure): AppFailure {
  const isMemory = /out of memory|not enough memory|8007000E|alloc/i.test(message + details);
  const key = isMemory ? 'error.graphicsMemory' : 'error.graphicsLost';
  return { code: 'prior', ...sentenceOf(key), details };
}

/** Why a prior that was chosen is not used any more. */
export function unusablePrior(prior: string): Sentence {
  return sentenceOf('device.refused.prior', { prior });
}
