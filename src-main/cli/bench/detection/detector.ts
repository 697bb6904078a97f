import { setImmediate } from 'node:timers/promises';
import type { DamageSearch } from '../../../engine/detection/damage-search';
import type { SecondOpinion } from '../../../engine/detection/find-damage';
import type { FoundMarks } from '../../../engine/detection/found-mark';
import { searchPhotoDamage } from '../../../session/detection';
import type { PhotoSamples } from '../../../../src-shared/model/photo';
import type { CliEnvironment } from '../../environment';
import { StoppedError, type StopSignal } from '../../stop-signal';

/** A photo that a detector has looked at. */
export interface SearchedPhoto {
  /** The marks at a sensitivity. */
  readonly marksAt: (sensitivity: number) => Promise<FoundMarks>;
}

/** One way of finding damage. */
export interface Detector {
  readonly name: string;
  /** The network that it asks; undefined: none. */
  readonly secondOpinion: SecondOpinion | undefined;
  /** @throws StoppedError */
  readonly search: (photo: PhotoSamples, stop: StopSignal) => Promise<SearchedPhoto>;
}

export const detectorNames = ['classical', 'network'] as const;
export type DetectorName = (typeof detectorNames)[number];

/**
 * classical: filters find, and what is measured on each candidate judges; network: a network judges as well.
 * @throws EngineError 'prior' when there is no network that can be used
 */
export async function createDetector(
  name: DetectorName,
  { loadDamageNetwork }: Pick<CliEnvironment, 'loadDamageNetwork'>,
): Promise<Detector> {
  if (name === 'classical') return createSearch(name, undefined);
  const network = await loadDamageNetwork();
  return createSearch(name, {
    network: () => Promise.resolve(network),
    // A benchmark of the network without the network is none.
    onNetworkFailure(error) {
      throw error;
    },
  });
}

function createSearch(name: DetectorName, secondOpinion: SecondOpinion | undefined): Detector {
  return {
    name,
    secondOpinion,
    async search(photo, stop) {
      const options = { pause: () => setImmediate(), signal: stop };
      const search = await searchPhotoDamage(photo, {
        ...options,
        ...(secondOpinion && { secondOpinion }),
      });
      if (!search) throw new StoppedError(stop.cause!);
      return askSearch(search, stop);
    },
  };
}

function askSearch(search: DamageSearch, stop: StopSignal): SearchedPhoto {
  const breathe = async () => {
    await setImmediate();
    if (stop.aborted) throw new StoppedError(stop.cause!);
  };
  return { marksAt: (sensitivity) => search.conclude(sensitivity, breathe) };
}
