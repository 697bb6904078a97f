import { formatName } from '../fit-samples';
import { iccProfileName } from '../headers/icc-name';
import { isJpegSegment, jpegPrefix } from '../headers/jpeg-header';
import { uprightDensity, type PhotoHeader, type PhotoMetadata } from '../headers/photo-header';
import { areCodesHeld } from '../headers/png-colours';
import { readPngText } from '../headers/png-text';
import { describesPhoto } from '../headers/tiff-exif';
import { extensionGuid } from '../headers/xmp-extension';
import { isSameDensity } from './density';

/** What became of the original's embedded data, in words. */
export interface DescribedMetadata {
  readonly kept: readonly string[];
  readonly notes: readonly string[];
}

/** JPEG segments that PhotoMetadata covers, or that belong to the coding. */
const coveredSegments = new Set(['APP0', 'APP1', 'APP2', 'APP13', 'APP14']);

/** PNG chunks that PhotoMetadata covers (gamma and primaries by a profile), or that only describe how samples were stored. */
const coveredChunks = new Set([
  'iCCP',
  'pHYs',
  'eXIf',
  'sBIT',
  'bKGD',
  'hIST',
  'sPLT',
  'gAMA',
  'cHRM',
  'sRGB',
  'acTL',
  'fcTL',
  'fdAT',
]);

/** Names of blocks that people know by another one. */
const plainNames: Record<string, string | undefined> = { COM: 'comment', tIME: 'time of change' };

/** Compares what the original held with what was found in the written copy; `lostData` names what arrived changed. */
export function describeMetadata(
  original: PhotoHeader,
  copy: PhotoHeader,
  lostData: readonly string[],
): DescribedMetadata {
  const kept: string[] = [];
  const notes: string[] = [];
  const format = formatName(copy.format);
  const [before, after] = [original.metadata, copy.metadata];
  const lost = [
    ...lostData,
    ...(lacksXmpExtension(before, after) ? ['XMP data'] : []),
    ...(statesOtherDensity(original, copy) ? ['density'] : []),
  ];
  const compare = (what: string, was: boolean, is: boolean, name = what): void => {
    if (lost.includes(what) && is) {
      notes.push(`The ${what} of the original could not be carried over whole.`);
    } else if (was && !is) {
      notes.push(`${format} has no place for the ${what} of the original, so the copy lacks it.`);
    } else if (is) kept.push(name);
  };
  compare('EXIF data', describesPhoto(before.exif), describesPhoto(after.exif));
  compare('XMP data', before.xmp !== undefined, after.xmp !== undefined);
  compare('IPTC data', before.iptc !== undefined, after.iptc !== undefined);
  const profile = after.icc && iccProfileName(after.icc);
  compare(
    'colour profile',
    before.icc !== undefined,
    after.icc !== undefined,
    profile && `colour profile ${profile}`,
  );
  const density = after.density && `${Math.round(after.density.x)} pixels an inch`;
  compare('density', before.density !== undefined, density !== undefined, density);
  if (original.format !== copy.format) {
    const names = describeCarried(original);
    if (names.length > 0) {
      notes.push(
        `${format} has no place for these entries of the original, so the copy lacks them: ${names.join(', ')}.`,
      );
    }
  } else if (
    before.carried.some((block) => readPngText(block) !== undefined || block.name === 'COM')
  ) {
    kept.push('texts and comments');
  }
  return { kept, notes };
}

/** True when both state a density and not the same one; JPEG has whole numbers only. */
function statesOtherDensity(original: PhotoHeader, copy: PhotoHeader): boolean {
  const [before, after] = [uprightDensity(original), uprightDensity(copy)];
  return before !== undefined && after !== undefined && !isSameDensity(before, after, 0.5);
}

/** True when the original is a JPEG with a second packet of XMP data that the copy neither carries nor has merged. */
function lacksXmpExtension(before: PhotoMetadata, after: PhotoMetadata): boolean {
  const hasParts = ({ carried }: PhotoMetadata): boolean =>
    carried.some((block) => isJpegSegment(block, 'APP1', jpegPrefix.xmpExtension));
  if (!hasParts(before) || hasParts(after)) return false;
  return !before.xmpExtension || !after.xmp || extensionGuid(after.xmp) !== undefined;
}

/** Blocks that only the original's own format can hold, by name. */
function describeCarried({ format, metadata }: PhotoHeader): string[] {
  const names = metadata.carried
    .filter((block) => {
      if (format === 'jpeg') return !coveredSegments.has(block.name);
      if (format === 'webp') return !['ICCP', 'EXIF', 'XMP '].includes(block.name);
      if (block.name === 'cICP' && areCodesHeld(metadata)) return false;
      const keyword = readPngText(block)?.keyword ?? '';
      return !coveredChunks.has(block.name) && !/^(XML:com|Raw profile)/.test(keyword);
    })
    .map((block) => readPngText(block)?.keyword ?? plainNames[block.name] ?? block.name);
  return [...new Set(names)];
}
