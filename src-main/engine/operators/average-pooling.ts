import type { ImageShape } from '../tensor/image-tensor';
import { createAxisMap } from './axis-map';
import { dividedShape } from './divided-shape';
import type { LinearOperator } from './operator';
import { createSeparableOperator } from './separable';
import { withTightFrame } from './tight-frame';

/**
 * Downsampling by the mean of `factor` x `factor` blocks, the published code's super-resolution operator. A A^T = I / factor^2.
 * @throws EngineError 'settings' unless height and width are multiples of the whole number `factor`.
 */
export function createAveragePoolingOperator(
  inputShape: ImageShape,
  factor: number,
): LinearOperator {
  const { height, width } = dividedShape(inputShape, factor);
  const taps = new Array<number>(factor).fill(1 / factor);
  const operator = createSeparableOperator(
    `average pooling ${factor}`,
    inputShape.channels,
    createAxisMap(inputShape.height, height, factor, taps, 0, 'zero'),
    createAxisMap(inputShape.width, width, factor, taps, 0, 'zero'),
  );
  // The bound sqrt(||M||_1 ||M||_inf) is exact here: 1 / factor in all.
  return withTightFrame(operator, 1 / (factor * factor));
}
