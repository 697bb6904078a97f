import path from 'node:path';
import type { PhotoDensity, PhotoInspection } from '../../src-shared/model/photo-inspection';
import { formatName } from '../imaging/fit-samples';
import { inspectPhoto } from '../imaging/inspect';
import type { ParsedArguments } from './args';
import { describeColour, plainInspection } from './describe-photo';
import type { CliEnvironment } from './environment';
import type { ExitCode } from './exit-codes';
import { formatByteLength, withoutControls } from './format-text';
import { labelledLines } from './labelled-lines';
import { wrapText } from './wrap-text';

const centimetresPerInch = 2.54;
const noteCharacters = 75;

/**
 * `heirloom inspect PHOTO`: what the file's header says, without decoding a pixel.
 * @throws PhotoError when the file is no photo that Heirloom opens
 */
export async function inspectFile(
  given: ParsedArguments,
  { stdout }: CliEnvironment,
): Promise<ExitCode> {
  const photoPath = given.operands[0]!;
  const inspection = await inspectPhoto(photoPath);
  const text = given.has('json')
    ? JSON.stringify({ path: photoPath, ...plainInspection(inspection) }, null, 2)
    : describe(photoPath, inspection);
  stdout.write(`${text}\n`);
  return 0;
}

function describe(photoPath: string, inspection: PhotoInspection): string {
  const { width, height, density, notes, pages } = plainInspection(inspection);
  const pairs = [
    ['Format', describeFormat(inspection)],
    ['Size', `${width} x ${height} pixels, ${formatByteLength(inspection.fileByteLength)}`],
    ['Colour', describeColour(inspection)],
    ['ICC profile', describeProfile(inspection)],
    ['Resolution', density ? describeDensity(inspection, density) : 'not stated'],
    ['Orientation', describeOrientation(inspection.orientation)],
    ['Embedded', describeMetadata(inspection)],
    ...(pages > 1 ? [['Pictures', `${pages}; the first one is opened`]] : []),
  ];
  const remarks = notes.flatMap((note) =>
    wrapText(note, noteCharacters).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`),
  );
  return [
    withoutControls(path.basename(photoPath)),
    ...labelledLines(pairs),
    ...(remarks.length > 0
      ? ['', 'To know before saving', ...remarks.map((line) => `  ${line}`)]
      : []),
  ].join('\n');
}

function describeFormat(inspection: PhotoInspection): string {
  const { format, compression, isLossy, quality, isProgressive } = inspection;
  const name = formatName(format);
  return [
    compression.includes(name) ? compression : `${name}, ${compression}`,
    ...(quality === undefined ? [] : [`quality about ${Math.round(quality)}`]),
    ...(isProgressive ? ['progressive'] : []),
    isLossy ? 'lossy' : 'lossless',
  ].join(', ');
}

function describeProfile({ iccProfileName, metadataByteLengths }: PhotoInspection): string {
  if (iccProfileName !== undefined) return iccProfileName;
  return metadataByteLengths.icc > 0 ? 'one without a name' : 'none';
}

function describeDensity({ width, height }: PhotoInspection, { x, y }: PhotoDensity): string {
  const centimetres = (pixels: number, density: number) =>
    ((pixels / density) * centimetresPerInch).toFixed(1);
  const dpi = x === y ? `${Math.round(x)}` : `${Math.round(x)} x ${Math.round(y)}`;
  return `${dpi} pixels an inch (${centimetres(width, x)} x ${centimetres(height, y)} cm)`;
}

function describeOrientation(orientation: number): string {
  return orientation === 1 ? 'stored upright' : `${orientation} (EXIF); opened upright`;
}

function describeMetadata({ metadataByteLengths }: PhotoInspection): string {
  const { exif, xmp, iptc } = metadataByteLengths;
  const blocks = Object.entries({ EXIF: exif, XMP: xmp, IPTC: iptc })
    .filter(([, byteLength]) => byteLength > 0)
    .map(([name, byteLength]) => `${name} ${formatByteLength(byteLength)}`);
  return blocks.length > 0 ? blocks.join(', ') : 'nothing';
}
