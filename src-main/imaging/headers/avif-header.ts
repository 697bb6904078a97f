import { sentenceOf, type Sentence } from '../../../src-shared/messages';
import { PhotoError } from '../photo-error';
import { ownBytes, sharp } from '../sharp-runtime';
import { areUsualCodes, describeCodes, profileOfCodes } from '../stated-colours/colour-codes';
import { readAvifColourCodes } from './avif-colour-codes';
import type { ByteSource } from './byte-source';
import { readExif } from './exif';
import type { PhotoHeader } from './photo-header';

const maxFileBytes = 1024 ** 3;
const monochromeBit = 0x10;
const subsampledAcrossBit = 0x08;
const subsampledDownBit = 0x04;

/**
 * Reads an AVIF's header. Its boxes refer to one another, so libheif, which decodes it, reads them too; the coder's
 * configuration (AV1 in ISO-BMFF 2.3) tells the rest.
 * @throws PhotoError 'truncated', 'damaged' or 'too-large'.
 */
export async function readAvifHeader(source: ByteSource, name: string): Promise<PhotoHeader> {
  if (source.byteLength > maxFileBytes) {
    throw new PhotoError(
      'too-large',
      `“${name}” is larger than any AVIF photo, so it was not opened; save it as TIFF or JPEG and open that.`,
    );
  }
  const bytes = source.read(0, source.byteLength);
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw new PhotoError(
        lacksBytes(bytes) ? 'truncated' : 'damaged',
        `“${name}” is a broken AVIF picture, so it was not opened; use a backup or save it again.`,
        { cause: error },
      );
    });
  const coding = readCoding(bytes);
  const block = (bytes: Buffer | undefined): Buffer | undefined => bytes && ownBytes(bytes);
  const exif = metadata.exif && withoutExifPrefix(ownBytes(metadata.exif));
  const icc = block(metadata.icc);
  const colours = icc ? { icc, notes: [] } : statedColours(bytes);
  return {
    format: 'avif',
    storedWidth: metadata.width,
    storedHeight: metadata.height,
    // The picture's own rotation is applied by the decoder; the EXIF tag has no say in AVIF (MIAF 7.3.6.7).
    orientation: 1,
    bitDepth: metadata.bitsPerSample ?? 8,
    colourModel: 'rgb',
    hasAlpha: metadata.hasAlpha,
    isPalette: false,
    isProgressive: false,
    compression: coding ? `AVIF ${coding}` : 'AVIF',
    isLossy: true,
    quality: undefined,
    chromaSubsampling: coding,
    pages: metadata.pages ?? 1,
    metadata: {
      exif,
      xmp: block(metadata.xmp),
      iptc: undefined,
      photoshop: undefined,
      icc: colours.icc,
      density: exif && readExif(exif).density,
      carried: [],
    },
    notes: [
      ...((metadata.pages ?? 1) > 1 ? [sentenceOf('note.severalPictures')] : []),
      ...colours.notes,
    ],
    isTruncated: lacksBytes(bytes),
  };
}

/** What the colour codes of a picture without a profile mean for a copy. */
function statedColours(bytes: Buffer): { icc: Buffer | undefined; notes: Sentence[] } {
  const codes = readAvifColourCodes(bytes);
  if (!codes || areUsualCodes(codes)) return { icc: undefined, notes: [] };
  const icc = profileOfCodes(codes, false);
  const note = icc
    ? sentenceOf('note.statedColours')
    : sentenceOf('note.colourCodes', { codes: describeCodes(codes) });
  return { icc, notes: [note] };
}

/** The subsampling in the `av1C` box; "4:0:0" for a picture without colour. */
function readCoding(bytes: Buffer): string | undefined {
  const at = bytes.indexOf('av1C', 0, 'latin1');
  if (at < 0) return undefined;
  const flags = bytes[at + 6] ?? 0;
  if (flags & monochromeBit) return '4:0:0';
  if ((flags & subsampledAcrossBit) === 0) return '4:4:4';
  return flags & subsampledDownBit ? '4:2:0' : '4:2:2';
}

function withoutExifPrefix(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
}

/** True when one of the file's outer boxes reaches beyond its end. */
function lacksBytes(bytes: Buffer): boolean {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return false;
    const boxLength =
      length === 1 && at + 16 <= bytes.length ? Number(bytes.readBigUInt64BE(at + 8)) : length;
    if (boxLength < 8) return false;
    at += boxLength;
  }
  return at !== bytes.length;
}
