import { ByteReader } from '../engine/bytes/byte-reader';
import { ByteWriter } from '../engine/bytes/byte-writer';
import { checksumOf } from '../engine/bytes/checksum';
import { EngineError } from '../engine/errors';
import type { RunStart } from '../engine/repair/run-start';
import type { WindowOptions } from '../engine/repair/window-geometry';
import type { DamageMask, PhotoSamples } from '../../src-shared/model/photo';
import type { RepairSettings } from '../../src-shared/model/settings';
import { encodeLayer } from './layers/layer-bytes';

import type { PictureLayer } from './layers/picture-layer';

/** What a checkpoint belongs to; another photo, mask, setting or prior makes it worthless. */
export interface RepairIdentity {
  readonly photo: PhotoSamples;
  readonly damageMask: DamageMask;
  readonly settings: RepairSettings;
  readonly priorId: string;
  /** How windows are cut: a checkpoint holds the states of these and would fit no others. */
  readonly windows: Partial<WindowOptions>;
  /** What the repair began with; the photo itself where absent. */
  readonly baseLayer: PictureLayer | undefined;
  /** From where it goes on; their colours are for the keeper of the checkpoint to keep. */
  readonly starts: readonly RunStart[] | undefined;
}

/** 'HRPR' as a little-endian word. */
const magic = 0x52505248;
const version = 1;

/**
 * Wraps the bytes of a checkpoint so that damage to them, and another repair's, are noticed.
 * @param owner identityChecksum of the repair
 */
export function sealCheckpoint(content: Uint8Array, owner: number): Uint8Array {
  const writer = new ByteWriter();
  writer.uint32(magic);
  writer.uint32(version);
  writer.uint32(owner);
  writer.uint32(checksumOf(content));
  writer.bytes(content);
  return writer.written().slice();
}

/**
 * The content of a sealed checkpoint.
 * @param owner identityChecksum of the repair that wants to go on
 * @throws EngineError 'checkpoint' when it is torn, altered, of another version or of another repair.
 */
export function openCheckpoint(bytes: Uint8Array, owner: number): Uint8Array {
  const reader = new ByteReader(bytes);
  if (bytes.length < 20 || reader.uint32() !== magic || reader.uint32() !== version) {
    throw new EngineError(
      'checkpoint',
      'This is no checkpoint that this version of Heirloom can go on from; start the repair anew.',
    );
  }
  const foundOwner = reader.uint32();
  const checksum = reader.uint32();
  const content = reader.bytes();
  if (checksumOf(content) !== checksum) {
    throw new EngineError(
      'checkpoint',
      'The checkpoint is truncated or altered; start the repair anew.',
    );
  }
  if (foundOwner !== owner) {
    throw new EngineError(
      'checkpoint',
      'The checkpoint belongs to another photo, mask, prior or settings; start the repair anew.',
    );
  }
  return content;
}

/** Tells repairs apart. It reads the whole photo and mask: ask once a repair, not once a checkpoint. */
export function identityChecksum(identity: RepairIdentity): number {
  const { photo, damageMask, settings, priorId, windows, baseLayer, starts } = identity;
  const writer = new ByteWriter();
  writer.uint32(checksumOf(bytesOf(photo.data)));
  writer.uint32(checksumOf(damageMask.data));
  // In one order, whoever has put them together.
  const { maxSidePx, sizeMultiple, contextPx, blendPx } = windows;
  const cut = { maxSidePx, sizeMultiple, contextPx, blendPx };
  writer.ascii(JSON.stringify({ settings, priorId, windows: cut }));
  if (baseLayer) writer.uint32(checksumOf(encodeLayer(baseLayer)));
  if (starts) {
    const standings = starts.map(({ iterations, coarseIterations, extensions }) => [
      iterations,
      coarseIterations,
      extensions,
    ]);
    writer.ascii(JSON.stringify(standings));
  }
  return checksumOf(writer.written());
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint16Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);
