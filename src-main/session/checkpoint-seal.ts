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
/** Four words and the length of the content. */
const headerBytes = 20;

/**
 * Wraps the bytes of a checkpoint so that damage to them, and another repair's, are noticed.
 * @param owner identityChecksum of the repair
 * @param priorId told to whoever wants to go on and has several priors
 */
export function sealCheckpoint(content: Uint8Array, owner: number, priorId: string): Uint8Array {
  const writer = new ByteWriter();
  writer.uint32(magic);
  writer.uint32(version);
  writer.uint32(owner);
  writer.uint32(checksumOf(content));
  writer.bytes(content);
  // Behind the content, where versions that do not know of it never look.
  writer.ascii(priorId);
  writer.uint32(checksumOf(writer.written().subarray(headerBytes + content.length)));
  return writer.written().slice();
}

/**
 * The content of a sealed checkpoint.
 * @param owner identityChecksum of the repair that wants to go on
 * @throws EngineError 'checkpoint' when it is torn, altered, of another version or of another repair.
 */
export function openCheckpoint(bytes: Uint8Array, owner: number): Uint8Array {
  const { owner: foundOwner, content } = readSeal(bytes);
  if (foundOwner !== owner) {
    throw new EngineError(
      'checkpoint',
      'The checkpoint belongs to another photo, mask, prior or settings; start the repair anew.',
    );
  }
  return content;
}

/**
 * The `priorId` of the repair that a sealed checkpoint belongs to; undefined where an earlier version has not named it.
 * @throws EngineError 'checkpoint' when it is torn, altered or of another version.
 */
export function priorOfCheckpoint(bytes: Uint8Array): string | undefined {
  return readSeal(bytes).priorId;
}

function readSeal(bytes: Uint8Array) {
  const reader = new ByteReader(bytes);
  if (bytes.length < headerBytes || reader.uint32() !== magic || reader.uint32() !== version) {
    throw new EngineError(
      'checkpoint',
      'This is no checkpoint that this version of Heirloom can go on from; start the repair anew.',
    );
  }
  const owner = reader.uint32();
  const checksum = reader.uint32();
  const content = reader.bytes();
  const tail = bytes.subarray(headerBytes + content.length);
  if (checksumOf(content) !== checksum || !isIntact(tail)) {
    throw new EngineError(
      'checkpoint',
      'The checkpoint is truncated or altered; start the repair anew.',
    );
  }
  const priorId = tail.length === 0 ? undefined : new ByteReader(tail).ascii();
  return { owner, content, priorId };
}

/** Of what is behind the content; earlier versions wrote nothing there. */
function isIntact(tail: Uint8Array): boolean {
  if (tail.length === 0) return true;
  if (tail.length < 8) return false;
  return new ByteReader(tail.subarray(-4)).uint32() === checksumOf(tail.subarray(0, -4));
}

/** True where a checkpoint could not be opened. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof EngineError && error.kind === 'checkpoint';
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
