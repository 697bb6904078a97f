import { EngineError } from '../errors';

/**
 * `count` noise levels from sigmaMax to sigmaMin, both ends included, each the same ratio below the one before.
 * @throws EngineError 'settings' unless 0 < sigmaMin <= sigmaMax and count is a whole number from 1 on.
 */
export function geometricSigmas(sigmaMax: number, sigmaMin: number, count: number): number[] {
  if (!(sigmaMin > 0 && sigmaMax >= sigmaMin) || !Number.isInteger(count) || count < 1) {
    throw new EngineError(
      'settings',
      `Expected falling positive noise levels but received ${count} from ${sigmaMax} to ${sigmaMin}.`,
    );
  }
  const ratio = sigmaMin / sigmaMax;
  return Array.from(
    { length: count },
    (_, i) => sigmaMax * ratio ** (count > 1 ? i / (count - 1) : 0),
  );
}
