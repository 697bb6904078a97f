import { setImmediate as nextMacrotask } from 'node:timers/promises';
import type { EngineHandlers } from '../../../src-shared/contract';
import { tracePhotoLine } from '../../session/detection';
import { RefusedError } from '../../session/refused-error';
import type { EngineParts } from '../engine';

type DetectionCalls = 'findDamage' | 'findSimilarMarks' | 'traceLine';

/** Finds damage and follows lines. */
export function createDetectionHandlers({
  photos,
  searches,
}: EngineParts): Pick<EngineHandlers, DetectionCalls> {
  return {
    findDamage: ({ photoId, sensitivity }) =>
      searches.ask(photos.get(photoId), sensitivity, (search, breathe) =>
        search.conclude(sensitivity, breathe),
      ),
    findSimilarMarks: ({ photoId, mark, sensitivity }) =>
      searches.ask(photos.get(photoId), sensitivity, async (search, breathe) => {
        const found = await search.findSimilar(mark.runs, sensitivity, breathe);
        if (found) return found;
        throw new RefusedError('failure.nothingLike');
      }),
    traceLine({ photoId, x, y, reachPx, followsFaint }) {
      const { samples } = photos.get(photoId).opened;
      const pause = () => nextMacrotask();
      return tracePhotoLine(samples, { x, y }, { reachPx, followsFaint, pause });
    },
  };
}
