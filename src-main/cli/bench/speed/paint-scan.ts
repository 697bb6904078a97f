import { createGaussianField } from '../../../engine/random/gaussian-field';
import { createImageTensor } from '../../../engine/tensor/image-tensor';
import type { DamageMask, PhotoSamples } from '../../../../src-shared/model/photo';
import { drawMark, emptyDamageMask, type DamageMark } from './draw-mark';

/** A photo with the mask of its damage. */
export interface DamagedScan {
  readonly photo: PhotoSamples;
  readonly damageMask: DamageMask;
}

/** Side of the patch of grain that is laid out over the picture. */
const grainSidePx = 256;
/** Deviation of the grain in steps of 8 bits: that of a scanned print. */
const grainSteps = 4;

/**
 * A scan in 8-bit RGB of soft shapes and grain, white where the marks are. A pixel depends on its place alone, so that a
 * larger scan holds the smaller one in its corner.
 */
export function makeScan(width: number, height: number, marks: readonly DamageMark[]): DamagedScan {
  const damageMask = emptyDamageMask(width, height);
  for (const mark of marks) drawMark(damageMask, mark);
  return { photo: paintScan(damageMask), damageMask };
}

/** The scan that belongs to a mask. */
export function paintScan({ width, height, data: damage }: DamageMask): PhotoSamples {
  const data = new Uint8Array(width * height * 3);
  const grain = makeGrain();
  const across = [37, 53, 71].map((wave) => waveOf(width, wave));
  const down = [61, 43, 29].map((wave) => waveOf(height, wave));
  for (let y = 0, at = 0; y < height; y++) {
    const grainRow = (y % grainSidePx) * grainSidePx;
    for (let x = 0; x < width; x++, at += 3) {
      if (damage[y * width + x] !== 0) {
        data.fill(255, at, at + 3);
        continue;
      }
      const speck = grain[grainRow + (x % grainSidePx)]!;
      for (let channel = 0; channel < 3; channel++) {
        data[at + channel] = 120 + across[channel]![x]! + down[channel]![y]! + speck;
      }
    }
  }
  return { width, height, colourModel: 'rgb', hasAlpha: false, bitDepth: 8, data };
}

function waveOf(length: number, wavelengthPx: number): Float32Array {
  return Float32Array.from(
    { length },
    (_, position) => 30 * Math.sin(position / wavelengthPx) + 15 * Math.sin(position / 11),
  );
}

function makeGrain(): Float32Array {
  const plane = createImageTensor({ channels: 1, height: grainSidePx, width: grainSidePx });
  const region = { x: 0, y: 0, width: grainSidePx, height: grainSidePx };
  createGaussianField(1).fill(plane, 0, region);
  return plane.data.map((value) => grainSteps * value);
}
