import { z } from 'zod';
import { ByteReader } from '../../engine/bytes/byte-reader';
import { ByteWriter } from '../../engine/bytes/byte-writer';
import { checksumOf } from '../../engine/bytes/checksum';
import { EngineError } from '../../engine/errors';
import { createCanvasOver } from '../../engine/repair/damage-canvas';
import type { PixelIndex } from '../../engine/repair/pixel-index';
import { readCanvas, writeCanvas } from '../../engine/repair/run-snapshot';
import type { RunStart } from '../../engine/repair/run-start';
import { repairLegSchema } from '../provenance';

const count = z.number().int().min(0);
const counts = z.array(count).readonly();

/** How windows are cut. */
const windows = z
  .strictObject({
    maxSidePx: count.exactOptional(),
    sizeMultiple: count.exactOptional(),
    contextPx: count.exactOptional(),
    blendPx: count.exactOptional(),
  })
  .readonly();

const headerSchema = z.strictObject({
  legs: z.array(repairLegSchema).min(1),
  pendingIterations: count,
  /** Index of the newest kept state. */
  newestIndex: count,
  doneFraction: z.number().min(0).max(1),
  workMs: z.number().min(0),
  starts: z.array(
    z.strictObject({
      iterations: counts,
      coarseIterations: count,
      extensions: counts,
      windows: windows.exactOptional(),
    }),
  ),
  /** Those of the session. */
  windows: windows.exactOptional(),
});
type Header = z.infer<typeof headerSchema>;

/** Where a run stands, for another process to go on from. */
export interface RunCheckpoint extends Omit<Header, 'starts'> {
  /** From where the leg in work began, where it did not begin anew. */
  readonly starts: readonly RunStart[];
  /** Bytes of the session's own checkpoint; empty before its first call of the prior. */
  readonly session: Uint8Array;
}

/** 'HRRN' as a little-endian word. */
const magic = 0x4e525248;
const version = 1;

/** A checkpoint as bytes; `decodeRunCheckpoint` reads it. */
export function encodeRunCheckpoint({ starts, session, ...rest }: RunCheckpoint): Uint8Array {
  const standings = starts.map(({ canvas: _canvas, ...standing }) => standing);
  const header: Header = { ...rest, starts: standings };
  const content = new ByteWriter();
  content.ascii(JSON.stringify(header));
  for (const { canvas } of starts) writeCanvas(content, canvas);
  content.bytes(session);
  const writer = new ByteWriter();
  writer.uint32(magic);
  writer.uint32(version);
  writer.uint32(checksumOf(content.written()));
  writer.bytes(content.written());
  return writer.written();
}

/**
 * Reads a checkpoint of a run over the damage of `index`.
 * @throws EngineError 'checkpoint' when it is torn, altered, of another version or of another mask
 */
export function decodeRunCheckpoint(bytes: Uint8Array, index: PixelIndex): RunCheckpoint {
  const content = openContent(bytes);
  try {
    const reader = new ByteReader(content);
    const header = headerSchema.parse(JSON.parse(reader.ascii()));
    const starts = header.starts.map((standing) => ({
      ...standing,
      canvas: readCanvas(reader, createCanvasOver(index)),
    }));
    return { ...header, starts, session: reader.bytes().slice() };
  } catch (cause) {
    throw cause instanceof EngineError ? cause : unreadable(cause);
  }
}

function openContent(bytes: Uint8Array): Uint8Array {
  try {
    const reader = new ByteReader(bytes);
    if (reader.uint32() === magic && reader.uint32() === version) {
      const checksum = reader.uint32();
      const content = reader.bytes();
      if (checksumOf(content) === checksum) return content;
    }
  } catch {
    // Too short to hold what it says.
  }
  throw unreadable();
}

function unreadable(cause?: unknown): EngineError {
  return new EngineError(
    'checkpoint',
    'What was kept of a repair is truncated or altered, so it cannot go on; start the repair anew.',
    { cause },
  );
}
