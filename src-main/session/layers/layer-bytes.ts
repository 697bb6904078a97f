import { ByteReader } from '../../engine/bytes/byte-reader';
import { ByteWriter } from '../../engine/bytes/byte-writer';
import { checksumOf } from '../../engine/bytes/checksum';
import { EngineError } from '../../engine/errors';
import { countIndexed, indexRuns, type PixelIndex } from '../../engine/repair/pixel-index';
import {
  coloursPerPixel,
  createSamples,
  type PhotoShape,
  type PictureLayer,
} from './picture-layer';

/** 'HRLY' as a little-endian word. */
const magic = 0x594c5248;
const version = 1;
const headerLength = 16;

/** A layer as a file of a draft; `decodeLayer` reads it. */
export function encodeLayer(layer: PictureLayer): Uint8Array {
  const content = new ByteWriter();
  const { width, height, colourModel, hasAlpha, bitDepth } = layer.shape;
  content.ascii(JSON.stringify({ width, height, colourModel, hasAlpha, bitDepth }));
  writeIndex(content, layer);
  content.bytes(bytesOf(layer.samples));
  content.bytes(layer.shares);
  const writer = new ByteWriter();
  writer.uint32(magic);
  writer.uint32(version);
  writer.uint32(checksumOf(content.written()));
  writer.bytes(content.written());
  return writer.written().slice();
}

/**
 * Reads a layer back.
 * @throws EngineError 'checkpoint' when it is torn, altered, of another version or of a photo of another shape.
 */
export function decodeLayer(bytes: Uint8Array, photo: PhotoShape): PictureLayer {
  const content = openContent(bytes);
  try {
    return readLayer(new ByteReader(content), photo);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw unreadable(error);
  }
}

function openContent(bytes: Uint8Array): Uint8Array {
  if (bytes.length < headerLength) throw unreadable();
  const reader = new ByteReader(bytes);
  if (reader.uint32() !== magic || reader.uint32() !== version) {
    throw new EngineError(
      'checkpoint',
      'This is no stored result that this version of Heirloom can read, so it was left out; repair the photo again.',
    );
  }
  const checksum = reader.uint32();
  const content = bytes.subarray(headerLength);
  if (reader.uint32() !== content.length || checksumOf(content) !== checksum) throw unreadable();
  return content;
}

function readLayer(reader: ByteReader, photo: PhotoShape): PictureLayer {
  const { width, height, colourModel, hasAlpha, bitDepth } = photo;
  const shape = { width, height, colourModel, hasAlpha, bitDepth };
  if (reader.ascii() !== JSON.stringify(shape)) {
    throw new EngineError(
      'checkpoint',
      'The stored result belongs to a photo of another size or kind, so it was left out; repair the photo again.',
    );
  }
  const index = readIndex(reader, shape);
  const sampleBytes = reader.bytes();
  const shares = reader.bytes().slice();
  const count = countIndexed(index);
  const samples = createSamples(shape, count * coloursPerPixel(shape));
  if (shares.length !== count || sampleBytes.length !== samples.byteLength) throw unreadable();
  bytesOf(samples).set(sampleBytes);
  return { ...index, shape, samples, shares };
}

/** Row, first and last column of each run. */
function writeIndex(writer: ByteWriter, { runs }: PixelIndex): void {
  writer.bytes(bytesOf(runs.y));
  writer.bytes(bytesOf(runs.startX));
  writer.bytes(bytesOf(runs.endX));
}

function readIndex(reader: ByteReader, { width, height }: PhotoShape): PixelIndex {
  const [y, startX, endX] = [readWords(reader), readWords(reader), readWords(reader)] as const;
  if (startX.length !== y.length || endX.length !== y.length) throw unreadable();
  for (let run = 0; run < y.length; run++) {
    const isPlaced = y[run]! < height && startX[run]! < endX[run]! && endX[run]! <= width;
    const isSorted =
      run === 0 ||
      y[run]! > y[run - 1]! ||
      (y[run] === y[run - 1] && startX[run]! >= endX[run - 1]!);
    if (!isPlaced || !isSorted) throw unreadable();
  }
  return indexRuns({ count: y.length, y, startX, endX }, height);
}

function readWords(reader: ByteReader): Uint32Array {
  const bytes = reader.bytes().slice();
  return new Uint32Array(bytes.buffer, 0, bytes.length >> 2);
}

/** Memory order, which is little-endian on every computer that the application runs on. */
function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function unreadable(cause?: unknown): EngineError {
  return new EngineError(
    'checkpoint',
    'A stored result is truncated or altered, so it was left out; repair the photo again.',
    { cause },
  );
}
