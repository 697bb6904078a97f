import { samplesPerPixel, type ColourModel, type PhotoSamples } from '../../src-shared/model/photo';
import type { PhotoHeader } from './headers/photo-header';
import { PhotoError } from './photo-error';
import { ownBytes, sharp } from './sharp-runtime';

const timeoutSeconds = 120;

/** Rows of a picture: the first one and how many. */
export interface RowBand {
  readonly top: number;
  readonly height: number;
}

export interface DecodeOptions {
  /** For messages. */
  readonly name: string;
  /** Decode what is there of a broken file, instead of refusing it. */
  readonly acceptDamaged?: boolean;
  /** Only these rows; all where absent. */
  readonly band?: RowBand;
}

/** What a decoder is told about a picture. */
export type DecodableHeader = Pick<
  PhotoHeader,
  'bitDepth' | 'colourModel' | 'hasAlpha' | 'isTruncated' | 'storedWidth' | 'storedHeight'
>;

/**
 * Decodes a picture as it is stored: not turned upright, no colour conversion, 8 bits a sample where the file has at
 * most 8 and 16 otherwise. `input` is the file's bytes or its path.
 * @throws PhotoError 'truncated', 'damaged' or 'unsupported-format'.
 */
export async function decodeStored(
  input: Buffer | string,
  header: DecodableHeader,
  options: DecodeOptions,
): Promise<PhotoSamples> {
  const { colourModel, hasAlpha, storedWidth, storedHeight } = header;
  const bitDepth = header.bitDepth > 8 ? 16 : 8;
  const band = options.band ?? { top: 0, height: storedHeight };
  let pipeline = sharp(input, {
    ignoreIcc: true,
    failOn: options.acceptDamaged ? 'none' : 'error',
    limitInputPixels: false,
  }).timeout({ seconds: timeoutSeconds });
  if (colourModel === 'cmyk') pipeline = pipeline.pipelineColourspace('cmyk');
  if (options.band) pipeline = pipeline.extract({ left: 0, width: storedWidth, ...band });
  const { data, info } = await pipeline
    .toColourspace(decodedSpace(colourModel, bitDepth, hasAlpha))
    .raw({ depth: bitDepth === 16 ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw explainFailure(error, header, options.name);
    });
  if (info.width !== storedWidth || info.height !== band.height) {
    throw damaged(options.name, 'its header and its picture differ in size');
  }
  const wanted = samplesPerPixel({ colourModel, hasAlpha });
  return {
    width: storedWidth,
    height: band.height,
    colourModel,
    hasAlpha,
    bitDepth,
    data: keepChannels(viewSamples(ownBytes(data), bitDepth), info.channels, wanted, options.name),
  };
}

/** The same bytes as samples of 8 or 16 bits; copied only where their alignment asks for it. */
export function viewSamples(bytes: Buffer, bitDepth: 8 | 16): Uint8Array | Uint16Array {
  if (bitDepth === 8) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : Buffer.from(bytes);
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.length / 2);
}

function decodedSpace(colourModel: ColourModel, bitDepth: 8 | 16, hasAlpha: boolean): string {
  if (colourModel === 'cmyk') return 'cmyk';
  if (bitDepth === 16) return colourModel === 'grey' ? 'grey16' : 'rgb16';
  // sharp leaves the alpha of 8-bit grey out, so it is read as RGB with three equal samples.
  return colourModel === 'grey' && !hasAlpha ? 'b-w' : 'srgb';
}

/** Which of the decoder's channels are wanted, by how many there are and how many there should be. */
const channelChoices: Record<string, readonly number[] | undefined> = {
  '4to2': [0, 3],
  '4to3': [0, 1, 2],
  '4to1': [0],
  '3to1': [0],
  '2to1': [0],
};

function keepChannels(
  data: Uint8Array | Uint16Array,
  actual: number,
  wanted: number,
  name: string,
): Uint8Array | Uint16Array {
  if (actual === wanted) return data;
  const choice = channelChoices[`${actual}to${wanted}`];
  if (!choice) throw damaged(name, 'its header and its picture differ in the number of channels');
  let to = 0;
  for (let from = 0; from < data.length; from += actual) {
    for (const channel of choice) {
      data[to] = data[from + channel]!;
      to += 1;
    }
  }
  return data.slice(0, to);
}

function explainFailure(error: unknown, header: DecodableHeader, name: string): PhotoError {
  const message = error instanceof Error ? error.message : String(error);
  const endsEarly =
    header.isTruncated ||
    /premature|truncat|unexpected end|end of (file|data|stream)|EOF|not enough|too short/i.test(
      message,
    );
  if (endsEarly) {
    return new PhotoError(
      'truncated',
      `“${name}” ends too early, so it was not opened; scan it again, use a backup, or open the part that is there.`,
      { cause: error },
    );
  }
  if (/timeout/i.test(message)) return damaged(name, 'decoding it takes too long', error);
  if (/not supported|unsupported|not configured|compression/i.test(message)) {
    return new PhotoError(
      'unsupported-format',
      `“${name}” is stored in a way that Heirloom cannot read, so it was not opened; save it as TIFF, PNG or JPEG in another program and open that.`,
      { cause: error },
    );
  }
  return damaged(name, 'its picture data are corrupt', error);
}

function damaged(name: string, reason: string, cause?: unknown): PhotoError {
  return new PhotoError(
    'damaged',
    `“${name}” could not be decoded because ${reason}, so it was not opened; scan it again, use a backup, or open what can be read.`,
    { cause },
  );
}
