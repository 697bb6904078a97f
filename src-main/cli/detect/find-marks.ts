import { setImmediate } from 'node:timers/promises';
import type { FoundDamage } from '../../../src-shared/contract/engine-contract';
import type { PhotoSamples } from '../../../src-shared/model/photo';
import { findPhotoDamage } from '../../session/detection';
import { StoppedError, type StopSignal } from '../stop-signal';

/**
 * Looks for damage; a signal ends it within a moment.
 * @throws StoppedError
 */
export async function findMarks(
  photo: PhotoSamples,
  sensitivity: number,
  stop: StopSignal,
): Promise<FoundDamage> {
  const pause = () => setImmediate();
  const found = await findPhotoDamage(photo, { sensitivity, pause, signal: stop });
  if (!found) throw new StoppedError(stop.cause!);
  return found;
}
