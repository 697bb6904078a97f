import { samplesPerPixel } from '../../../../src-shared/model/photo';
import { convertPlain, type ConvertPixels, type SampleKind } from './convert-plain';
import { convertSampled } from './convert-sampled';
import { convertByProfile } from './matrix-profile';
import { sampleColours } from './sampled-colours';

/** The colour spaces of profiles that fit each kind of samples (ICC.1:2022, 7.2.8). */
const profileSpaces = { grey: 'GRAY', rgb: 'RGB ', cmyk: 'CMYK' } as const;
/** Levels by which a profile may differ from sRGB and still be taken for it. */
const toleratedLevels = 1;

/**
 * How a photo's samples are shown: by its profile where it has one that fits, else as sRGB, or by the usual printing
 * colours for CMYK. A profile that says sRGB leaves every sample as it is.
 * @param icc the embedded profile
 */
export async function createDisplayColour(
  kind: SampleKind,
  icc: Buffer | undefined,
): Promise<ConvertPixels> {
  const space = profileSpaces[kind.colourModel];
  const profile =
    icc && icc.length >= 132 && icc.toString('latin1', 16, 20) === space ? icc : undefined;
  if (kind.colourModel === 'cmyk') {
    return convertSampled(kind, await sampleOrDefault(profile));
  }
  if (!profile) return convertPlain(kind);
  const convert = convertByProfile(kind, profile) ?? (await convertByTable(kind, profile));
  return convert && !isPlain(kind, convert) ? convert : convertPlain(kind);
}

async function convertByTable(kind: SampleKind, icc: Buffer): Promise<ConvertPixels | undefined> {
  try {
    return convertSampled(kind, await sampleColours(kind.colourModel, icc));
  } catch {
    // A broken profile says nothing; other programs leave it out too.
    return undefined;
  }
}

async function sampleOrDefault(icc: Buffer | undefined) {
  try {
    return await sampleColours('cmyk', icc);
  } catch {
    // As above; without a profile there is always an answer.
    return sampleColours('cmyk', undefined);
  }
}

/** True where a conversion leaves colours all over the range as they are. */
function isPlain(kind: SampleKind, convert: ConvertPixels): boolean {
  const levels = [0, 8, 16, 40, 64, 100, 128, 160, 192, 224, 240, 255];
  const isGrey = kind.colourModel === 'grey';
  const points = isGrey
    ? levels.map((level) => [level])
    : levels.flatMap((r) => levels.flatMap((g) => levels.map((b) => [r, g, b])));
  const scale = kind.bitDepth === 16 ? 257 : 1;
  const stride = samplesPerPixel(kind);
  const samples = new (kind.bitDepth === 16 ? Uint16Array : Uint8Array)(points.length * stride);
  points.forEach((point, index) =>
    point.forEach((level, channel) => (samples[index * stride + channel] = level * scale)),
  );
  const shown = new Uint8Array(4 * points.length);
  const plain = new Uint8Array(4 * points.length);
  convert(samples, 0, points.length, shown, 0);
  convertPlain(kind)(samples, 0, points.length, plain, 0);
  return shown.every((value, at) => Math.abs(value - plain[at]!) <= toleratedLevels);
}
