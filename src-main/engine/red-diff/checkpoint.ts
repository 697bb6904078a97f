import { ByteReader } from '../bytes/byte-reader';
import { ByteWriter } from '../bytes/byte-writer';
import { checksumOf } from '../bytes/checksum';
import { EngineError } from '../errors';
import { createImageTensor } from '../tensor/image-tensor';
import type { RedDiffState } from './state';

/** 'HRLM' as a little-endian word. */
const magic = 0x4d4c5248;
const version = 1;
const checksumLength = 4;

/**
 * Serialises a state; `decodeCheckpoint` gives the same bits back on any machine. Layout, little-endian: magic, version,
 * shape, iteration, mu, last noise (0 or 1 arrays), optimiser steps, its named buffers, checksum of all before.
 */
export function encodeCheckpoint(state: RedDiffState): Uint8Array {
  const { mu, lastNoise, optimizerState, iteration } = state;
  const writer = new ByteWriter();
  [magic, version, mu.channels, mu.height, mu.width, iteration].forEach((word) =>
    writer.uint32(word),
  );
  writer.floats(mu.data);
  writer.uint32(lastNoise ? 1 : 0);
  if (lastNoise) writer.floats(lastNoise);
  const buffers = Object.entries(optimizerState.buffers);
  writer.uint32(optimizerState.stepCount);
  writer.uint32(buffers.length);
  for (const [name, values] of buffers) {
    writer.ascii(name);
    writer.floats(values);
  }
  writer.uint32(checksumOf(writer.written()));
  return writer.written().slice();
}

/**
 * Reads a state back.
 * @throws EngineError 'checkpoint' when the bytes are truncated, altered or of another version.
 */
export function decodeCheckpoint(bytes: Uint8Array): RedDiffState {
  expectCheckpoint(bytes);
  const reader = new ByteReader(bytes);
  reader.uint32();
  reader.uint32();
  const shape = { channels: reader.uint32(), height: reader.uint32(), width: reader.uint32() };
  const iteration = reader.uint32();
  const mu = createImageTensor(shape, reader.floats());
  const lastNoise = reader.uint32() === 1 ? reader.floats() : undefined;
  const stepCount = reader.uint32();
  const buffers: Record<string, Float32Array> = {};
  for (let count = reader.uint32(); count > 0; count--) {
    buffers[reader.ascii()] = reader.floats();
  }
  return { mu, lastNoise, optimizerState: { stepCount, buffers }, iteration };
}

function expectCheckpoint(bytes: Uint8Array): void {
  const reader = new ByteReader(bytes);
  if (bytes.byteLength < 3 * checksumLength || reader.uint32() !== magic) {
    throw new EngineError('checkpoint', 'These bytes are no checkpoint of a repair.');
  }
  const found = reader.uint32();
  if (found !== version) {
    throw new EngineError(
      'checkpoint',
      `Expected checkpoint version ${version} but received ${found}; start the repair anew.`,
    );
  }
  const end = bytes.byteLength - checksumLength;
  if (new ByteReader(bytes.subarray(end)).uint32() !== checksumOf(bytes.subarray(0, end))) {
    throw new EngineError(
      'checkpoint',
      'The checkpoint is truncated or altered (its checksum does not fit); start the repair anew.',
    );
  }
}
