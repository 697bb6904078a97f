import {
  samplesPerPixel,
  type ColourModel,
  type PhotoSamples,
} from '../../../src-shared/model/photo';
import { isJpegSegment } from '../headers/jpeg-header';
import type { JpegFrame, JpegSegment } from '../headers/jpeg-segments';
import { inverseDct } from './dct';
import { UnsupportedJpegError, type JpegCoefficients } from './jpeg-coefficients';

/** How a pixel's samples become the values of a JPEG's components, 0..255, level shift not applied. */
export type ComponentValue = (
  samples: Uint8Array | Uint16Array,
  at: number,
  component: number,
) => number;

/** Rows of the JFIF colour matrix: Y, Cb and Cr of R, G and B. */
const colourMatrix = [
  [0.299, 0.587, 0.114, 0],
  [-0.168735892, -0.331264108, 0.5, 128],
  [0.5, -0.418687589, -0.081312411, 128],
] as const;

/**
 * The way from decoded samples to components, by the same signs that decoders go by: JFIF, Adobe's segment, and the
 * letters R, G, B as component names. CMYK is decoded from inverted values where Adobe's segment is there.
 */
export function componentValues(
  frame: JpegFrame,
  segments: readonly JpegSegment[],
  colourModel: ColourModel,
): ComponentValue {
  if (colourModel === 'grey') return (samples, at) => samples[at]!;
  const adobe = segments.find((segment) => isJpegSegment(segment, 'APP14', Buffer.from('Adobe')));
  const transform = adobe?.data[11];
  if (colourModel === 'rgb') {
    const isJfif = segments.some((segment) =>
      isJpegSegment(segment, 'APP0', Buffer.from('JFIF\0')),
    );
    const names = String.fromCharCode(...frame.components.map(({ id }) => id));
    const isPlain = !isJfif && (transform === undefined ? names === 'RGB' : transform === 0);
    return isPlain ? (samples, at, component) => samples[at + component]! : lumaAndChroma;
  }
  if (transform === 2) {
    return (samples, at, component) =>
      component === 3 ? 255 - samples[at + 3]! : lumaAndChroma(samples, at, component);
  }
  return adobe
    ? (samples, at, component) => 255 - samples[at + component]!
    : (samples, at, component) => samples[at + component]!;
}

function lumaAndChroma(samples: Uint8Array | Uint16Array, at: number, component: number): number {
  const [red, green, blue, shift] = colourMatrix[component as 0 | 1 | 2];
  return red * samples[at]! + green * samples[at + 1]! + blue * samples[at + 2]! + shift;
}

/** Blocks of each component that are looked at, and how far a value may be off: rounding, clipping, smoothed chroma. */
const sampledBlocks = 200;
const maxDeviation = 12;

/**
 * Makes sure that `valueOf` gives, for pixels as decoded, what the coefficients hold: a file may be coded in a way that
 * its segments do not tell, and a repair must not come out in wrong colours. `decoded` is the top of the picture.
 * @throws UnsupportedJpegError when most of the values disagree.
 */
export function expectComponentValues(
  image: JpegCoefficients,
  decoded: PhotoSamples,
  valueOf: ComponentValue,
): void {
  image.components.forEach((component, index) => {
    const cellWidth = image.mcuWidth / (8 * component.horizontal);
    const cellHeight = image.mcuHeight / (8 * component.vertical);
    const blocksWide = Math.max(1, Math.floor(decoded.width / cellWidth / 8));
    const blocksHigh = Math.max(1, Math.floor(decoded.height / cellHeight / 8));
    const step = Math.max(1, Math.floor((blocksWide * blocksHigh) / sampledBlocks));
    const block = new Float64Array(64);
    let agreeing = 0;
    let total = 0;
    for (let number = 0; number < blocksWide * blocksHigh; number += step) {
      const [blockX, blockY] = [number % blocksWide, Math.floor(number / blocksWide)];
      const offset = (blockY * component.blocksPerRow + blockX) * 64;
      inverseDct(component.coefficients, offset, component.quantiser, block);
      for (let cell = 0; cell < 64; cell += 9) {
        const x = Math.floor((blockX * 8 + (cell & 7) + 0.5) * cellWidth);
        const y = Math.floor((blockY * 8 + (cell >> 3) + 0.5) * cellHeight);
        if (x >= decoded.width || y >= decoded.height) continue;
        const at = (y * decoded.width + x) * samplesPerPixel(decoded);
        total += 1;
        const held = Math.min(255, Math.max(0, block[cell]! + 128));
        if (Math.abs(valueOf(decoded.data, at, index) - held) <= maxDeviation) agreeing += 1;
      }
    }
    if (agreeing < total / 2) {
      throw new UnsupportedJpegError('its colours are coded in an unknown way');
    }
  });
}
