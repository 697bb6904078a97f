import type { ImageTensor } from '../tensor/image-tensor';
import { levelAt, lumaOf, type Grain } from './grain-model';
import { correlationOfFilters } from './grain-spectrum';

/** Side of the cells for which the fill's own grain is judged; each together with its neighbours. */
const cellPx = 8;

/** Fewer second differences than this tell nothing of a place. */
const fewestSamples = 40;

/** What is measured of present grain scatters; taken for this much more, full grain is hardly ever added to. */
const benefitOfDoubt = 1.25;

/** Median magnitude of a standard normal value. */
const medianOfNormal = 0.6745;

/** Steps across which second differences are taken: across, down and the two diagonals. */
const directions = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;

/**
 * The factor, [0, 1] a pixel of the hole, by which grain must be added to what the fill has: sqrt(1 - present variance).
 *
 * Present grain is measured by second differences between hole pixels alone, so that it works in a scratch two pixels wide
 * and the observed neighbours do not count; divided by what full grain would show they are standard normal. Their local
 * median ignores a few edges, and where texture fills the place it says that nothing is missing.
 */
export function findMissingGrain(image: ImageTensor, hole: Uint8Array, grain: Grain): Float32Array {
  const { height, width } = image;
  const columns = Math.ceil(width / cellPx);
  const rows = Math.ceil(height / cellPx);
  const samples: number[][] = Array.from({ length: rows * columns }, () => []);
  collectSamples(image, hole, grain, (x, y, magnitude) => {
    samples[Math.floor(y / cellPx) * columns + Math.floor(x / cellPx)]!.push(magnitude);
  });
  const everywhere = missingOf(samples.flat()) ?? 1;
  const cells = Float32Array.from(samples, (_, cell) => {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    const around: number[] = [];
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        around.push(...samples[r * columns + c]!);
      }
    }
    return missingOf(around) ?? everywhere;
  });
  return interpolateCells(cells, rows, columns, height, width);
}

/** Undefined where there are too few samples. */
function missingOf(magnitudes: number[]): number | undefined {
  if (magnitudes.length < fewestSamples) return undefined;
  const median = Float32Array.from(magnitudes).sort()[magnitudes.length >> 1]!;
  return Math.sqrt(Math.max(0, 1 - benefitOfDoubt * (median / medianOfNormal) ** 2));
}

function collectSamples(
  image: ImageTensor,
  hole: Uint8Array,
  grain: Grain,
  take: (x: number, y: number, magnitude: number) => void,
): void {
  const { channels, height, width, data } = image;
  const luma = lumaOf(image);
  for (let channel = 0; channel < channels; channel++) {
    const start = channel * hole.length;
    const filter = grain.filters[channel]!;
    for (const [dx, dy] of directions) {
      const step = dy * width + dx;
      const near = correlationOfFilters(filter, filter, dx, dy);
      const far = correlationOfFilters(filter, filter, 2 * dx, 2 * dy);
      // Variance of n(p - d) - 2 n(p) + n(p + d) for grain of unit level.
      const spread = Math.sqrt(Math.max(1e-6, 6 - 8 * near + 2 * far));
      for (let y = Math.abs(dy); y < height - Math.abs(dy); y++) {
        for (let x = 1; x < width - 1; x++) {
          const index = y * width + x;
          if (hole[index] === 0 || hole[index - step] === 0 || hole[index + step] === 0) continue;
          const level = levelAt(grain, channel, luma[index]!);
          if (level === 0) continue;
          const at = start + index;
          const bend = data[at - step]! - 2 * data[at]! + data[at + step]!;
          take(x, y, Math.abs(bend) / (spread * level));
        }
      }
    }
  }
}

/** Linear between the cells' centres, level beyond them. */
function interpolateCells(
  cells: Float32Array,
  rows: number,
  columns: number,
  height: number,
  width: number,
): Float32Array {
  const across = centresAround(width, columns);
  const down = centresAround(height, rows);
  return Float32Array.from({ length: height * width }, (_, index) => {
    const row = down[Math.floor(index / width)]!;
    const column = across[index % width]!;
    const mix = (r: number) =>
      (1 - column.fraction) * cells[r * columns + column.before]! +
      column.fraction * cells[r * columns + column.after]!;
    return (1 - row.fraction) * mix(row.before) + row.fraction * mix(row.after);
  });
}

function centresAround(length: number, count: number) {
  return Array.from({ length }, (_, position) => {
    const place = Math.max(0, Math.min(count - 1, (position + 0.5) / cellPx - 0.5));
    const before = Math.floor(place);
    return { before, after: Math.min(count - 1, before + 1), fraction: place - before };
  });
}
