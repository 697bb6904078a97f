import type { ImageTensor } from '../tensor/image-tensor';

/** Film grain (or scanner noise) of a photo: a stationary Gaussian field whose level depends on luma. */
export interface Grain {
  /** Lumas in [-1, 1], ascending, where the levels were measured (shadows, midtones, highlights). */
  readonly tones: readonly number[];
  /** Standard deviation by tone and channel; all 0 for a clean photo. */
  readonly levels: readonly (readonly number[])[];
  /** Spatial filter per channel, 7 x 7, unit energy: white noise through it has the grain's spectrum. */
  readonly filters: readonly Float32Array[];
  /** Correlation of the channels at the same pixel, channels x channels, row by row. */
  readonly correlation: readonly number[];
}

/** Level of a channel's grain at a luma: linear between the measured tones, level beyond them. */
export function levelAt({ tones, levels }: Grain, channel: number, luma: number): number {
  const above = tones.findIndex((tone) => tone >= luma);
  if (above === 0) return levels[0]![channel]!;
  if (above < 0) return levels.at(-1)![channel]!;
  const fraction = (luma - tones[above - 1]!) / (tones[above]! - tones[above - 1]!);
  return (1 - fraction) * levels[above - 1]![channel]! + fraction * levels[above]![channel]!;
}

/** What grain goes by: the mean over the channels, height x width. */
export function lumaOf({ channels, data }: ImageTensor): Float32Array {
  const plane = data.length / channels;
  const luma = new Float32Array(plane);
  for (let index = 0; index < data.length; index++) luma[index % plane]! += data[index]! / channels;
  return luma;
}
