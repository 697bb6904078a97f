import type { NoiseSource } from '../random/noise-source';
import { createImageTensor, type ImageTensor } from '../tensor/image-tensor';
import { growRegion, type Region } from '../tensor/region';
import { findMissingGrain } from './grain-missing';
import { levelAt, lumaOf, type Grain } from './grain-model';
import { correlationOfFilters, grainReach, grainSide } from './grain-spectrum';

/** The address of grain's noise; a source that also serves iterations would repeat its first one. */
const grainIteration = 0;

/**
 * Adds to the hole of `image`, in place, the grain that its fill lacks. The noise is addressed in photo coordinates
 * (`region` is the image's place), so that neighbouring windows and re-runs agree. It is the source's iteration 0: give
 * grain a seed of its own. `hole`: height x width, 0 = observed.
 * @param share of what is missing that is added, [0, 1]
 */
export function synthesiseGrain(
  image: ImageTensor,
  hole: Uint8Array,
  grain: Grain,
  noise: NoiseSource,
  region: Region,
  share = 1,
): void {
  if (grain.levels.flat().every((level) => level === 0) || !hole.some(Boolean)) return;
  const { channels, height, width } = image;
  const plane = height * width;
  // Found before any grain is added: afterwards none is missing. And found beside the photo's whole grain, since beside a share
  // of it a fill that has as much already would seem to lack nothing.
  const missing = findMissingGrain(image, hole, grain);
  const luma = lumaOf(image);
  const padded = growRegion(region, grainReach);
  const white = createImageTensor({ ...padded, channels });
  noise.fill(white, grainIteration, padded);
  const mixing = mixingMatrix(grain, channels);
  for (let channel = 0; channel < channels; channel++) {
    const weights = mixing.slice(channel * channels, (channel + 1) * channels);
    const mixed = mixChannels(white, weights);
    const filter = grain.filters[channel]!;
    for (let index = 0; index < plane; index++) {
      if (hole[index] === 0) continue;
      const value = filterAt(mixed, padded.width, index % width, Math.floor(index / width), filter);
      image.data[channel * plane + index]! +=
        value * levelAt(grain, channel, luma[index]!) * missing[index]! * share;
    }
  }
}

/**
 * Lower triangle that makes independent noises correlate as the grain's channels do (Cholesky). Filters of unlike channels
 * lower the correlation; the mixing makes up for that as far as it can.
 */
function mixingMatrix({ correlation, filters }: Grain, channels: number): Float64Array {
  const lower = new Float64Array(channels * channels);
  for (let row = 0; row < channels; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = 1;
      if (row !== column) {
        const overlap = correlationOfFilters(filters[row]!, filters[column]!, 0, 0);
        const wanted = correlation[row * channels + column]! / Math.max(overlap, 0.1);
        rest = Math.max(-1, Math.min(1, wanted));
      }
      for (let k = 0; k < column; k++) {
        rest -= lower[row * channels + k]! * lower[column * channels + k]!;
      }
      const pivot = lower[column * (channels + 1)]!;
      // Channels that are one and the same leave nothing for a later pivot.
      if (row === column) lower[row * (channels + 1)] = Math.sqrt(Math.max(0, rest));
      else lower[row * channels + column] = pivot > 1e-3 ? rest / pivot : 0;
    }
  }
  return lower;
}

function mixChannels(white: ImageTensor, weights: Float64Array): Float32Array {
  const plane = white.height * white.width;
  const mixed = new Float32Array(plane);
  weights.forEach((weight, channel) => {
    if (weight === 0) return;
    for (let index = 0; index < plane; index++) {
      mixed[index]! += weight * white.data[channel * plane + index]!;
    }
  });
  return mixed;
}

/** Filters noise at one pixel; `white` is grainReach larger on each side than the image. */
function filterAt(
  white: Float32Array,
  stride: number,
  x: number,
  y: number,
  filter: Float32Array,
): number {
  let sum = 0;
  for (let row = 0; row < grainSide; row++) {
    const start = (y + row) * stride + x;
    for (let column = 0; column < grainSide; column++) {
      sum += filter[row * grainSide + column]! * white[start + column]!;
    }
  }
  return sum;
}
