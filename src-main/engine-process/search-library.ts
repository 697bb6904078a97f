import { setImmediate as nextMacrotask } from 'node:timers/promises';
import type { TakeBreath } from '../engine/detection/breath';
import type { DrawnEvidence } from '../engine/detection/draw-evidence';
import type { DamageSearch } from '../engine/detection/damage-search';
import { unlessStopped, type SecondOpinion } from '../engine/detection/find-damage';
import type { ProposedMarks } from '../engine/detection/found-mark';
import { cautiousSensitivity } from '../engine/detection/sensitivity';
import { AppFailureError } from '../engine-host/app-failure-error';
import { searchPhotoDamage } from '../session/detection';
import type { LoadedPhoto } from './photo-library';

/** Told what has been seen of a photo, while more of it is looked at. */
export type TellPreview = (photo: LoadedPhoto, seen: ProposedMarks) => void;

interface KeptSearch {
  readonly search: Promise<DamageSearch | undefined>;
  /** The finished search, or what was seen so far of a large photo. */
  seen: DamageSearch | undefined;
  isComplete: boolean;
  /** The sensitivity that was asked for last: what is seen on the way is told at that one. */
  sensitivity: number;
  /** 0 until it is finished. */
  byteLength: number;
}

/** What finished searches may take together. */
const defaultByteBudget = 256 * 1024 * 1024;

/** A search that failed is not waited for: whoever asked for marks is told why. */
const neverComplete = () => new Promise<void>(() => undefined);

/** How photos are searched and searches kept. */
export interface SearchLibraryOptions {
  /** A network that is asked about what was found; absent: none. */
  readonly secondOpinion?: SecondOpinion;
  /** What finished searches may take together; the last one is kept however large it is. */
  readonly byteBudget?: number;
}

/** Looks at each open photo once, and keeps what was seen while there is room for it. */
export class SearchLibrary {
  private readonly searches = new Map<LoadedPhoto, KeptSearch>();
  private readonly tellPreview: TellPreview;
  private readonly options: SearchLibraryOptions;

  constructor(tellPreview: TellPreview, options: SearchLibraryOptions = {}) {
    this.tellPreview = tellPreview;
    this.options = options;
  }

  /**
   * Asks the search of a photo, which is begun if it has not been.
   * @throws AppFailureError where the photo is closed meanwhile
   */
  async ask<Answer>(
    photo: LoadedPhoto,
    sensitivity: number,
    question: (search: DamageSearch, breathe: TakeBreath) => Promise<Answer>,
  ): Promise<Answer> {
    const kept = this.searches.get(photo) ?? this.begin(photo, sensitivity);
    kept.sensitivity = sensitivity;
    const search = await kept.search;
    const answer = search && (await this.work(photo, (breathe) => question(search, breathe)));
    if (answer !== undefined) return answer;
    throw new AppFailureError('cancelled', 'failure.searchClosed');
  }

  /** What is known now of what is in a photo; its search is begun if it has not been. */
  look(photo: LoadedPhoto): {
    readonly seen: DrawnEvidence;
    readonly isComplete: boolean;
    readonly whenComplete: Promise<void>;
  } {
    const kept = this.searches.get(photo) ?? this.begin(photo, cautiousSensitivity);
    const { seen = { levels: [], evidence: [] }, isComplete } = kept;
    return { seen, isComplete, whenComplete: kept.search.then(() => undefined, neverComplete) };
  }

  private work<Value>(
    { closing }: LoadedPhoto,
    question: (breathe: TakeBreath) => Promise<Value>,
  ): Promise<Value | undefined> {
    return unlessStopped({ pause: () => nextMacrotask(), signal: closing.signal }, question);
  }

  private begin(photo: LoadedPhoto, sensitivity: number): KeptSearch {
    const { signal } = photo.closing;
    const { secondOpinion } = this.options;
    const kept: KeptSearch = {
      seen: undefined,
      isComplete: false,
      sensitivity,
      byteLength: 0,
      search: searchPhotoDamage(photo.opened.samples, {
        pause: () => nextMacrotask(),
        signal,
        ...(secondOpinion && { secondOpinion }),
        onPartial: async (seen, breathe) => {
          kept.seen = seen;
          this.tellPreview(photo, await seen.propose(kept.sensitivity, breathe));
        },
      }),
    };
    this.searches.set(photo, kept);
    const forget = () => this.searches.delete(photo);
    signal.addEventListener('abort', forget, { once: true });
    kept.search.then((search) => {
      kept.seen = search;
      kept.isComplete = true;
      kept.byteLength = search?.byteLength ?? 0;
      this.makeRoom();
    }, forget);
    return kept;
  }

  /** Forgets the oldest finished searches beyond the budget. */
  private makeRoom(): void {
    const finished = [...this.searches].filter(([, { byteLength }]) => byteLength > 0);
    let total = finished.reduce((sum, [, { byteLength }]) => sum + byteLength, 0);
    for (const [photo, { byteLength }] of finished.slice(0, -1)) {
      if (total <= (this.options.byteBudget ?? defaultByteBudget)) return;
      this.searches.delete(photo);
      total -= byteLength;
    }
  }
}
