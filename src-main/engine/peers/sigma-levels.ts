import { EngineError } from '../errors';

/** `count` noise levels from sigmaMax to sigmaMin, both ends included, each the same ratio below the one before. */
export function geometricSigmas(sigmaMax: number, sigmaMin: number, count: number): number[] {
  return levels(
    sigmaMax,
    sigmaMin,
    count,
    (fraction) => sigmaMax * (sigmaMin / sigmaMax) ** fraction,
  );
}

/** The levels of Karras et al. (arXiv 2206.00364, eq. 5): linear in sigma^(1 / rho), rho 7, dense at low noise. */
export function karrasSigmas(sigmaMax: number, sigmaMin: number, count: number, rho = 7): number[] {
  const [high, low] = [sigmaMax ** (1 / rho), sigmaMin ** (1 / rho)];
  return levels(sigmaMax, sigmaMin, count, (fraction) => (high + fraction * (low - high)) ** rho);
}

function levels(
  sigmaMax: number,
  sigmaMin: number,
  count: number,
  levelAt: (fraction: number) => number,
): number[] {
  if (!(sigmaMin > 0 && sigmaMax >= sigmaMin) || !Number.isInteger(count) || count < 1) {
    throw new EngineError(
      'settings',
      `Expected falling positive noise levels but received ${count} from ${sigmaMax} to ${sigmaMin}.`,
    );
  }
  return Array.from({ length: count }, (_, i) => levelAt(count > 1 ? i / (count - 1) : 0));
}
