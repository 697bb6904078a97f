import { createImageTensor, expectShape, type ImageTensor } from '../tensor/image-tensor';
import { isLinear, type LinearOperator, type MeasurementOperator } from './operator';

/** second(first(x)) of two linear operators is linear. */
export function composeOperators(first: LinearOperator, second: LinearOperator): LinearOperator;
export function composeOperators(
  first: MeasurementOperator,
  second: MeasurementOperator,
): MeasurementOperator;
/**
 * A(x) = second(first(x)), the order in which things happened to the picture; the closed forms of the parts do not compose.
 * @throws EngineError 'shape' when the first's output is not the second's input.
 */
export function composeOperators(
  first: MeasurementOperator,
  second: MeasurementOperator,
): MeasurementOperator {
  expectShape(first.outputShape, second.inputShape, `the input of ${second.name}`);
  const between = createImageTensor(first.outputShape);
  const betweenCotangent = createImageTensor(first.outputShape);
  const composed: MeasurementOperator = {
    name: `${first.name}, ${second.name}`,
    inputShape: first.inputShape,
    outputShape: second.outputShape,
    forward(x, out) {
      first.forward(x, between);
      second.forward(between, out);
    },
    vjp(x, cotangent, out) {
      first.forward(x, between);
      second.vjp(between, cotangent, betweenCotangent);
      first.vjp(x, betweenCotangent, out);
    },
  };
  if (!isLinear(first) || !isLinear(second)) return composed;
  const adjoint = (y: ImageTensor, out: ImageTensor) => {
    second.adjoint(y, betweenCotangent);
    first.adjoint(betweenCotangent, out);
  };
  const linear: LinearOperator = {
    ...composed,
    normBound: first.normBound * second.normBound,
    adjoint,
    vjp: (_x, cotangent, out) => adjoint(cotangent, out),
  };
  return linear;
}
