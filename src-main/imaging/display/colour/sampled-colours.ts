import { samplesPerPixel, type ColourModel } from '../../../../src-shared/model/photo';
import { writeTiff } from '../../containers/tiff-container';
import { noMetadata } from '../../headers/photo-header';
import { ownBytes, sharp } from '../../sharp-runtime';

/** Samples a channel at which a conversion is asked for: all of grey; of others so many that few colours are a level off. */
const nodeCounts: Record<ColourModel, number> = { grey: 256, rgb: 65, cmyk: 33 };

/** A conversion as its results on a regular grid. */
export interface SampledColours {
  readonly colourModel: ColourModel;
  /** 8-bit samples of the grid along each channel, ascending from 0 to 255. */
  readonly nodes: Uint8Array;
  /** R G B of each grid point; the last channel changes fastest. */
  readonly rgb: Uint8Array;
}

/**
 * Lets sharp convert a small picture of grid points to sRGB, as it would convert the photo: by the embedded profile, at its
 * perceptual intent, or, for CMYK without one, by the profile that it brings.
 * @throws Error where the profile is none
 */
export async function sampleColours(
  colourModel: ColourModel,
  icc: Buffer | undefined,
): Promise<SampledColours> {
  const count = nodeCounts[colourModel];
  const channels = samplesPerPixel({ colourModel, hasAlpha: false });
  const nodes = Uint8Array.from({ length: count }, (_, node) =>
    Math.round((node * 255) / (count - 1)),
  );
  const points = count ** channels;
  const data = new Uint8Array(points * channels);
  for (let channel = 0, stride = 1; channel < channels; channel++, stride *= count) {
    for (let point = 0; point < points; point++) {
      data[point * channels + channels - 1 - channel] = nodes[Math.floor(point / stride) % count]!;
    }
  }
  const picture = {
    width: count,
    height: points / count,
    colourModel,
    hasAlpha: false,
    bitDepth: 8,
    data,
  } as const;
  const metadata = { ...noMetadata, icc };
  const carrier = await writeTiff(picture, metadata, { compression: 'none', isBig: false });
  const { data: rgb, info } = await sharp(Buffer.concat(carrier))
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3)
    throw new RangeError(`Expected 3 channels but received ${info.channels}.`);
  return { colourModel, nodes, rgb: new Uint8Array(ownBytes(rgb)) };
}
