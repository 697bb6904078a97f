import sharp, { type Sharp } from 'sharp';
import { samplesPerPixel, type PhotoSamples } from '../../src-shared/model/photo';
import { makeTiff } from './make-tiff';

/** The properties of a test photo; RGB, 8 bit, no alpha where nothing else is said. */
export type PhotoKind = Partial<Pick<PhotoSamples, 'colourModel' | 'hasAlpha' | 'bitDepth'>>;

/** A small photo with smooth areas, an edge and grain, the same for the same arguments. */
export function makeSamples(width: number, height: number, kind: PhotoKind = {}): PhotoSamples {
  const { colourModel = 'rgb', hasAlpha = false, bitDepth = 8 } = kind;
  const stride = samplesPerPixel({ colourModel, hasAlpha });
  const max = bitDepth === 16 ? 65535 : 255;
  const length = width * height * stride;
  const data = bitDepth === 16 ? new Uint16Array(length) : new Uint8Array(length);
  const random = makeRandom(width * 7919 + height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let channel = 0; channel < stride; channel += 1) {
        const slope = (x * (channel + 1)) / width + y / height / (channel + 1);
        const edge = x + y > (width + height) / 2 ? 0.25 : 0;
        const value = 0.1 + 0.3 * (slope % 1) + edge + 0.05 * random();
        data[(y * width + x) * stride + channel] = Math.round(value * max);
      }
    }
  }
  return { width, height, colourModel, hasAlpha, bitDepth, data };
}

/** A generator of numbers in [0, 1) (Marsaglia's xorshift), the same for the same seed. */
export function makeRandom(seed: number): () => number {
  let state = (seed | 0) * 2 + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A sharp pipeline over samples that keeps their depth and colours; CMYK goes by way of a plain TIFF. */
export function sharpFrom(samples: PhotoSamples): Sharp {
  const { width, height, colourModel, bitDepth } = samples;
  if (colourModel === 'cmyk') {
    return sharp(makeTiff(samples), { ignoreIcc: true })
      .pipelineColourspace('cmyk')
      .toColourspace('cmyk');
  }
  const channels = samplesPerPixel(samples) as 1 | 2 | 3 | 4;
  const space =
    bitDepth === 16
      ? colourModel === 'grey'
        ? 'grey16'
        : 'rgb16'
      : colourModel === 'grey'
        ? 'b-w'
        : 'srgb';
  return sharp(samples.data, { raw: { width, height, channels } }).toColourspace(space);
}

/** The first bytes of a PNG that claims to be of any size: signature, IHDR, and an empty IDAT. */
export function makePngHeader(width: number, height: number): Buffer {
  const header = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  const rest = Buffer.from(
    '080200000000000000' + '0000000049444154' + '35af061e' + '0000000049454e44ae426082',
    'hex',
  );
  return Buffer.concat([header, size, rest]);
}

/** How many samples differ, and by how much at most. */
export function compareSamples(
  a: PhotoSamples,
  b: PhotoSamples,
): { differing: number; maxDifference: number } {
  if (a.data.length !== b.data.length) throw new Error('The photos differ in size.');
  let differing = 0;
  let maxDifference = 0;
  for (let index = 0; index < a.data.length; index += 1) {
    const difference = Math.abs(a.data[index]! - b.data[index]!);
    if (difference > 0) differing += 1;
    maxDifference = Math.max(maxDifference, difference);
  }
  return { differing, maxDifference };
}
