import { shapeOf, type ImageShape } from '../tensor/image-tensor';
import type { MeasurementOperator } from './operator';

/** An overexposed picture: y = clip(gain x, -1, 1); gain 2 is the published code's high dynamic range task. */
export function createClippedExposureOperator(
  inputShape: ImageShape,
  gain = 2,
): MeasurementOperator {
  const shape = shapeOf(inputShape);
  return {
    name: 'clipped exposure',
    inputShape: shape,
    outputShape: shape,
    forward(x, out) {
      for (let i = 0; i < out.data.length; i++) {
        out.data[i] = Math.min(1, Math.max(-1, gain * x.data[i]!));
      }
    },
    vjp(x, cotangent, out) {
      for (let i = 0; i < out.data.length; i++) {
        out.data[i] = Math.abs(gain * x.data[i]!) <= 1 ? gain * cotangent.data[i]! : 0;
      }
    },
  };
}
