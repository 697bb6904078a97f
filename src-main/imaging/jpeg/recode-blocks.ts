import { samplesPerPixel, type PhotoSamples } from '../../../src-shared/model/photo';
import type { OrientationWalk } from '../orientation';
import type { ChangedPixels } from './changed-pixels';
import type { ComponentValue } from './component-values';
import { forwardDct, inverseDct } from './dct';
import type { ComponentCoefficients, JpegCoefficients } from './jpeg-coefficients';

/** Largest magnitudes that baseline JPEG codes (T.81 tables F.1 and F.2, 8 bits a sample). */
const maxDc = 1023;
const maxAc = 1023;

/** The repaired photo and the ways to read it. */
export interface RepairedPhoto {
  /** Upright. */
  readonly samples: PhotoSamples;
  /** From stored to upright pixels. */
  readonly walk: OrientationWalk;
  readonly valueOf: ComponentValue;
}

/**
 * Changes the coefficients of the blocks that hold changed pixels, and of no other; returns how many blocks. What is
 * added to a block is the transform of the difference between the repaired pixels and what the block holds there,
 * and 0 at its unchanged pixels, so that these keep what they have as well as the quantiser allows.
 */
export function recodeBlocks(
  image: JpegCoefficients,
  changed: ChangedPixels,
  photo: RepairedPhoto,
): number {
  let count = 0;
  for (const [mcu, flags] of changed) {
    for (let index = 0; index < image.components.length; index += 1) {
      const { horizontal, vertical, blocksWide, blocksHigh } = image.components[index]!;
      for (let y = 0; y < vertical; y += 1) {
        for (let x = 0; x < horizontal; x += 1) {
          const blockX = (mcu % image.mcusWide) * horizontal + x;
          const blockY = Math.floor(mcu / image.mcusWide) * vertical + y;
          if (blockX >= blocksWide || blockY >= blocksHigh) continue;
          if (recodeBlock(image, index, blockX, blockY, flags, photo)) count += 1;
        }
      }
    }
  }
  return count;
}

const held = new Float64Array(64);
const difference = new Float64Array(64);
const spectrum = new Float64Array(64);

function recodeBlock(
  image: JpegCoefficients,
  index: number,
  blockX: number,
  blockY: number,
  flags: Uint8Array,
  photo: RepairedPhoto,
): boolean {
  const component = image.components[index]!;
  const offset = (blockY * component.blocksPerRow + blockX) * 64;
  const cells = makeCellReader(image, index, flags, photo);
  inverseDct(component.coefficients, offset, component.quantiser, held);
  let isChanged = false;
  for (let cell = 0; cell < 64; cell += 1) {
    const wanted = cells(blockX * 8 + (cell & 7), blockY * 8 + (cell >> 3), held[cell]! + 128);
    difference[cell] = wanted;
    if (wanted !== 0) isChanged = true;
  }
  if (!isChanged) return false;
  forwardDct(difference, spectrum);
  addSpectrum(component, offset);
  return true;
}

function addSpectrum({ coefficients, quantiser }: ComponentCoefficients, offset: number): void {
  for (let k = 0; k < 64; k += 1) {
    const value = Math.round(coefficients[offset + k]! + spectrum[k]! / quantiser[k]!);
    const max = k === 0 ? maxDc : maxAc;
    coefficients[offset + k] = Math.min(max, Math.max(-max, value));
  }
}

/**
 * A reader of what is to be added to a cell of a component (which, subsampled, covers several pixels): the mean over
 * its changed pixels of (wanted - held), 0 where none changed. Unchanged pixels of a cell have no say, since the damage
 * has tinted them too: with a vote they would leave thin scratches as coloured lines.
 */
function makeCellReader(
  image: JpegCoefficients,
  index: number,
  flags: Uint8Array,
  { samples, walk, valueOf }: RepairedPhoto,
): (cellX: number, cellY: number, heldValue: number) => number {
  const { mcuWidth, mcuHeight, frame } = image;
  const component = image.components[index]!;
  const across = mcuWidth / (8 * component.horizontal);
  const down = mcuHeight / (8 * component.vertical);
  const stride = samplesPerPixel(samples);
  return (cellX, cellY, heldValue) => {
    let sum = 0;
    let count = 0;
    for (let j = 0; j < down; j += 1) {
      // Cells beyond the picture's edge follow its last pixels, so that no edge runs through the block.
      const y = Math.min(cellY * down + j, frame.height - 1);
      for (let i = 0; i < across; i += 1) {
        const x = Math.min(cellX * across + i, frame.width - 1);
        if (flags[(y % mcuHeight) * mcuWidth + (x % mcuWidth)] === 0) continue;
        const at = (walk.origin + x * walk.stepX + y * walk.stepY) * stride;
        sum += valueOf(samples.data, at, index) - heldValue;
        count += 1;
      }
    }
    return count === 0 ? 0 : sum / count;
  };
}
