import { z } from 'zod';
import type { Sentence } from '../messages/say';
import { maskIdSchema, photoIdSchema, type PhotoId } from '../model/ids';
import { maskTileSchema, pictureSourceSchema, tileAddressSchema } from '../model/picture-source';
import type { MaskTile } from '../model/picture-source';

const requestId = z.number().int().min(0);

/** What the window sends straight to the engine, past main: pixels only. Arrays are cloned, never transferred. */
export const pixelRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tile'),
    requestId,
    photoId: photoIdSchema,
    source: pictureSourceSchema,
    tile: tileAddressSchema,
  }),
  /** The answer is no longer wanted; it may come all the same. */
  z.strictObject({ kind: z.literal('cancelTile'), requestId }),
  /** Gives the engine a mask under an id of the window's choice; tiles that are all 0 are left out. */
  z.strictObject({
    kind: z.literal('putMask'),
    requestId,
    photoId: photoIdSchema,
    maskId: maskIdSchema,
    tiles: z.array(maskTileSchema).max(100_000),
  }),
  z.strictObject({
    kind: z.literal('getMask'),
    requestId,
    photoId: photoIdSchema,
    maskId: maskIdSchema,
  }),
]);
export type PixelRequest = Readonly<z.infer<typeof pixelRequestSchema>>;

/** The engine's answers; each request except `cancelTile` has exactly one. */
export type PixelResponse =
  | {
      readonly kind: 'tile';
      readonly requestId: number;
      readonly width: number;
      readonly height: number;
      /** sRGB, 4 bytes a pixel, alpha not premultiplied. */
      readonly rgba: Uint8Array;
      /** False for a rough picture that stands in until the exact one is made; `exactTiles` says when that is. */
      readonly isExact: boolean;
    }
  | { readonly kind: 'maskStored'; readonly requestId: number }
  | { readonly kind: 'mask'; readonly requestId: number; readonly tiles: readonly MaskTile[] }
  | ({ readonly kind: 'failed'; readonly requestId: number } & Sentence);

/** What the engine says unasked: from now on every tile of this photo is exact, also those that were given rough. */
export interface PixelNotice {
  readonly kind: 'exactTiles';
  readonly photoId: PhotoId;
}
