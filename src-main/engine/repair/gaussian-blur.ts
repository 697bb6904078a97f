import { reflectCoordinate } from './damage-field';

/** Gaussian blur of one plane, height x width, mirrored at its edges; the kernel ends at three standard deviations. */
export function blurPlane(
  plane: Float32Array,
  height: number,
  width: number,
  sigma: number,
): Float32Array {
  const kernel = gaussianKernel(sigma);
  const rows = blurAlong(plane, kernel, { lines: height, length: width, line: width, step: 1 });
  return blurAlong(rows, kernel, { lines: width, length: height, line: 1, step: width });
}

function gaussianKernel(sigma: number): Float32Array {
  const radius = Math.ceil(3 * sigma);
  const kernel = Float32Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const sum = kernel.reduce((total, value) => total + value, 0);
  return kernel.map((value) => value / sum);
}

interface Lines {
  readonly lines: number;
  readonly length: number;
  /** Distance of the first elements of two lines, and of two elements of one. */
  readonly line: number;
  readonly step: number;
}

function blurAlong(
  from: Float32Array,
  kernel: Float32Array,
  { lines, length, line, step }: Lines,
): Float32Array {
  const to = new Float32Array(from.length);
  const radius = kernel.length >> 1;
  const padded = new Float32Array(length + 2 * radius);
  for (let n = 0; n < lines; n++) {
    const start = n * line;
    for (let i = -radius; i < length + radius; i++) {
      padded[i + radius] = from[start + reflectCoordinate(i, length) * step]!;
    }
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let tap = 0; tap < kernel.length; tap++) sum += kernel[tap]! * padded[i + tap]!;
      to[start + i * step] = sum;
    }
  }
  return to;
}
