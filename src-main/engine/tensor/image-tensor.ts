import { EngineError } from '../errors';

/** Shape of an image tensor: planes of height x width, channel first. */
export interface ImageShape {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** A CHW image of 32-bit floats; colour images are RGB in [-1, 1]. The holder of the object owns `data`. */
export interface ImageTensor extends ImageShape {
  readonly data: Float32Array;
}

/** Number of elements of a shape. */
export function elementCount(shape: ImageShape): number {
  return shape.channels * shape.height * shape.width;
}

/**
 * Makes a tensor, zero-filled unless `data` (length channels * height * width, taken over, not copied) is given.
 * @throws EngineError 'shape' when a side is not a positive integer or the length does not fit.
 */
export function createImageTensor(shape: ImageShape, data?: Float32Array): ImageTensor {
  const { channels, height, width } = shape;
  for (const side of [channels, height, width]) {
    if (!Number.isInteger(side) || side < 1) {
      throw new EngineError(
        'shape',
        `Expected positive whole sides but received ${describeShape(shape)}.`,
      );
    }
  }
  const length = elementCount(shape);
  if (data && data.length !== length) {
    throw new EngineError(
      'shape',
      `Expected ${length} values for ${describeShape(shape)} but received ${data.length}.`,
    );
  }
  return { channels, height, width, data: data ?? new Float32Array(length) };
}

/** Deep copy. */
export function cloneImageTensor(source: ImageTensor): ImageTensor {
  return { ...shapeOf(source), data: source.data.slice() };
}

/** The shape alone, without the data. */
export function shapeOf({ channels, height, width }: ImageShape): ImageShape {
  return { channels, height, width };
}

/** True when both have the same channels, height and width. */
export function hasSameShape(a: ImageShape, b: ImageShape): boolean {
  return a.channels === b.channels && a.height === b.height && a.width === b.width;
}

/**
 * Refuses a tensor of another shape.
 * @throws EngineError 'shape', naming `what`.
 */
export function expectShape(actual: ImageShape, expected: ImageShape, what: string): void {
  if (!hasSameShape(actual, expected)) {
    throw new EngineError(
      'shape',
      `Expected ${describeShape(expected)} for ${what} but received ${describeShape(actual)}.`,
    );
  }
}

/** "3 x 480 x 640": channels x height x width. */
export function describeShape({ channels, height, width }: ImageShape): string {
  return `${channels} x ${height} x ${width}`;
}
