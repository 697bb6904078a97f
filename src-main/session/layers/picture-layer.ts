import {
  forEachRun,
  indexRuns,
  type PixelIndex,
  type ReplacedPixels,
} from '../../engine/repair/pixel-index';
import { copyRegion } from '../../engine/tensor/copy-region';
import type { Region } from '../../engine/tensor/region';
import { samplesPerPixel, type PhotoSamples } from '../../../src-shared/model/photo';

/** What tells photos apart whose layers do not fit each other. */
export type PhotoShape = Pick<
  PhotoSamples,
  'width' | 'height' | 'colourModel' | 'hasAlpha' | 'bitDepth'
>;

/**
 * One state of a picture: the pixels that are not the original's, and nothing else. It never changes. Every pixel that has
 * no slot is the original's, bit for bit, and so is all alpha.
 */
export interface PictureLayer extends PixelIndex {
  readonly shape: PhotoShape;
  /** At the photo's depth: the colour samples (`coloursPerPixel`) of each slot in turn. */
  readonly samples: Uint8Array | Uint16Array;
  /** How much of each pixel was reconstructed, 1..255, one a slot. */
  readonly shares: Uint8Array;
}

/** Samples a pixel without alpha. */
export function coloursPerPixel(photo: PhotoShape): number {
  return samplesPerPixel({ colourModel: photo.colourModel, hasAlpha: false });
}

/** Room for `length` samples at the photo's depth. */
export function createSamples(
  { bitDepth }: Pick<PhotoShape, 'bitDepth'>,
  length: number,
): Uint8Array | Uint16Array {
  return bitDepth === 16 ? new Uint16Array(length) : new Uint8Array(length);
}

/** The layer of the file as it was opened: nothing differs. */
export function originalLayer(photo: PhotoShape): PictureLayer {
  const { width, height, colourModel, hasAlpha, bitDepth } = photo;
  const none = new Uint32Array(0);
  return {
    ...indexRuns({ count: 0, y: none, startX: none, endX: none }, height),
    shape: { width, height, colourModel, hasAlpha, bitDepth },
    samples: createSamples(photo, 0),
    shares: new Uint8Array(0),
  };
}

/**
 * Writes the samples of a region as the layer has them, interleaved, row by row, alpha included.
 * @param region inside the photo
 * @param out at the photo's depth, `samplesPerPixel` a pixel
 */
export function readLayerRegion(
  photo: PhotoSamples,
  layer: PictureLayer,
  region: Region,
  out: Uint8Array | Uint16Array,
): void {
  copyRegion(photo.data, photo.width, samplesPerPixel(photo), region, out);
  putLayerOver(layer, region, out);
}

/** The whole picture as the layer has it: a copy of the photo, or the photo itself where nothing differs. */
export function applyLayer(photo: PhotoSamples, layer: PictureLayer): PhotoSamples {
  if (layer.shares.length === 0) return photo;
  const data = photo.data.slice();
  putLayerOver(layer, { x: 0, y: 0, width: photo.width, height: photo.height }, data);
  return { ...photo, data };
}

/** The layer as the display draws it. */
export function viewLayer(layer: PictureLayer): ReplacedPixels {
  return {
    indexes: [layer],
    replaceIn: (region, samples) => putLayerOver(layer, region, samples),
  };
}

/** Number of pixels that the layer does not take from the original. */
export function countReconstructed(layer: PictureLayer): number {
  return layer.shares.length;
}

/** Puts the layer's pixels over a region's samples, which have alpha where the photo has it. */
export function putLayerOver(
  layer: PictureLayer,
  region: Region,
  samples: Uint8Array | Uint16Array,
): void {
  const stride = samplesPerPixel(layer.shape);
  const colours = coloursPerPixel(layer.shape);
  forEachRun(layer, region, (slot, x, y, count) => {
    let from = slot * colours;
    let to = ((y - region.y) * region.width + x - region.x) * stride;
    for (let pixel = 0; pixel < count; pixel++, to += stride) {
      for (let colour = 0; colour < colours; colour++) {
        samples[to + colour] = layer.samples[from++]!;
      }
    }
  });
}
