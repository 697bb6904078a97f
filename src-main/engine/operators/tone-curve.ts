import { EngineError } from '../errors';
import { shapeOf, type ImageShape } from '../tensor/image-tensor';
import type { MeasurementOperator } from './operator';

/** How a print faded in one channel, for v in [0, 1]: v -> gain v^gamma + offset. */
export interface ChannelFade {
  readonly gain: number;
  readonly offset: number;
  readonly gamma: number;
}

/** Below this brightness the power is continued by its tangent, so that its slope stays finite and positive. */
const toeFraction = 1 / 64;

/**
 * A faded print: per channel y = 2 (gain v^gamma + offset) - 1 with v = (x + 1) / 2. Non-linear unless every gamma is 1.
 * @throws EngineError 'settings' unless there is one fade a channel and gain and gamma are positive.
 */
export function createToneCurveOperator(
  inputShape: ImageShape,
  fades: readonly ChannelFade[],
): MeasurementOperator {
  const shape = shapeOf(inputShape);
  if (fades.length !== shape.channels || !fades.every(({ gain, gamma }) => gain > 0 && gamma > 0)) {
    throw new EngineError(
      'settings',
      `Expected ${shape.channels} fades of positive gain and gamma but received ${JSON.stringify(fades)}.`,
    );
  }
  const planeLength = shape.height * shape.width;
  return {
    name: 'tone curve',
    inputShape: shape,
    outputShape: shape,
    forward(x, out) {
      for (let i = 0; i < out.data.length; i++) {
        const { gain, offset, gamma } = fades[Math.floor(i / planeLength)]!;
        out.data[i] = 2 * (gain * powerWithToe((x.data[i]! + 1) / 2, gamma) + offset) - 1;
      }
    },
    vjp(x, cotangent, out) {
      for (let i = 0; i < out.data.length; i++) {
        const { gain, gamma } = fades[Math.floor(i / planeLength)]!;
        // dy/dx = 2 gain (v^gamma)' / 2.
        out.data[i] = gain * slopeWithToe((x.data[i]! + 1) / 2, gamma) * cotangent.data[i]!;
      }
    },
  };
}

function powerWithToe(v: number, gamma: number): number {
  if (v >= toeFraction) return v ** gamma;
  return toeFraction ** gamma + slopeWithToe(toeFraction, gamma) * (v - toeFraction);
}

function slopeWithToe(v: number, gamma: number): number {
  return gamma * Math.max(v, toeFraction) ** (gamma - 1);
}
