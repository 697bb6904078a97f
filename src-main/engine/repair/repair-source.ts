import { createImageTensor, type ImageTensor } from '../tensor/image-tensor';
import type { Region } from '../tensor/region';
import { reflectCoordinate, type DamageField } from './damage-field';

/** A picture with damage, of which only windows are ever held as floats. */
export interface RepairSource {
  /** What is to be repaired. */
  readonly damage: DamageField;
  /**
   * The damage and what nobody sees, of which the picture knows no colour either (1 byte a pixel, 0 = observed): both are
   * holes to the solver. The same object as `damage` where everything is visible.
   */
  readonly unobserved: DamageField;
  /** Place of the source's first pixel on its pyramid level, so that noise has one address whatever part is solved. */
  readonly origin: { readonly x: number; readonly y: number };
  /** 3 x height x width in [-1, 1]; outside the picture it is mirrored (reflectCoordinate). The caller owns the tensor. */
  readWindow(region: Region): ImageTensor;
}

/** A source that lies in memory as a whole: a part of a level of the pyramid, or a test's picture. */
export interface TensorSource extends RepairSource {
  readonly image: ImageTensor;
}

/** Makes a source of an image and its hole (height x width, 0 = observed); both are taken over, not copied. */
export function createTensorSource(
  image: ImageTensor,
  hole: Uint8Array,
  origin = { x: 0, y: 0 },
): TensorSource {
  const damage = { width: image.width, height: image.height, data: hole };
  return {
    damage,
    unobserved: damage,
    origin,
    image,
    readWindow: (region) => cutImage(image, region),
  };
}

function cutImage(image: ImageTensor, region: Region): ImageTensor {
  const window = createImageTensor({ ...region, channels: image.channels });
  let index = 0;
  for (let channel = 0; channel < image.channels; channel++) {
    for (let row = 0; row < region.height; row++) {
      const start =
        (channel * image.height + reflectCoordinate(region.y + row, image.height)) * image.width;
      for (let column = 0; column < region.width; column++) {
        window.data[index++] =
          image.data[start + reflectCoordinate(region.x + column, image.width)]!;
      }
    }
  }
  return window;
}

/**
 * Doubles a coarse level bilinearly into the hole pixels of a window of the next finer one; block centres stay in place.
 * @param region the window in pixels of the finer source
 */
export function fillFromCoarser(
  coarse: TensorSource,
  fineOrigin: RepairSource['origin'],
  region: Region,
  hole: Uint8Array,
  out: ImageTensor,
): void {
  const { image, origin } = coarse;
  const across = blendPositions(fineOrigin.x + region.x, region.width, origin.x, image.width);
  const down = blendPositions(fineOrigin.y + region.y, region.height, origin.y, image.height);
  const plane = image.height * image.width;
  for (let index = 0; index < hole.length; index++) {
    if (hole[index] === 0) continue;
    const row = Math.floor(index / region.width);
    const column = index - row * region.width;
    const top = down.first[row]! * image.width;
    const bottom = down.second[row]! * image.width;
    const left = across.first[column]!;
    const right = across.second[column]!;
    const u = across.fraction[column]!;
    const v = down.fraction[row]!;
    for (let channel = 0; channel < 3; channel++) {
      const at = (position: number) => image.data[channel * plane + position]!;
      const upper = (1 - u) * at(top + left) + u * at(top + right);
      const lower = (1 - u) * at(bottom + left) + u * at(bottom + right);
      out.data[channel * hole.length + index] = (1 - v) * upper + v * lower;
    }
  }
}

/** For each fine pixel along an axis the two coarse pixels around its centre and how far it is to the second. */
function blendPositions(fineStart: number, count: number, coarseStart: number, length: number) {
  const first = new Int32Array(count);
  const second = new Int32Array(count);
  const fraction = new Float32Array(count);
  const clamp = (position: number) => Math.max(0, Math.min(length - 1, position));
  for (let i = 0; i < count; i++) {
    const position = (fineStart + i + 0.5) / 2 - 0.5 - coarseStart;
    const floor = Math.floor(position);
    first[i] = clamp(floor);
    second[i] = clamp(floor + 1);
    fraction[i] = position - floor;
  }
  return { first, second, fraction };
}
