import { EngineError } from '../errors';
import { expectShape, type ImageTensor } from '../tensor/image-tensor';
import { applyMembrane, describeMembrane, relaxMembrane, type Membrane } from './membrane';

/** Iterations end when the next correction is at most this share of the rim's range; the error is then about as large. */
const toleranceFraction = 5e-5;

/** Far more than a membrane needs (about ten); it ends the loop for values that are not finite. */
const maxIterations = 200;

/**
 * Fills the hole with the membrane stretched over its rim (Laplace's equation, observed pixels fixed, mirrored at the image's
 * edge), channel by channel, within 1e-4 of the rim's range; it never leaves that range.
 * `hole`: height x width, 0 = observed. `out` has the image's shape and may be `image`; observed pixels are copied.
 * @throws EngineError 'shape' for sizes that do not fit, 'settings' when no pixel is observed.
 */
export function fillHarmonic(image: ImageTensor, hole: Uint8Array, out: ImageTensor): void {
  const { channels, height, width } = image;
  expectShape(out, image, 'the filled image');
  if (hole.length !== height * width) {
    throw new EngineError(
      'shape',
      `Expected ${height * width} hole values but received ${hole.length}.`,
    );
  }
  if (!hole.includes(0)) {
    throw new EngineError('settings', 'Nothing here is observed, so there is no rim to fill from.');
  }
  if (out !== image) out.data.set(image.data);
  const membrane = describeMembrane(hole, height, width);
  if (membrane.count === 0) return;
  for (let channel = 0; channel < channels; channel++) {
    const start = channel * hole.length;
    stretch(membrane, out.data.subarray(start, start + hole.length), hole, width);
  }
}

/** The same in place, where it may be that nothing is observed: then everything becomes middle grey. */
export function fillSmooth(image: ImageTensor, hole: Uint8Array): void {
  if (!hole.includes(1)) return;
  if (hole.includes(0)) fillHarmonic(image, hole, image);
  else image.data.fill(0);
}

/** Solves one plane by preconditioned conjugate gradients. */
function stretch(membrane: Membrane, values: Float32Array, hole: Uint8Array, width: number): void {
  const { count, places, load: residual, bend: correction } = membrane;
  const { lowest, highest } = loadFromRim(membrane, values, hole, width);
  const estimate = new Float64Array(count + 1).fill((lowest + highest) / 2, 0, count);
  const image = new Float64Array(count);
  applyMembrane(membrane, estimate, image);
  for (let i = 0; i < count; i++) residual[i]! -= image[i]!;
  relaxMembrane(membrane);
  const direction = correction.slice();
  let energy = dot(residual, correction);
  const smallest = toleranceFraction * (highest - lowest);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largestMagnitude(correction) <= smallest) break;
    applyMembrane(membrane, direction, image);
    const step = energy / dot(image, direction);
    for (let i = 0; i < count; i++) {
      estimate[i]! += step * direction[i]!;
      residual[i]! -= step * image[i]!;
    }
    relaxMembrane(membrane);
    const nextEnergy = dot(residual, correction);
    const momentum = nextEnergy / energy;
    for (let i = 0; i < count; i++) direction[i] = correction[i]! + momentum * direction[i]!;
    energy = nextEnergy;
  }
  for (let i = 0; i < count; i++) {
    values[places[i]!] = Math.max(lowest, Math.min(highest, estimate[i]!));
  }
}

/** Puts the observed neighbours' sum of each unknown into `load` and returns their range. */
function loadFromRim(membrane: Membrane, values: Float32Array, hole: Uint8Array, width: number) {
  const { count, places, load } = membrane;
  let lowest = Infinity;
  let highest = -Infinity;
  load.fill(0);
  for (let i = 0; i < count; i++) {
    const index = places[i]!;
    const x = index % width;
    if (x > 0) take(i, index - 1);
    if (x < width - 1) take(i, index + 1);
    take(i, index - width);
    take(i, index + width);
  }
  return { lowest, highest };

  function take(unknown: number, index: number): void {
    // Above the first and below the last row `hole` holds undefined: no neighbour.
    if (hole[index] !== 0) return;
    const value = values[index]!;
    load[unknown]! += value;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
}

/** Scalar product over the shorter of two vectors. */
function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function largestMagnitude(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const magnitude = Math.abs(values[i]!);
    if (magnitude > largest) largest = magnitude;
  }
  return largest;
}
