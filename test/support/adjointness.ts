import type { LinearOperator, MeasurementOperator } from '../../src-main/engine/operators/operator';
import { createImageTensor, type ImageTensor } from '../../src-main/engine/tensor/image-tensor';
import { dot, norm, scale } from '../../src-main/engine/tensor/ops';
import { randomImage } from './random-image';

/** A(x) as a new picture. */
export function apply(operator: MeasurementOperator, x: ImageTensor): ImageTensor {
  const out = createImageTensor(operator.outputShape);
  operator.forward(x, out);
  return out;
}

/** A^T y as a new picture. */
export function applyAdjoint(operator: LinearOperator, y: ImageTensor): ImageTensor {
  const out = createImageTensor(operator.inputShape);
  operator.adjoint(y, out);
  return out;
}

/** |<A x, v> - <x, A^T v>| / (||A x|| ||v||): zero but for rounding when the adjoint is one. */
export function adjointnessError(operator: LinearOperator, seed: number): number {
  const x = randomImage(operator.inputShape, seed);
  const v = randomImage(operator.outputShape, seed + 1);
  const image = apply(operator, x);
  const back = applyAdjoint(operator, v);
  return (
    Math.abs(dot(image.data, v.data) - dot(x.data, back.data)) / (norm(image.data) * norm(v.data))
  );
}

/** Largest singular value by power iteration on A^T A: a lower bound that is close. */
export function estimateNorm(operator: LinearOperator, iterations = 60): number {
  let x = randomImage(operator.inputShape, 99);
  let estimate = 0;
  for (let i = 0; i < iterations; i++) {
    scale(x.data, 1 / norm(x.data), x.data);
    const image = apply(operator, x);
    estimate = norm(image.data);
    x = applyAdjoint(operator, image);
  }
  return estimate;
}
