import type { PixelIndex, ReplacedPixels } from '../../engine/repair/pixel-index';

/**
 * What a tile is drawn of; the shared model's PictureSource with ids looked up.
 * - photo: the file as opened, `replaced` over it (a layer, or an iteration of a run)
 * - difference: between that and the file as opened, absolute, times `gain`
 * - invented: white, its alpha the share of each pixel that was reconstructed
 * - disagreement: white, its alpha the largest difference of any channel between any two of the pictures
 */
export type DisplayedPicture =
  | { readonly kind: 'photo'; readonly replaced: ReplacedPixels | undefined }
  | { readonly kind: 'difference'; readonly replaced: ReplacedPixels; readonly gain: number }
  | { readonly kind: 'invented'; readonly layer: PixelIndex & { readonly shares: Uint8Array } }
  | { readonly kind: 'disagreement'; readonly pictures: readonly ReplacedPixels[] };

/** A drawn tile: sRGB, 4 bytes a pixel, alpha not premultiplied. */
export interface RenderedTile {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
  /** False while the pyramid is still coarse there: ask again when it is ready. */
  readonly isExact: boolean;
}
