import { EngineError } from '../errors';
import type { ImageShape } from '../tensor/image-tensor';
import { createAxisMap, type Boundary } from './axis-map';
import type { LinearOperator } from './operator';
import { createSeparableOperator } from './separable';

/** Taps of a point spread function along one axis: weight j lies at `first + j` pixels from the centre. */
export interface AxisPsf {
  readonly taps: readonly number[];
  readonly first: number;
}

/**
 * A separable blur: y = (vertical x horizontal) correlated with x. Taps are used as they are: make them sum to 1 to keep
 * the picture's brightness (`gaussianPsf` does).
 * @throws EngineError 'settings' for an empty point spread function.
 */
export function createBlurOperator(
  inputShape: ImageShape,
  vertical: AxisPsf,
  horizontal: AxisPsf,
  boundary: Boundary,
): LinearOperator {
  if (vertical.taps.length === 0 || horizontal.taps.length === 0) {
    throw new EngineError('settings', 'Expected at least one tap in a point spread function.');
  }
  const { channels, height, width } = inputShape;
  return createSeparableOperator(
    'blur',
    channels,
    createAxisMap(height, height, 1, vertical.taps, vertical.first, boundary),
    createAxisMap(width, width, 1, horizontal.taps, horizontal.first, boundary),
  );
}

/**
 * A Gaussian of standard deviation `sigmaPx`, cut at `radiusPx` (three sigma unless given) and scaled to sum to 1.
 * @throws EngineError 'settings' unless sigmaPx is positive.
 */
export function gaussianPsf(sigmaPx: number, radiusPx = Math.ceil(3 * sigmaPx)): AxisPsf {
  if (!(sigmaPx > 0)) {
    throw new EngineError('settings', `Expected a positive blur width but received ${sigmaPx}.`);
  }
  const raw = Array.from({ length: 2 * radiusPx + 1 }, (_, j) =>
    Math.exp(-0.5 * ((j - radiusPx) / sigmaPx) ** 2),
  );
  const sum = raw.reduce((a, b) => a + b, 0);
  return { taps: raw.map((tap) => tap / sum), first: -radiusPx };
}
