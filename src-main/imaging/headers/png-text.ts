import { deflateSync, inflateSync } from 'node:zlib';
import type { CarriedBlock } from './photo-header';

const maxTextBytes = 64 * 1024 * 1024;

/** A text chunk of a PNG; its contents are unpacked on demand. */
export interface PngText {
  readonly keyword: string;
  /** The text's bytes, or undefined where they cannot be unpacked. */
  text(): Buffer | undefined;
  /** The bytes that a "Raw profile" text holds in hexadecimal (a convention of ImageMagick), or undefined. */
  rawProfile(): Buffer | undefined;
}

/** Reads a tEXt, zTXt or iTXt chunk; undefined for any other. */
export function readPngText(block: CarriedBlock): PngText | undefined {
  if (!['tEXt', 'zTXt', 'iTXt'].includes(block.name)) return undefined;
  const keywordEnd = block.data.indexOf(0);
  if (keywordEnd < 1) return undefined;
  const text = (): Buffer | undefined => textBytes(block, keywordEnd);
  return {
    keyword: block.data.toString('latin1', 0, keywordEnd),
    text,
    rawProfile: () => parseRawProfile(text()),
  };
}

/** A chunk that holds an XMP packet, uncompressed as the XMP specification wishes (part 3, 1.1.5). */
export function xmpChunk(packet: Buffer): CarriedBlock {
  const head = Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1');
  return { name: 'iTXt', data: Buffer.concat([head, packet]) };
}

/** A "Raw profile" chunk of the given kind, such as "iptc". */
export function rawProfileChunk(kind: string, bytes: Buffer): CarriedBlock {
  const hex = bytes.toString('hex').replace(/.{1,72}/g, '$&\n');
  const text = `\n${kind}\n${String(bytes.length).padStart(8)}\n${hex}`;
  const head = Buffer.from(`Raw profile type ${kind}\0\0`, 'latin1');
  return { name: 'zTXt', data: Buffer.concat([head, deflateSync(Buffer.from(text, 'latin1'))]) };
}

function textBytes({ name, data }: CarriedBlock, keywordEnd: number): Buffer | undefined {
  if (name === 'tEXt') return data.subarray(keywordEnd + 1);
  if (name === 'zTXt') return unpack(data.subarray(keywordEnd + 2));
  const isCompressed = data[keywordEnd + 1] === 1;
  const languageEnd = data.indexOf(0, keywordEnd + 3);
  const translatedEnd = data.indexOf(0, languageEnd + 1);
  if (languageEnd < 0 || translatedEnd < 0) return undefined;
  const bytes = data.subarray(translatedEnd + 1);
  return isCompressed ? unpack(bytes) : bytes;
}

function unpack(bytes: Buffer): Buffer | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: maxTextBytes });
  } catch {
    return undefined;
  }
}

function parseRawProfile(text: Buffer | undefined): Buffer | undefined {
  const match = text && /^\s*\S+\s+(\d+)\s+([0-9a-fA-F\s]+)$/.exec(text.toString('latin1'));
  if (!match) return undefined;
  const bytes = Buffer.from((match[2] ?? '').replace(/\s+/g, ''), 'hex');
  return bytes.length === Number(match[1]) ? bytes : undefined;
}
