import type { EngineHandlers } from '../../../src-shared/contract';
import type { EngineParts } from '../engine';

type PhotoCalls = 'openPhoto' | 'closePhoto' | 'hashPicture';

/** Opens and closes photos, and tells whether two show the same. */
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
    async hashPicture({ photoId }) {
      return { sha256: await photos.get(photoId).hashPicture() };
    },
  };
}
