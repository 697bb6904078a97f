import { setImmediate } from 'node:timers/promises';
import type { DamageSearch } from '../../../engine/detection/damage-search';
import type { FoundMarks } from '../../../engine/detection/found-mark';
import { searchPhotoDamage } from '../../../session/detection';
import type { PhotoSamples } from '../../../../src-shared/model/photo';
import { StoppedError, type StopSignal } from '../../stop-signal';

/** A photo that a detector has looked at. */
export interface SearchedPhoto {
  /** The marks at a sensitivity. */
  readonly marksAt: (sensitivity: number) => Promise<FoundMarks>;
}

/** One way of finding damage. */
export interface Detector {
  readonly name: string;
  /** @throws StoppedError */
  readonly search: (photo: PhotoSamples, stop: StopSignal) => Promise<SearchedPhoto>;
}

/** The filters and the facts. */
export const classicalDetector: Detector = {
  name: 'classical',
  async search(photo, stop) {
    const search = await searchPhotoDamage(photo, { pause: () => setImmediate(), signal: stop });
    if (!search) throw new StoppedError(stop.cause!);
    return askSearch(search, stop);
  },
};

function askSearch(search: DamageSearch, stop: StopSignal): SearchedPhoto {
  const breathe = async () => {
    await setImmediate();
    if (stop.aborted) throw new StoppedError(stop.cause!);
  };
  return { marksAt: (sensitivity) => search.conclude(sensitivity, breathe) };
}
