import { createImageTensor, expectShape, type ImageTensor } from '../tensor/image-tensor';
import { fitTintCurve, lumaAt, offsetAt, type TintCurve } from './tint-curve';

/**
 * The family a photo's colours belong to: `grey` (R = G = B everywhere), `tint` (one colour a luma: sepia, selenium, cyan)
 * or `colour`. Grey and tinted photos are repaired in luma alone, so that the repair has the photo's own tint.
 */
export type TintAxis =
  | { readonly kind: 'grey' }
  | {
      readonly kind: 'tint';
      readonly curve: TintCurve;
      /** Root mean square over the channels by which a pixel of the photo misses the curve at most, but for strangers. */
      readonly tolerance: number;
    }
  | { readonly kind: 'colour' };

/** The families that have a luma axis. */
export type SingleTint = Exclude<TintAxis, { kind: 'colour' }>;

/** One step of an 8-bit file. */
const step = 2 / 255;

/** How far 95 % of a toned photo's pixels may lie from its curve, as a share of their own distance from grey ... */
const toleranceFraction = 0.3;

/** ... yet not less than rounding makes, nor more than the coarse chroma of a JPEG. */
const toleranceRange = { min: 1.5 * step, max: 8 * step };

/** Share of a photo's or a window's pixels that may miss the curve by more than twice the tolerance. */
const strangersFraction = 0.02;

/** Decides the family from observed pixels of the whole photo (3 x height x width, [-1, 1]; a strided sample will do). */
export function detectTintAxis(samples: ImageTensor): TintAxis {
  const plane = samples.height * samples.width;
  const everywhere = new Uint8Array(plane);
  if (isGrey(samples, everywhere)) return { kind: 'grey' };
  const curve = fitTintCurve(samples);
  const grey = new Float32Array(curve[0].length);
  const misses = new Float32Array(plane);
  const chromas = new Float32Array(plane);
  for (let index = 0; index < plane; index++) {
    misses[index] = distanceToCurve(samples, index, curve);
    chromas[index] = distanceToCurve(samples, index, [grey, grey, grey]);
  }
  const { min, max } = toleranceRange;
  const tolerance = Math.max(min, Math.min(max, toleranceFraction * quantile(chromas, 0.5)));
  const isToned =
    quantile(misses, 0.95) <= tolerance && quantile(misses, 1 - strangersFraction) <= 2 * tolerance;
  return isToned ? { kind: 'tint', curve, tolerance } : { kind: 'colour' };
}

/** True when the observed pixels of a window really belong to the photo's family (a hand-coloured cheek does not). */
export function fitsTintAxis(image: ImageTensor, hole: Uint8Array, axis: SingleTint): boolean {
  if (axis.kind === 'grey') return isGrey(image, hole);
  let observed = 0;
  let strangers = 0;
  for (let index = 0; index < hole.length; index++) {
    if (hole[index] !== 0) continue;
    observed++;
    if (distanceToCurve(image, index, axis.curve) > 2 * axis.tolerance) strangers++;
  }
  return strangers <= strangersFraction * observed;
}

/** The luma axis along which a window is to be changed; undefined where it has colours of its own. */
export function singleTintOf(
  axis: TintAxis,
  image: ImageTensor,
  hole: Uint8Array,
): SingleTint | undefined {
  return axis.kind !== 'colour' && fitsTintAxis(image, hole, axis) ? axis : undefined;
}

/** A window's luma plane, 1 x height x width; see toLuma. */
export function lumaPlaneOf(image: ImageTensor, axis: SingleTint): ImageTensor {
  const { height, width } = image;
  const luma = createImageTensor({ channels: 1, height, width });
  toLuma(image, axis, luma);
  return luma;
}

/** RGB window (3 x height x width) to luma plane `out` (1 x height x width); exact for grey. */
export function toLuma(image: ImageTensor, axis: SingleTint, out: ImageTensor): void {
  const { height, width } = image;
  expectShape(image, { channels: 3, height, width }, 'a window in colour');
  expectShape(out, { channels: 1, height, width }, 'its luma');
  const plane = out.data.length;
  if (axis.kind === 'grey') {
    out.data.set(image.data.subarray(0, plane));
    return;
  }
  for (let index = 0; index < plane; index++) out.data[index] = lumaAt(image, index, plane);
}

/** Luma plane (1 x height x width) to RGB `out` (3 x height x width) with the photo's tint; R = G = B exactly for grey. */
export function fromLuma(luma: ImageTensor, axis: SingleTint, out: ImageTensor): void {
  const { height, width } = luma;
  expectShape(luma, { channels: 1, height, width }, 'a luma plane');
  expectShape(out, { channels: 3, height, width }, 'the window in colour');
  for (let channel = 0; channel < 3; channel++) {
    const target = out.data.subarray(channel * luma.data.length, (channel + 1) * luma.data.length);
    target.set(luma.data);
    if (axis.kind === 'grey') continue;
    const offsets = axis.curve[channel]!;
    for (let index = 0; index < target.length; index++) {
      target[index]! += offsetAt(offsets, luma.data[index]!);
    }
  }
}

/** Replaces the channels by their mean, in place: keeps the answer of a colour prior to a grey window grey. */
export function projectToGrey(image: ImageTensor): void {
  const { channels, data } = image;
  const plane = data.length / channels;
  for (let index = 0; index < plane; index++) {
    let sum = 0;
    for (let start = index; start < data.length; start += plane) sum += data[start]!;
    for (let start = index; start < data.length; start += plane) data[start] = sum / channels;
  }
}

function isGrey({ data }: ImageTensor, hole: Uint8Array): boolean {
  const plane = hole.length;
  for (let index = 0; index < plane; index++) {
    if (hole[index] !== 0) continue;
    if (data[index] !== data[plane + index] || data[index] !== data[2 * plane + index])
      return false;
  }
  return true;
}

/** Root mean square over the channels. */
function distanceToCurve(image: ImageTensor, index: number, curve: TintCurve): number {
  const plane = image.height * image.width;
  const luma = lumaAt(image, index, plane);
  let squares = 0;
  for (let channel = 0; channel < 3; channel++) {
    const own = image.data[channel * plane + index]! - luma;
    squares += (own - offsetAt(curve[channel]!, luma)) ** 2;
  }
  return Math.sqrt(squares / 3);
}

function quantile(values: Float32Array, fraction: number): number {
  const sorted = values.slice().sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))]!;
}
