import { apply, invert, multiply } from '../matrix';

/** A colour as x and y of CIE 1931. */
export type Chromaticity = readonly [x: number, y: number];

/** White, red, green and blue. */
export type ChromaticityPoints = readonly [Chromaticity, Chromaticity, Chromaticity, Chromaticity];

/** What a profile says of its colours. */
export interface Colorants {
  /** XYZ of red, green and blue at D50. */
  readonly columns: readonly (readonly number[])[];
  /** The matrix that brought them from their own white to D50, row by row. */
  readonly adaptation: readonly number[];
}

/** The white that profiles are in (ICC.1:2010 7.2.16). */
export const profileWhite = [0.9642, 1, 0.8249];

/** Bradford's cone responses, by which whites are adapted to one another (ICC.1:2010 annex E). */
const bradford = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];

/** The colorants of primaries around a white; undefined where the points span no colours. */
export function coloursOf([white, ...primaries]: ChromaticityPoints): Colorants | undefined {
  const xyz = primaries.map(toXyz);
  const inverse = invert([0, 1, 2].flatMap((row) => xyz.map((column) => column[row]!)));
  if (!inverse) return undefined;
  const strengths = apply(inverse, toXyz(white));
  const adaptation = adaptTo(toXyz(white));
  const columns = xyz.map((column, index) =>
    apply(
      adaptation,
      column.map((value) => value * strengths[index]!),
    ),
  );
  const areReal = columns.flat().every((value) => Math.abs(value) < 10);
  return areReal ? { columns, adaptation } : undefined;
}

function toXyz([x, y]: Chromaticity): number[] {
  return [x / y, 1, (1 - x - y) / y];
}

function adaptTo(white: readonly number[]): number[] {
  const from = apply(bradford, white);
  const to = apply(bradford, profileWhite);
  const responses = bradford.map((value, at) => {
    const row = Math.floor(at / 3);
    return (value * to[row]!) / from[row]!;
  });
  return multiply(invert(bradford)!, responses);
}
