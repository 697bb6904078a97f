import { setImmediate } from 'node:timers/promises';
import type { FoundDamage } from '../../../src-shared/contract/engine-contract';
import type { PhotoSamples } from '../../../src-shared/model/photo';
import type { SecondOpinion } from '../../engine/detection/find-damage';
import { EngineError } from '../../engine/errors';
import { findPhotoDamage } from '../../session/detection';
import type { CliEnvironment } from '../environment';
import { StoppedError, type StopSignal } from '../stop-signal';

/** What a search needs beside the photo. */
export interface FindMarksRequest {
  readonly sensitivity: number;
  readonly stop: StopSignal;
  readonly loadDamageNetwork: CliEnvironment['loadDamageNetwork'];
  /** Told in one sentence what the search had to do without. */
  readonly notice: (message: string) => void;
}

/**
 * Looks for damage; a signal ends it within a moment.
 * @throws StoppedError
 */
export async function findMarks(
  photo: PhotoSamples,
  { sensitivity, stop, loadDamageNetwork, notice }: FindMarksRequest,
): Promise<FoundDamage> {
  const pause = () => setImmediate();
  const secondOpinion = askIfPossible(loadDamageNetwork, notice);
  const found = await findPhotoDamage(photo, { sensitivity, pause, signal: stop, secondOpinion });
  if (!found) throw new StoppedError(stop.cause!);
  return found;
}

/** The network, or none and a notice why. */
function askIfPossible(
  loadDamageNetwork: CliEnvironment['loadDamageNetwork'],
  notice: (message: string) => void,
): SecondOpinion {
  const onNetworkFailure = ({ message }: EngineError) =>
    notice(`${message} Damage was looked for without it.`);
  return {
    onNetworkFailure,
    network: () =>
      loadDamageNetwork().catch((error: unknown) => {
        if (!(error instanceof EngineError)) throw error;
        onNetworkFailure(error);
        return undefined;
      }),
  };
}
