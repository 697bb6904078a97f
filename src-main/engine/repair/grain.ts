import type { ImageTensor } from '../tensor/image-tensor';
import type { Grain } from './grain-model';
import { covariance, findFlatPatches, patchSide, type FlatPatch } from './grain-patches';
import { filterFromCorrelation, grainReach, grainSide, lagIndex } from './grain-spectrum';

export type { Grain } from './grain-model';
export { synthesiseGrain } from './grain-synthesis';

/** Observed surroundings of damage: an image and its hole (height x width, 0 = observed). */
export interface GrainArea {
  readonly image: ImageTensor;
  readonly hole: Uint8Array;
}

/** Fewer flat squares than this tell nothing. */
const fewestPatches = 8;

/** The calmest share of a tone's squares is taken to show grain alone ... */
const calmFraction = 0.05;

/** ... and so are all whose variance is at most this many times as high. */
const calmSpread = 2;

/** Grain alone makes squares alike; where no tone has so many calm ones, there is but texture of all strengths. */
const leastCalmFraction = 0.17;

/** Grain of one tone is hardly stronger than this many times that of another; what is, is texture. */
const toneContrast = 2;

/** Strongest grain that is believed and added, 12 steps of 8 bits. */
const greatestLevel = 0.094;

/** Below this standard deviation (0.6 steps of 8 bits) there is rounding, but no grain worth adding. */
const leastLevel = 0.005;

/** Squares from which the spectrum is taken; more of them tell nothing new. */
const spectrumPatches = 150;

/** Mean and slope, taken off each square, are this many of its degrees of freedom. */
const removedFreedoms = 3;

/**
 * Measures the grain on flat observed pixels of one or more areas (same channel count); edges and texture do not count,
 * because each third of the tones is judged by its calmest squares. Too few flat squares, or a level below what 8-bit
 * rounding leaves, give levels of 0.
 */
export function measureGrain(areas: readonly GrainArea[]): Grain {
  const channels = areas[0]?.image.channels ?? 1;
  const groups = groupByTone(areas.flatMap(({ image, hole }) => findFlatPatches(image, hole)));
  const tones = groups.map(keepCalm);
  const calm = tones.flat();
  const isEven = tones.some((tone, i) => tone.length >= leastCalmFraction * groups[i]!.length);
  if (!isEven || calm.length < fewestPatches) return noGrain(channels);
  const stride = Math.ceil(calm.length / spectrumPatches);
  const sample = calm.filter((_, index) => index % stride === 0);
  const tables = Array.from({ length: channels }, (_, channel) => averageLags(sample, channel));
  const centre = lagIndex(0, 0);
  // Taking off mean and slope lowers every lag alike; how much is known from the whole table.
  const gains = tables.map((table, channel) => table[centre]! / variance(sample, channel));
  const levels = boundLevels(
    tones.map((patches) =>
      gains.map((gain, channel) => Math.sqrt(gain * variance(patches, channel))),
    ),
  );
  if (levels.flat().every((level) => level < leastLevel)) return noGrain(channels);
  return {
    tones: tones.map(
      (patches) => patches.reduce((sum, { luma }) => sum + luma, 0) / patches.length,
    ),
    levels,
    filters: tables.map((table) => filterFromCorrelation(table.map((v) => v / table[centre]!))),
    correlation: correlateChannels(calm, channels),
  };
}

function boundLevels(levels: readonly (readonly number[])[]): number[][] {
  return levels.map((tone) =>
    tone.map((level, channel) => {
      const lowest = Math.min(...levels.map((other) => other[channel]!));
      return Math.min(level, toneContrast * lowest, greatestLevel);
    }),
  );
}

/** Three groups of equal size from dark to bright, fewer where squares are few. */
function groupByTone(patches: readonly FlatPatch[]): FlatPatch[][] {
  const ordered = [...patches].sort((a, b) => a.luma - b.luma);
  const count = Math.max(1, Math.min(3, Math.floor(ordered.length / (2 * fewestPatches))));
  return Array.from({ length: count }, (_, group) =>
    ordered.slice(
      Math.round((group * ordered.length) / count),
      Math.round(((group + 1) * ordered.length) / count),
    ),
  );
}

function keepCalm(patches: readonly FlatPatch[]): FlatPatch[] {
  const variances = patches.map(({ variance }) => variance).sort((a, b) => a - b);
  const calm = variances[Math.floor(calmFraction * variances.length)] ?? 0;
  return patches.filter(({ variance }) => variance <= calmSpread * calm);
}

function variance(patches: readonly FlatPatch[], channel: number): number {
  return meanCovariance(patches, channel, channel, 0, 0);
}

function meanCovariance(
  patches: readonly FlatPatch[],
  a: number,
  b: number,
  lagX: number,
  lagY: number,
): number {
  const sum = patches.reduce(
    (total, { residuals }) => total + covariance(residuals[a]!, residuals[b]!, lagX, lagY),
    0,
  );
  return sum / patches.length;
}

/** Covariance of a channel by lag, grainSide x grainSide, as it was before mean and slope were taken off. */
function averageLags(patches: readonly FlatPatch[], channel: number): Float64Array {
  const table = new Float64Array(grainSide * grainSide);
  for (let dy = 0; dy <= grainReach; dy++) {
    for (let dx = -grainReach; dx <= grainReach; dx++) {
      const value = meanCovariance(patches, channel, channel, dx, dy);
      table[lagIndex(dx, dy)] = value;
      table[lagIndex(-dx, -dy)] = value;
    }
  }
  const share = removedFreedoms / patchSide ** 2;
  const sum = table.reduce((total, value) => total + value, 0);
  const taken = (share * sum) / (1 - share * table.length);
  return table.map((value) => value + Math.max(0, taken));
}

function correlateChannels(patches: readonly FlatPatch[], channels: number): number[] {
  const at = (a: number, b: number) => meanCovariance(patches, a, b, 0, 0);
  return Array.from({ length: channels * channels }, (_, index) => {
    const [a, b] = [Math.floor(index / channels), index % channels];
    return a === b ? 1 : at(a, b) / Math.sqrt(at(a, a) * at(b, b));
  });
}

function noGrain(channels: number): Grain {
  const filter = new Float32Array(grainSide * grainSide);
  filter[lagIndex(0, 0)] = 1;
  const each = <T>(value: T) => Array.from({ length: channels }, () => value);
  return {
    tones: [0],
    levels: [each(0)],
    filters: each(filter),
    correlation: Array.from({ length: channels * channels }, (_, index) =>
      Number(index % (channels + 1) === 0),
    ),
  };
}
