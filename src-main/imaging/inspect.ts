import type { PhotoInspection } from '../../src-shared/model/photo-inspection';
import { readAvifHeader } from './headers/avif-header';
import { fileSource, type ByteSource } from './headers/byte-source';
import { iccProfileName } from './headers/icc-name';
import { readJpegHeader } from './headers/jpeg-header';
import { uprightDensity, type PhotoHeader } from './headers/photo-header';
import { readPngHeader } from './headers/png-header';
import { sniffByteLength, sniffFormat } from './headers/sniff';
import { describesPhoto } from './headers/tiff-exif';
import { readTiffHeader } from './headers/tiff-header';
import { readWebpHeader } from './headers/webp-header';
import { withOpenFile } from './open-file';
import { PhotoError } from './photo-error';

/**
 * What the header of a photo says, without decoding a pixel.
 * @throws PhotoError when the file cannot be read, is not a photo, or is of a kind that Heirloom cannot open.
 */
export async function inspectPhoto(path: string): Promise<PhotoInspection> {
  return withOpenFile(path, async ({ handle, stats, name }) => {
    const source = fileSource(handle.fd, stats.size);
    return describeHeader(await readPhotoHeader(source, name), stats.size);
  });
}

/**
 * Reads the header of a photo by its content; `name` is for messages.
 * @throws PhotoError like `inspectPhoto`.
 */
export async function readPhotoHeader(source: ByteSource, name: string): Promise<PhotoHeader> {
  const sniffed = sniffFormat(source.read(0, sniffByteLength));
  if (sniffed.kind === 'animated') {
    throw new PhotoError(
      'animated',
      `“${name}” is ${sniffed.name}, so it was not opened; save the frame you want as an ordinary picture and open that.`,
    );
  }
  if (sniffed.kind !== 'photo') {
    const nature = sniffed.kind === 'other' ? `is ${sniffed.name}` : 'is not a picture known here';
    throw new PhotoError(
      'unsupported-format',
      `“${name}” ${nature}, so it was not opened; save it as TIFF, PNG or JPEG in another program and open that.`,
    );
  }
  switch (sniffed.format) {
    case 'jpeg':
      return readJpegHeader(source, name);
    case 'png':
      return readPngHeader(source, name);
    case 'tiff':
      return readTiffHeader(source, name);
    case 'webp':
      return readWebpHeader(source, name);
    case 'avif':
      return readAvifHeader(source, name);
  }
}

/** The header in the words of the shared model. */
export function describeHeader(header: PhotoHeader, fileByteLength: number): PhotoInspection {
  const { storedWidth, storedHeight, metadata } = header;
  const isTurned = header.orientation >= 5;
  // Every TIFF has tags; they count as EXIF data only where they say more than the resolution.
  const hasExif = header.format !== 'tiff' || describesPhoto(metadata.exif);
  return {
    format: header.format,
    fileByteLength,
    width: isTurned ? storedHeight : storedWidth,
    height: isTurned ? storedWidth : storedHeight,
    orientation: header.orientation,
    bitDepth: header.bitDepth,
    colourModel: header.colourModel,
    hasAlpha: header.hasAlpha,
    isPalette: header.isPalette,
    isProgressive: header.isProgressive,
    compression: header.compression,
    isLossy: header.isLossy,
    quality: header.quality,
    chromaSubsampling: header.chromaSubsampling,
    iccProfileName: metadata.icc && iccProfileName(metadata.icc),
    density: uprightDensity(header),
    metadataByteLengths: {
      exif: hasExif ? (metadata.exif?.length ?? 0) : 0,
      xmp: metadata.xmp?.length ?? 0,
      iptc: metadata.iptc?.length ?? 0,
      icc: metadata.icc?.length ?? 0,
    },
    pages: header.pages,
    notes: header.notes,
  };
}
