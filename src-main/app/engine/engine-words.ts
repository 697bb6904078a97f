import type { AppFailure, EngineStatus } from '../../../src-shared/contract';

/** What is known before the engine has said anything. */
export const startingStatus: EngineStatus = {
  state: 'starting',
  priorId: undefined,
  device: undefined,
  isProcessor: true,
  fallbackReasons: [],
  msPerMegapixel: undefined,
  failure: undefined,
};

/** Said when a new engine would only end again. */
export const givenUp: AppFailure = {
  code: 'engine-lost',
  message:
    'The repair engine stopped three times at the same place, so the repair is paused with everything kept; use the CPU or a smaller area.',
};

/** Said of a run that was lost before anything of it was on disk. */
export const lostBeforeCheckpoint =
  'The repair engine stopped before anything of this repair was kept, so it has ended and the photo is unchanged; start it again.';

/** Why a device is not used any more. */
export function unusableDevice(device: string): string {
  return `The repair engine stopped while it used ${device}, so the CPU is used instead.`;
}
