import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';

/** What the first bytes of a file are: a format that Heirloom opens, a known one that it does not, or nothing known. */
export type SniffedFormat =
  | { readonly kind: 'photo'; readonly format: PhotoFormat }
  | { readonly kind: 'animated'; readonly name: string }
  | { readonly kind: 'other'; readonly name: string }
  | { readonly kind: 'unknown' };

/** Bytes from the start of a file that `sniffFormat` wants to see. */
export const sniffByteLength = 4096;

const signatures: readonly (readonly [bytes: string, offset: number, name: string])[] = [
  ['GIF8', 0, 'a GIF picture'],
  ['8BPS', 0, 'a Photoshop document'],
  ['%PDF', 0, 'a PDF document'],
  ['BM', 0, 'a BMP picture'],
  ['\0\0\x01\0', 0, 'an icon'],
  ['\xff\x0a', 0, 'a JPEG XL picture'],
  ['\0\0\0\x0cJXL ', 0, 'a JPEG XL picture'],
  ['\0\0\0\x0cjP  ', 0, 'a JPEG 2000 picture'],
  ['\xff\x4f\xff\x51', 0, 'a JPEG 2000 picture'],
  ['FUJIFILMCCD-RAW', 0, 'a camera raw file'],
  ['FOVb', 0, 'a camera raw file'],
  ['\0MRM', 0, 'a camera raw file'],
  ['IIRO', 0, 'a camera raw file'],
  ['IIRS', 0, 'a camera raw file'],
  ['MMOR', 0, 'a camera raw file'],
  ['IIU\0', 0, 'a camera raw file'],
  ['PK\x03\x04', 0, 'an archive'],
  ['\x1f\x8b', 0, 'a compressed file'],
  ['gimp xcf', 0, 'a GIMP document'],
  ['RIFF', 0, 'a sound or film file'],
];

/** Tells a file's format by its first `sniffByteLength` bytes. */
export function sniffFormat(head: Buffer): SniffedFormat {
  const starts = (bytes: string, offset = 0): boolean =>
    head.toString('latin1', offset, offset + bytes.length) === bytes;
  if (starts('\xff\xd8\xff')) return { kind: 'photo', format: 'jpeg' };
  if (starts('\x89PNG\r\n\x1a\n')) return { kind: 'photo', format: 'png' };
  if (starts('RIFF') && starts('WEBP', 8)) return { kind: 'photo', format: 'webp' };
  if (starts('II*\0') || starts('MM\0*') || starts('II+\0') || starts('MM\0+')) {
    return starts('CR', 8)
      ? { kind: 'other', name: 'a camera raw file' }
      : { kind: 'photo', format: 'tiff' };
  }
  if (starts('ftyp', 4)) return sniffBrands(head);
  const known = signatures.find(([bytes, offset]) => starts(bytes, offset));
  if (known) return { kind: 'other', name: known[2] };
  return /^\s*<(?:[^]*<)?(?:\w+:)?svg[\s>]/.test(
    head.toString('latin1').replace(/^\xef\xbb\xbf/, ''),
  )
    ? { kind: 'other', name: 'an SVG drawing' }
    : { kind: 'unknown' };
}

/** AVIF, HEIC, camera raw and film all share the boxes of ISO 14496-12; their brands tell them apart. */
function sniffBrands(head: Buffer): SniffedFormat {
  const end = Math.min(head.length, Math.max(16, head.readUInt32BE(0)));
  const brands: string[] = [];
  for (let at = 8; at + 4 <= end; at += 4)
    if (at !== 12) brands.push(head.toString('latin1', at, at + 4));
  const has = (...names: string[]): boolean => names.some((name) => brands.includes(name));
  if (brands[0] === 'avis') return { kind: 'animated', name: 'an animated AVIF picture' };
  if (has('avif')) return { kind: 'photo', format: 'avif' };
  if (has('heic', 'heix', 'hevc', 'heim', 'heis', 'hevm', 'hevs')) {
    return { kind: 'other', name: 'a HEIC photo' };
  }
  if (has('mif1', 'msf1')) {
    return head.includes('av1C')
      ? { kind: 'photo', format: 'avif' }
      : { kind: 'other', name: 'a HEIF picture' };
  }
  if (has('crx ')) return { kind: 'other', name: 'a camera raw file' };
  return { kind: 'other', name: 'a film file' };
}
