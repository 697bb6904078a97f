/** Where the engine was when it ended: `progress` grows while it gets on, and starts anew at another `place`. */
export interface CrashSite {
  readonly place: string;
  readonly progress: number;
}

/** Ends at one place before it is left alone. */
export const maxCrashesAtOnePlace = 3;

/** Counts how often in a row the engine ended without having got any further. */
export interface CrashTally {
  /** Notes an end and gives how many there have been at this place by now, this one included. */
  readonly note: (site: CrashSite) => number;
  readonly forget: () => void;
}

/** A tally of no crashes. */
export function createCrashTally(): CrashTally {
  let furthest: CrashSite | undefined;
  let count = 0;
  return {
    note(site) {
      const isNoFurther = furthest?.place === site.place && site.progress <= furthest.progress;
      count = isNoFurther ? count + 1 : 1;
      // A new engine begins at a checkpoint, which lies before the place of the crash.
      if (!isNoFurther) furthest = site;
      return count;
    },
    forget() {
      furthest = undefined;
      count = 0;
    },
  };
}
