import { multiply } from '../../matrix';
import { convertGrey, reduceTable, type ConvertPixels, type SampleKind } from './convert-plain';
import { readToneCurve, type ToneCurve } from './icc-curve';

/** From XYZ (D50) to linear sRGB: the inverse of the colorants of IEC 61966-2-1, row by row. */
const xyzToLinearSrgb = [
  3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.033454, 0.0719453, -0.2289914,
  1.4052427,
] as const;
/** Steps of the table from linear light to 8-bit sRGB; in the shadows one of them is a twentieth of a level. */
const linearSteps = 65_535;

/** What a simple profile says: tone curves, and for RGB the colorants' XYZ, column by column. */
type SimpleProfile =
  | { readonly space: 'grey'; readonly curve: ToneCurve }
  | { readonly space: 'rgb'; readonly curves: readonly ToneCurve[]; readonly colorants: number[] };

/**
 * The conversion that a profile of tone curves and three colorants describes, or a grey curve; most cameras', scanners' and
 * editors' profiles are such. It is computed exactly, which a table over the colour cube is not where colours that sRGB
 * does not have are clipped.
 * @returns undefined where the profile is of another kind, or for other samples than these
 */
export function convertByProfile(kind: SampleKind, icc: Buffer): ConvertPixels | undefined {
  const profile = readSimpleProfile(icc);
  if (profile?.space !== kind.colourModel) return undefined;
  if (profile.space === 'grey') return convertGrey(kind, greyTable(kind, profile.curve));
  return convertByColorants(kind, profile.curves, profile.colorants);
}

function convertByColorants(
  { hasAlpha, bitDepth }: SampleKind,
  curves: readonly ToneCurve[],
  colorants: readonly number[],
): ConvertPixels {
  const [red, green, blue] = curves.map((curve) => linearTable(bitDepth, curve));
  const m = multiply(xyzToLinearSrgb, colorants).map((value) => value * linearSteps);
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = m as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const encode = encodeTable();
  const alphaTable = reduceTable(bitDepth);
  const stride = hasAlpha ? 4 : 3;
  return (samples, sampleStart, pixelCount, rgba, rgbaStart) => {
    let from = sampleStart;
    const end = rgbaStart + 4 * pixelCount;
    for (let to = rgbaStart; to < end; to += 4, from += stride) {
      const r = red![samples[from]!]!;
      const g = green![samples[from + 1]!]!;
      const b = blue![samples[from + 2]!]!;
      rgba[to] = encode[clampStep(m0 * r + m1 * g + m2 * b)]!;
      rgba[to + 1] = encode[clampStep(m3 * r + m4 * g + m5 * b)]!;
      rgba[to + 2] = encode[clampStep(m6 * r + m7 * g + m8 * b)]!;
      rgba[to + 3] = hasAlpha ? alphaTable[samples[from + 3]!]! : 255;
    }
  };
}

function clampStep(value: number): number {
  if (value <= 0) return 0;
  return value >= linearSteps ? linearSteps : (value + 0.5) | 0;
}

function greyTable({ bitDepth }: SampleKind, curve: ToneCurve): Uint8Array {
  const encode = encodeTable();
  return Uint8Array.from(linearTable(bitDepth, curve), (value) => {
    return encode[clampStep(value * linearSteps)]!;
  });
}

function linearTable(bitDepth: 8 | 16, curve: ToneCurve): Float32Array {
  const white = bitDepth === 8 ? 255 : 65_535;
  return Float32Array.from({ length: white + 1 }, (_, sample) => curve(sample / white));
}

/** IEC 61966-2-1: linear light to 8 bits. */
function encodeTable(): Uint8Array {
  return Uint8Array.from({ length: linearSteps + 1 }, (_, step) => {
    const linear = step / linearSteps;
    const coded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
    return Math.round(255 * coded);
  });
}

/** Reads the profile's tags (ICC.1:2022, 7.2 and 7.3); undefined where it has tables or is cut short. */
function readSimpleProfile(icc: Buffer): SimpleProfile | undefined {
  try {
    const tags = readTags(icc);
    // A table goes before curves and colorants.
    if (tags.has('A2B0') || icc.toString('latin1', 20, 24) !== 'XYZ ') return undefined;
    const curveOf = (name: string) => {
      const tag = tags.get(name);
      return tag && readToneCurve(tag);
    };
    const space = icc.toString('latin1', 16, 20);
    if (space === 'GRAY') {
      const curve = curveOf('kTRC');
      return curve && { space: 'grey', curve };
    }
    if (space !== 'RGB ') return undefined;
    const curves = ['rTRC', 'gTRC', 'bTRC'].map(curveOf);
    const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map((name) => readXyz(tags.get(name)));
    if (!curves.every(isPresent) || !columns.every(isPresent)) return undefined;
    const colorants = [0, 1, 2].flatMap((row) => columns.map((column) => column[row]!));
    return { space: 'rgb', curves, colorants };
  } catch (error) {
    // Offsets beyond the end.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readTags(icc: Buffer): Map<string, Buffer> {
  const tags = new Map<string, Buffer>();
  const count = Math.min(icc.readUInt32BE(128), 200);
  for (let at = 132; at < 132 + 12 * count; at += 12) {
    const offset = icc.readUInt32BE(at + 4);
    const name = icc.toString('latin1', at, at + 4);
    tags.set(name, icc.subarray(offset, offset + icc.readUInt32BE(at + 8)));
  }
  return tags;
}

function readXyz(tag: Buffer | undefined): number[] | undefined {
  return tag && [8, 12, 16].map((at) => tag.readInt32BE(at) / 65_536);
}

function isPresent<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}
