import { setImmediate as nextMacrotask } from 'node:timers/promises';
import type { EngineHandlers, FoundDamage } from '../../../src-shared/contract';
import { AppFailureError } from '../../engine-host/app-failure-error';
import { findPhotoDamage, tracePhotoLine } from '../../session/detection';
import type { EngineParts } from '../engine';

type DetectionCalls = 'findDamage' | 'traceLine';

/** Finds damage and follows lines. */
export function createDetectionHandlers({
  photos,
}: EngineParts): Pick<EngineHandlers, DetectionCalls> {
  return {
    async findDamage({ photoId, sensitivity }): Promise<FoundDamage> {
      const { opened, closing } = photos.get(photoId);
      const found = await findPhotoDamage(opened.samples, {
        sensitivity,
        pause: () => nextMacrotask(),
        signal: closing.signal,
      });
      if (found) return found;
      throw new AppFailureError('cancelled', 'The photo was closed, so the search was given up.');
    },
    traceLine({ photoId, x, y, reachPx, followsFaint }) {
      const { samples } = photos.get(photoId).opened;
      return Promise.resolve(tracePhotoLine(samples, { x, y }, { reachPx, followsFaint }));
    },
  };
}
