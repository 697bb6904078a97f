/** Points along the middle of a line, evenly spaced, with the unit vector along it. */
export interface Centreline {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly dx: Float32Array;
  readonly dy: Float32Array;
  readonly lengthPx: number;
  readonly stepPx: number;
}

const smoothingPx = 3;
const tangentSpanPx = 8;
const mostStations = 600;

/** Smooths a path of pixels and walks along it, across its gaps, in equal steps. */
export function followPath(pathX: Float32Array, pathY: Float32Array, stepPx = 1.5): Centreline {
  const px = smoothValues(pathX);
  const py = smoothValues(pathY);
  let lengthPx = 0;
  for (let i = 1; i < px.length; i++)
    lengthPx += Math.hypot(px[i]! - px[i - 1]!, py[i]! - py[i - 1]!);
  const step = Math.max(stepPx, lengthPx / mostStations);
  const xs: number[] = [px[0]!];
  const ys: number[] = [py[0]!];
  let missing = step;
  for (let i = 1; i < px.length; i++) {
    const length = Math.hypot(px[i]! - px[i - 1]!, py[i]! - py[i - 1]!);
    for (; missing <= length; missing += step) {
      xs.push(px[i - 1]! + ((px[i]! - px[i - 1]!) * missing) / length);
      ys.push(py[i - 1]! + ((py[i]! - py[i - 1]!) * missing) / length);
    }
    missing -= length;
  }
  const x = Float32Array.from(xs);
  const y = Float32Array.from(ys);
  return { count: x.length, x, y, ...tangents(x, y, step), lengthPx, stepPx: step };
}

/** Means over up to `smoothingPx` pixels on each side; the ends stay where they are. */
function smoothValues(values: Float32Array): Float32Array {
  return values.map((_, i) => {
    const reach = Math.min(smoothingPx, i, values.length - 1 - i);
    let sum = 0;
    for (let j = i - reach; j <= i + reach; j++) sum += values[j]!;
    return sum / (2 * reach + 1);
  });
}

function tangents(x: Float32Array, y: Float32Array, step: number) {
  const reach = Math.max(1, Math.round(tangentSpanPx / 2 / step));
  const dx = new Float32Array(x.length);
  const dy = new Float32Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const a = Math.max(0, i - reach);
    const b = Math.min(x.length - 1, i + reach);
    const tx = x[b]! - x[a]!;
    const ty = y[b]! - y[a]!;
    const length = Math.hypot(tx, ty);
    dx[i] = length === 0 ? 1 : tx / length;
    dy[i] = length === 0 ? 0 : ty / length;
  }
  return { dx, dy };
}
