import { EngineError } from '../errors';
import type { LinearOperator } from '../operators/operator';
import { createGaussianField } from '../random/gaussian-field';
import { createImageTensor } from '../tensor/image-tensor';
import { addScaled, dot, norm } from '../tensor/ops';

const largestDeviation = 1e-4;

/**
 * s^2 of an operator whose singular values are all s or zero, A A^T A = s^2 A: masks of zeros and ones, average pooling, grey
 * means and their products. Then A^+ = A^T / s^2, and A^T A / s^2 projects onto what was measured.
 * @throws EngineError 'settings' when the singular values differ.
 */
export function flatSpectrumOf(operator: LinearOperator): number {
  const probe = createImageTensor(operator.inputShape);
  const { width, height } = operator.inputShape;
  createGaussianField(0).fill(probe, 0, { x: 0, y: 0, width, height });
  const image = createImageTensor(operator.outputShape);
  const again = createImageTensor(operator.outputShape);
  operator.forward(probe, image);
  operator.adjoint(image, probe);
  operator.forward(probe, again);
  const squared = dot(again.data, image.data) / dot(image.data, image.data);
  addScaled(again.data, -squared, image.data, again.data);
  if (!(norm(again.data) <= largestDeviation * squared * norm(image.data))) {
    throw new EngineError(
      'settings',
      `DDRM needs an operator whose singular values are equal, and those of ${operator.name} are not; use DiffPIR or DDNM.`,
    );
  }
  return squared;
}
