import type { ImageTensor } from '../tensor/image-tensor';

/** The colour that belongs to each luma: red, green and blue minus luma, at equally spaced lumas from -1 to 1. */
export type TintCurve = readonly [Float32Array, Float32Array, Float32Array];

/** Nodes of a curve; a toning bends slowly. */
const nodeCount = 33;

/** Luma of ITU-R BT.601, on the file's own encoded values; the weights sum to 1, so offsets from luma have luma 0. */
const lumaWeights = { red: 0.299, green: 0.587, blue: 0.114 };

/** Luma of the pixel at `index` of a plane (3 x height x width). */
export function lumaAt({ data }: ImageTensor, index: number, plane: number): number {
  return (
    lumaWeights.red * data[index]! +
    lumaWeights.green * data[plane + index]! +
    lumaWeights.blue * data[2 * plane + index]!
  );
}

/** Offset of one channel at a luma, linear between nodes. */
export function offsetAt(offsets: Float32Array, luma: number): number {
  const { node, fraction } = locate(luma);
  return (1 - fraction) * offsets[node]! + fraction * offsets[node + 1]!;
}

/** Mean offsets of the pixels (3 x height x width) around each node; between tones that do not occur the curve runs straight. */
export function fitTintCurve(samples: ImageTensor): TintCurve {
  const plane = samples.height * samples.width;
  const weights = new Float64Array(nodeCount);
  const sums = [0, 1, 2].map(() => new Float64Array(nodeCount));
  for (let index = 0; index < plane; index++) {
    const luma = lumaAt(samples, index, plane);
    const { node, fraction } = locate(luma);
    weights[node]! += 1 - fraction;
    weights[node + 1]! += fraction;
    sums.forEach((sum, channel) => {
      const offset = samples.data[channel * plane + index]! - luma;
      sum[node]! += (1 - fraction) * offset;
      sum[node + 1]! += fraction * offset;
    });
  }
  const [red, green, blue] = sums.map((sum) => bridgeGaps(sum, weights));
  return [red!, green!, blue!];
}

function locate(luma: number): { node: number; fraction: number } {
  const position = ((Math.max(-1, Math.min(1, luma)) + 1) / 2) * (nodeCount - 1);
  const node = Math.min(nodeCount - 2, Math.floor(position));
  return { node, fraction: position - node };
}

/** Means where there are samples, straight lines between them, level beyond the first and the last. */
function bridgeGaps(sums: Float64Array, weights: Float64Array): Float32Array {
  const known = [...weights.keys()].filter((node) => weights[node]! > 0);
  return Float32Array.from(sums, (_, node) => {
    const after = known.find((other) => other >= node) ?? known.at(-1)!;
    const before = known.filter((other) => other <= node).at(-1) ?? after;
    const fraction = after > before ? (node - before) / (after - before) : 0;
    const mean = (other: number) => sums[other]! / weights[other]!;
    return (1 - fraction) * mean(before) + fraction * mean(after);
  });
}
