import { z } from 'zod';
import { bytesSchema } from './bytes';
import { layerIdSchema, runIdSchema } from './ids';

/** Side of a tile, in pixels of its level; tiles at the right and lower edge are smaller. */
export const tileSidePx = 512;

/**
 * What the viewer can show. `layer`, `iteration`, `difference` and `evidence` are opaque pictures; `invented` and
 * `disagreement` are overlays whose alpha says how much (their colour is white: the viewer tints them).
 * - layer: the file as opened (layer `original`) or a result
 * - iteration: what a run had made of the picture after its kept iteration `index` (0 = before the first)
 * - difference: absolute difference between a layer and the original, times `gain`
 * - invented: share of each pixel that the layer reconstructed
 * - disagreement: how far layers differ from each other
 * - evidence: what the damage detector sees, above `threshold` (0..1)
 */
export const pictureSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('layer'), layerId: layerIdSchema }),
  z.strictObject({
    kind: z.literal('iteration'),
    runId: runIdSchema,
    index: z.number().int().min(0).max(100_000),
  }),
  z.strictObject({
    kind: z.literal('difference'),
    layerId: layerIdSchema,
    gain: z.number().min(1).max(64),
  }),
  z.strictObject({ kind: z.literal('invented'), layerId: layerIdSchema }),
  z.strictObject({
    kind: z.literal('disagreement'),
    layerIds: z.array(layerIdSchema).min(2).max(4),
  }),
  z.strictObject({ kind: z.literal('evidence'), threshold: z.number().min(0).max(1) }),
]);
export type PictureSource = Readonly<z.infer<typeof pictureSourceSchema>>;

/**
 * One tile of a picture. Level 0 is full size; level n holds ceil(width / 2^n) x ceil(height / 2^n) pixels, each the mean of
 * a 2 x 2 block of the level below.
 */
export const tileAddressSchema = z.strictObject({
  level: z.number().int().min(0).max(16),
  column: z.number().int().min(0).max(4096),
  row: z.number().int().min(0).max(4096),
});
export type TileAddress = Readonly<z.infer<typeof tileAddressSchema>>;

/** 512 x 512 bytes of a damage mask at full size, 255 = damaged; beyond the photo's edge they are 0. */
export const maskTileSchema = z.strictObject({
  column: z.number().int().min(0).max(4096),
  row: z.number().int().min(0).max(4096),
  data: bytesSchema(tileSidePx * tileSidePx).refine(
    ({ length }) => length === tileSidePx * tileSidePx,
  ),
});
export type MaskTile = Readonly<z.infer<typeof maskTileSchema>>;
