import { EngineError } from '../errors';
import { describeShape, shapeOf, type ImageShape, type ImageTensor } from '../tensor/image-tensor';
import { quantiseBlocks } from './block-quantiser';
import { jpegTables } from './jpeg-tables';
import type { MeasurementOperator } from './operator';

/** Rows of RGB -> Y Cb Cr (ITU-T T.871, section 7) on levels -128 ... 127, and of the way back. */
const toYcc = [
  [0.299, 0.587, 0.114],
  [-0.168736, -0.331264, 0.5],
  [0.5, -0.418688, -0.081312],
];
const toRgb = [
  [1, 0, 1.402],
  [1, -0.344136, -0.714136],
  [1, 1.772, 0],
];
const transposed = (rows: number[][]) => rows.map((_, i) => rows.map((row) => row[i]!));

/** Levels of [-1, 1]: x = (level + 0.5) / 127.5, level = 127.5 x - 0.5. */
const levelsPerUnit = 127.5;

/** Whether colour is stored at half the resolution. */
export type ChromaSampling = '4:4:4' | '4:2:0';

/**
 * A picture saved as JPEG and opened again (ITU-T T.81, baseline): colour halved by means and doubled by repetition, blocks
 * rounded in frequency. Values are not clipped. Rounding has no derivative: the vjp takes it as if it were not there
 * (straight-through, Bengio et al. 2013, arXiv 1308.3432), without which the data term would never move the estimate.
 * @throws EngineError 'shape' unless the picture has three channels, 'settings' for a quality outside 1 to 100.
 */
export function createJpegOperator(
  inputShape: ImageShape,
  quality: number,
  sampling: ChromaSampling = '4:2:0',
): MeasurementOperator {
  const shape = shapeOf(inputShape);
  if (shape.channels !== 3) {
    throw new EngineError(
      'shape',
      `Expected 3 channels for JPEG but received ${describeShape(shape)}.`,
    );
  }
  const tables = jpegTables(quality);
  const { width, height } = shape;
  const step = sampling === '4:2:0' ? 2 : 1;
  return {
    name: `jpeg ${quality}`,
    inputShape: shape,
    outputShape: shape,
    forward(x, out) {
      const planes = mixChannels(x, toYcc, levelsPerUnit);
      // Grey has no colour offset, so the half level belongs to the luminance alone.
      const luminance = planes[0]!;
      for (let i = 0; i < luminance.length; i++) luminance[i]! -= 0.5;
      quantiseBlocks(luminance, width, height, tables.luminance);
      for (let i = 0; i < luminance.length; i++) luminance[i]! += 0.5;
      for (const plane of planes.slice(1)) {
        const small = halvePlane(plane, width, height, step);
        quantiseBlocks(small.data, small.width, small.height, tables.chrominance);
        repeatPlane(small.data, small.width, plane, width, step);
      }
      unmixChannels(planes, toRgb, 1 / levelsPerUnit, out);
    },
    vjp(_x, cotangent, out) {
      const planes = mixChannels(cotangent, transposed(toRgb), 1);
      for (const plane of planes.slice(1)) {
        const small = halvePlane(plane, width, height, step);
        repeatPlane(small.data, small.width, plane, width, step);
      }
      unmixChannels(planes, transposed(toYcc), 1, out);
    },
  };
}

/** Three planes, each factor * (row . colour). */
function mixChannels({ data }: ImageTensor, rows: number[][], factor: number): Float64Array[] {
  const count = data.length / 3;
  return rows.map(([red, green, blue]) =>
    Float64Array.from(
      { length: count },
      (_, i) =>
        factor * (red! * data[i]! + green! * data[count + i]! + blue! * data[2 * count + i]!),
    ),
  );
}

function unmixChannels(
  [first, second, third]: readonly Float64Array[],
  rows: number[][],
  factor: number,
  out: ImageTensor,
): void {
  const count = out.data.length / 3;
  rows.forEach(([a, b, c], channel) => {
    for (let i = 0; i < count; i++) {
      out.data[channel * count + i] =
        factor * (a! * first![i]! + b! * second![i]! + c! * third![i]!);
    }
  });
}

/** Means of step x step pixels, of fewer at an odd edge; with `repeatPlane` a symmetric projection. */
function halvePlane(plane: Float64Array, width: number, height: number, step: number) {
  const small = { width: Math.ceil(width / step), height: Math.ceil(height / step) };
  const data = new Float64Array(small.width * small.height);
  const counts = new Uint8Array(data.length);
  for (let i = 0; i < plane.length; i++) {
    const at = smallIndex(i, width, small.width, step);
    data[at]! += plane[i]!;
    counts[at]!++;
  }
  return { ...small, data: data.map((sum, i) => sum / counts[i]!) };
}

function repeatPlane(
  small: Float64Array,
  smallWidth: number,
  plane: Float64Array,
  width: number,
  step: number,
): void {
  for (let i = 0; i < plane.length; i++) plane[i] = small[smallIndex(i, width, smallWidth, step)]!;
}

function smallIndex(i: number, width: number, smallWidth: number, step: number): number {
  return Math.floor(Math.floor(i / width) / step) * smallWidth + Math.floor((i % width) / step);
}
