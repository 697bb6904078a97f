import type { Prior } from '../../engine/prior/prior';

/** What a prior has been asked so far. */
export interface AskedTotals {
  readonly calls: number;
  /** Height times width, summed over the calls. */
  readonly pixels: number;
}

/** A prior that counts what it is asked. */
export interface CountedPrior extends Prior {
  readonly asked: AskedTotals;
}

/** Counts the calls of `prior`, so that methods can be compared at equal cost whatever windows they cut. */
export function countCalls(prior: Prior): CountedPrior {
  let asked: AskedTotals = { calls: 0, pixels: 0 };
  const { sigmaRange, takesSigmaMap, sizeMultiple, haloPx } = prior;
  return {
    sigmaRange,
    takesSigmaMap,
    sizeMultiple,
    haloPx,
    get asked() {
      return asked;
    },
    async denoise(x, sigma, out, signal) {
      await prior.denoise(x, sigma, out, signal);
      asked = { calls: asked.calls + 1, pixels: asked.pixels + x.height * x.width };
    },
    dispose: () => prior.dispose(),
  };
}
