import type { EngineHandlers } from '../../../src-shared/contract';
import type { EngineParts } from '../engine';

type PhotoCalls = 'openPhoto' | 'closePhoto';

/** Opens and closes photos. */
export function createPhotoHandlers({
  photos,
  runs,
}: EngineParts): Pick<EngineHandlers, PhotoCalls> {
  return {
    openPhoto: (request) => photos.open(request),
    async closePhoto({ photoId }) {
      await runs.closePhoto(photoId);
      photos.close(photoId);
      return null;
    },
  };
}
