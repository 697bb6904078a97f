import { convertGrey, reduceTable, type ConvertPixels, type SampleKind } from './convert-plain';
import type { SampledColours } from './sampled-colours';

/** Between which nodes each sample lies, and how far it is from the lower to the upper one. */
interface NodePositions {
  readonly lower: Uint8Array;
  readonly fraction: Float32Array;
}

/** The conversion between grid points: linear for grey, tetrahedral for RGB, and for CMYK between two such along black. */
export function convertSampled(kind: SampleKind, colours: SampledColours): ConvertPixels {
  const positions = positionsOf(kind, colours.nodes);
  if (colours.colourModel === 'grey') return convertGrey(kind, greyTable(colours, positions));
  return convertCube(kind, colours, positions);
}

function positionsOf({ bitDepth }: SampleKind, nodes: Uint8Array): NodePositions {
  const white = bitDepth === 8 ? 255 : 65_535;
  const lower = new Uint8Array(white + 1);
  const fraction = new Float32Array(white + 1);
  let node = 0;
  for (let sample = 0; sample <= white; sample++) {
    const value = (sample * 255) / white;
    while (node < nodes.length - 2 && value >= nodes[node + 1]!) node++;
    lower[sample] = node;
    fraction[sample] = (value - nodes[node]!) / (nodes[node + 1]! - nodes[node]!);
  }
  return { lower, fraction };
}

function greyTable({ rgb }: SampledColours, { lower, fraction }: NodePositions): Uint8Array {
  return Uint8Array.from(lower, (node, sample) => {
    const value = rgb[3 * node]!;
    return Math.round(value + fraction[sample]! * (rgb[3 * node + 3]! - value));
  });
}

function convertCube(
  { hasAlpha, bitDepth }: SampleKind,
  { nodes, rgb, colourModel }: SampledColours,
  { lower, fraction }: NodePositions,
): ConvertPixels {
  const alphaTable = reduceTable(bitDepth);
  const hasBlack = colourModel === 'cmyk';
  const colours = hasBlack ? 4 : 3;
  const stride = colours + (hasAlpha ? 1 : 0);
  const last = 3 * (hasBlack ? nodes.length : 1);
  const middle = last * nodes.length;
  const first = middle * nodes.length;
  const between = tetrahedron(rgb, [first, middle, last]);
  const found = new Float64Array(6);
  return (samples, sampleStart, pixelCount, rgba, rgbaStart) => {
    let from = sampleStart;
    const end = rgbaStart + 4 * pixelCount;
    for (let to = rgbaStart; to < end; to += 4, from += stride) {
      const a = samples[from]!;
      const b = samples[from + 1]!;
      const c = samples[from + 2]!;
      const base = first * lower[a]! + middle * lower[b]! + last * lower[c]!;
      const black = hasBlack ? samples[from + 3]! : 0;
      const start = base + (hasBlack ? 3 * lower[black]! : 0);
      between(start, fraction[a]!, fraction[b]!, fraction[c]!, found, 0);
      const share = hasBlack ? fraction[black]! : 0;
      if (share > 0) between(start + 3, fraction[a]!, fraction[b]!, fraction[c]!, found, 3);
      for (let channel = 0; channel < 3; channel++) {
        const value = found[channel]!;
        rgba[to + channel] = value + (share > 0 ? share * (found[channel + 3]! - value) : 0) + 0.5;
      }
      rgba[to + 3] = hasAlpha ? alphaTable[samples[from + colours]!]! : 255;
    }
  };
}

/**
 * Interpolates in a cell of a cube: of its six tetrahedra along the grey diagonal the one that holds the point.
 * @param steps how far apart neighbours along each channel lie in `rgb`
 */
function tetrahedron(rgb: Uint8Array, [first, middle, last]: readonly [number, number, number]) {
  const opposite = first + middle + last;
  return (
    start: number,
    x: number,
    y: number,
    z: number,
    found: Float64Array,
    foundStart: number,
  ): void => {
    // From the cell's corner along the channel with the largest fraction, then along the next one.
    const isXy = x >= y;
    const isYz = y >= z;
    const isXz = x >= z;
    const largest = isXy ? (isXz ? first : last) : isYz ? middle : last;
    const smallest = isXy ? (isYz ? last : middle) : isXz ? last : first;
    const high = Math.max(x, y, z);
    const low = Math.min(x, y, z);
    const mean = x + y + z - high - low;
    const beforeLast = opposite - smallest;
    for (let channel = 0; channel < 3; channel++) {
      const at = start + channel;
      found[foundStart + channel] =
        (1 - high) * rgb[at]! +
        (high - mean) * rgb[at + largest]! +
        (mean - low) * rgb[at + beforeLast]! +
        low * rgb[at + opposite]!;
    }
  };
}
