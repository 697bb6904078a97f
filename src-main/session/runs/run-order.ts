import { z } from 'zod';
import { layerIdSchema, runIdSchema, type PhotoId } from '../../../src-shared/model/ids';
import {
  maskTileSchema,
  tileSidePx,
  type MaskTile,
} from '../../../src-shared/model/picture-source';
import { repairSettingsSchema } from '../../../src-shared/model/settings';
import { ByteReader } from '../../engine/bytes/byte-reader';
import { ByteWriter } from '../../engine/bytes/byte-writer';
import { checksumOf } from '../../engine/bytes/checksum';
import type { TiledMask } from '../layers/mask-tiles';

const orderSchema = z.strictObject({
  runId: runIdSchema,
  baseLayerId: layerIdSchema,
  settings: repairSettingsSchema,
});

/** What a run is asked to do. */
export interface RunOrder extends Readonly<z.infer<typeof orderSchema>> {
  readonly photoId: PhotoId;
  readonly mask: TiledMask;
}

const storedRunSchema = z.strictObject({
  formatVersion: z.literal(1),
  order: orderSchema,
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  /** `working`: it was in work or waiting for its turn. */
  state: z.enum(['working', 'paused', 'finished', 'stopped', 'failed']),
  /** Of the last result. */
  layerId: layerIdSchema.optional(),
  /** Number of the kept state that it was made of; the newest one where absent. */
  resultIteration: z.number().int().min(0).optional(),
});

/** run.json: what was asked, and how far it came. */
export type StoredRun = Readonly<z.infer<typeof storedRunSchema>>;

/** run.json as bytes. */
export function encodeStoredRun(stored: StoredRun): Uint8Array {
  const text = `${JSON.stringify(storedRunSchema.parse(stored), null, 2)}\n`;
  return Uint8Array.from(Buffer.from(text));
}

/** Reads run.json; undefined where it is none of this version. */
export function decodeStoredRun(bytes: Uint8Array): StoredRun | undefined {
  try {
    return storedRunSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return undefined;
  }
}

/** The tiles of a mask as bytes, with a checksum. */
export function encodeMaskTiles(tiles: readonly MaskTile[]): Uint8Array {
  const writer = new ByteWriter();
  writer.uint32(tiles.length);
  for (const { column, row, data } of tiles) {
    writer.uint32(column);
    writer.uint32(row);
    writer.bytes(data);
  }
  writer.uint32(checksumOf(writer.written()));
  return writer.written();
}

/** Reads the tiles of a mask; undefined where they are torn or altered. */
export function decodeMaskTiles(bytes: Uint8Array): readonly MaskTile[] | undefined {
  try {
    const end = bytes.length - 4;
    const checksum = new ByteReader(bytes.subarray(end)).uint32();
    if (checksumOf(bytes.subarray(0, end)) !== checksum) return undefined;
    const reader = new ByteReader(bytes);
    return Array.from({ length: reader.uint32() }, () =>
      maskTileSchema.parse({
        column: reader.uint32(),
        row: reader.uint32(),
        data: reader.bytes().slice(0, tileSidePx * tileSidePx),
      }),
    );
  } catch {
    return undefined;
  }
}
