import { createHash } from 'node:crypto';
import { setImmediate as nextMacrotask } from 'node:timers/promises';
import type { OpenedPhoto } from '../imaging/decode';

/** What is hashed before anything else has its turn: some ten milliseconds. */
const pieceByteLength = 4 * 1024 * 1024;

/**
 * SHA-256 in hexadecimal of all that a result depends on: size, kind, depth, profile and samples. What else the file holds (a
 * caption, a rating, how it is coded) may change without another picture.
 */
export async function hashPicture({ samples, source }: OpenedPhoto): Promise<string> {
  const { width, height, colourModel, hasAlpha, bitDepth, data } = samples;
  const { icc } = source.header.metadata;
  const hash = createHash('sha256');
  hash.update(JSON.stringify({ width, height, colourModel, hasAlpha, bitDepth }));
  hash.update(`\n${icc?.length ?? 0}\n`);
  if (icc) hash.update(icc);
  for (let start = 0; start < data.byteLength; start += pieceByteLength) {
    const byteLength = Math.min(pieceByteLength, data.byteLength - start);
    hash.update(new Uint8Array(data.buffer, data.byteOffset + start, byteLength));
    await nextMacrotask();
  }
  return hash.digest('hex');
}
