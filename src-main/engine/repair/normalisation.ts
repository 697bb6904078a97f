import { expectShape, type ImageTensor } from '../tensor/image-tensor';

/** The affine change that makes a window look like an ordinary photograph: (x - means[channel]) * gain. */
export interface Normalisation {
  readonly means: readonly number[];
  readonly gain: number;
}

/** Standard deviation that the prior is used to. */
const usualDeviation = 0.5;

/** A flat window is amplified no further (its noise would become the picture), a hard one damped no more. */
const gainRange = { min: 0.5, max: 4 };

/** Least share of a window that must be observed for its own brightness and contrast to be measured there. */
const leastObservedFraction = 0.1;

/** True where so little of a window is observed that the filled picture is all there is to measure. */
export function isHardlyObserved(holePixelCount: number, pixelCount: number): boolean {
  return pixelCount - holePixelCount < leastObservedFraction * pixelCount;
}

/**
 * Measures it on the observed pixels. `hole`: height x width, 0 = observed. Without observed pixels: means 0, gain 1.
 *
 * Each channel loses its own mean, which takes the cast off a faded print. One gain serves all of them: a gain a channel
 * would turn colours, and blow up the noise of a channel in which nothing happens (the blue of a red flower).
 */
export function measureNormalisation(image: ImageTensor, hole: Uint8Array): Normalisation {
  const { channels, data } = image;
  const plane = hole.length;
  const means: number[] = [];
  let squares = 0;
  let count = 0;
  for (let channel = 0; channel < channels; channel++) {
    const values = data.subarray(channel * plane, (channel + 1) * plane);
    let observed = 0;
    let sum = 0;
    for (let index = 0; index < plane; index++) {
      if (hole[index] !== 0) continue;
      observed++;
      sum += values[index]!;
    }
    if (observed === 0) return { means: Array.from({ length: channels }, () => 0), gain: 1 };
    const mean = sum / observed;
    for (let index = 0; index < plane; index++) {
      if (hole[index] === 0) squares += (values[index]! - mean) ** 2;
    }
    means.push(mean);
    count += observed;
  }
  const gain = usualDeviation / Math.sqrt(squares / count);
  return { means, gain: Math.max(gainRange.min, Math.min(gainRange.max, gain)) };
}

/** out = (image - means) * gain; `out` may be `image`. */
export function normalise(
  image: ImageTensor,
  { means, gain }: Normalisation,
  out: ImageTensor,
): void {
  forEachChannel(image, out, (value, channel) => (value - means[channel]!) * gain);
}

/** out = image / gain + means, the inverse up to the rounding of 32-bit floats; `out` may be `image`. */
export function denormalise(
  image: ImageTensor,
  { means, gain }: Normalisation,
  out: ImageTensor,
): void {
  forEachChannel(image, out, (value, channel) => value / gain + means[channel]!);
}

function forEachChannel(
  image: ImageTensor,
  out: ImageTensor,
  change: (value: number, channel: number) => number,
): void {
  expectShape(out, image, 'the changed image');
  const plane = image.height * image.width;
  for (let index = 0; index < out.data.length; index++) {
    out.data[index] = change(image.data[index]!, Math.floor(index / plane));
  }
}
