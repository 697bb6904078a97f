import type { ConstantNumbers } from './constant-numbers';

/** Inputs behind these say nothing of sizes. */
export const MOST_SIZE_INPUTS = 4;

/** Operators that make a tensor as large as an input says in its numbers, and which inputs those are. */
export const sizeInputs: Readonly<Record<string, readonly number[]>> = {
  AffineGrid: [1],
  BlackmanWindow: [0],
  CenterCropPad: [1],
  Col2Im: [1],
  ConstantOfShape: [0],
  DFT: [1],
  Expand: [1],
  HammingWindow: [0],
  HannWindow: [0],
  MaxUnpool: [2],
  OneHot: [1],
  // Scales come second or third, by version, and sizes fourth.
  Resize: [1, 2, 3],
  Tile: [1],
  Upsample: [1],
};

/** The same for attributes. */
export const sizeAttributes: Readonly<Record<string, readonly string[]>> = {
  ConvTranspose: ['output_shape', 'strides', 'dilations', 'output_padding'],
  Multinomial: ['sample_size'],
  RandomNormal: ['shape'],
  RandomUniform: ['shape'],
  Upsample: ['scales'],
};

/** Operators that add margins, one before and one after each dimension, as their second input says. */
export const padsInput = { operator: 'Pad', input: 1 } as const;
/** The same as an attribute, of whatever operator. */
export const PADS_ATTRIBUTE = 'pads';

/** Start, end and step of a list of numbers. */
export const rangeInputs = { operator: 'Range', start: 0, end: 1, step: 2 } as const;

/** The least that each dimension of a tensor comes to, whatever else goes into it. */
export type LeastSides = readonly number[];

const ENDLESS: LeastSides = [Infinity];

/** Numbers that are sizes, or multiply them. */
export function sidesOfShape(numbers: ConstantNumbers): LeastSides {
  return numbers === 'many' ? ENDLESS : numbers;
}

/** Numbers that are margins: those before every dimension, then those after. */
export function sidesOfPads(numbers: ConstantNumbers): LeastSides {
  if (numbers === 'many') return ENDLESS;
  const dimensions = numbers.length >> 1;
  return Array.from(
    { length: dimensions },
    (_, i) => 1 + Math.max(0, numbers[i]! + numbers[dimensions + i]!),
  );
}

/** How many elements they come to; a side that is none, or unknown, counts as one. */
export function elementsOf(sides: LeastSides): number {
  return sides.reduce((product, side) => (side > 0 ? product * side : product), 1);
}
