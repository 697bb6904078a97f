import { EngineError } from '../errors';
import { describeShape, type ImageShape } from '../tensor/image-tensor';

/**
 * Shape of the picture after downsampling by a whole number.
 * @throws EngineError 'settings' when height or width is not a multiple of it.
 */
export function dividedShape(shape: ImageShape, factor: number): ImageShape {
  const height = shape.height / factor;
  const width = shape.width / factor;
  if (!(factor >= 1) || ![factor, height, width].every(Number.isInteger)) {
    throw new EngineError(
      'settings',
      `Expected sides that are multiples of ${factor} but received ${describeShape(shape)}.`,
    );
  }
  return { channels: shape.channels, height, width };
}
