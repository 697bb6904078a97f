/** Grain is correlated over this many pixels each way at most. */
export const grainReach = 3;

/** Side of a grain filter and of a table of lags: -reach to reach. */
export const grainSide = 2 * grainReach + 1;

/** Period of the grid on which spectra are taken; filters wrap around nowhere inside their reach. */
const period = 16;

/** cos(2 pi k / 16), from square roots, which are the same bits on every machine. */
const cosines = makeCosines();

/**
 * The filter that turns white noise into noise of the given correlation: symmetric, of unit energy.
 * @param correlation by lag, grainSide x grainSide, row by row, 1 at the centre
 */
export function filterFromCorrelation(correlation: Float64Array): Float32Array {
  const amplitude = new Float64Array(period * period);
  for (let v = 0; v < period; v++) {
    for (let u = 0; u < period; u++) {
      // What is estimated may dip below 0, a spectrum may not.
      amplitude[v * period + u] = Math.sqrt(Math.max(0, sumCosines(correlation, u, v)));
    }
  }
  const filter = new Float32Array(grainSide * grainSide);
  for (let dy = -grainReach; dy <= grainReach; dy++) {
    for (let dx = -grainReach; dx <= grainReach; dx++) {
      let sum = 0;
      for (let v = 0; v < period; v++) {
        for (let u = 0; u < period; u++) {
          sum += amplitude[v * period + u]! * cosineOf(u * dx + v * dy);
        }
      }
      filter[lagIndex(dx, dy)] = sum;
    }
  }
  const energy = filter.reduce((sum, value) => sum + value * value, 0);
  return filter.map((value) => value / Math.sqrt(energy));
}

/** Correlation, at a lag, of two noises made from the same white noise by two filters: sum of a(p) b(p + lag). */
export function correlationOfFilters(
  a: Float32Array,
  b: Float32Array,
  lagX: number,
  lagY: number,
): number {
  let sum = 0;
  for (let dy = -grainReach; dy <= grainReach; dy++) {
    for (let dx = -grainReach; dx <= grainReach; dx++) {
      const inside = Math.max(Math.abs(dx + lagX), Math.abs(dy + lagY)) <= grainReach;
      if (inside) sum += a[lagIndex(dx, dy)]! * b[lagIndex(dx + lagX, dy + lagY)]!;
    }
  }
  return sum;
}

/** Place of a lag in a table of lags. */
export function lagIndex(dx: number, dy: number): number {
  return (dy + grainReach) * grainSide + dx + grainReach;
}

function sumCosines(table: Float64Array, u: number, v: number): number {
  let sum = 0;
  for (let dy = -grainReach; dy <= grainReach; dy++) {
    for (let dx = -grainReach; dx <= grainReach; dx++) {
      sum += table[lagIndex(dx, dy)]! * cosineOf(u * dx + v * dy);
    }
  }
  return sum;
}

function cosineOf(phase: number): number {
  return cosines[phase & (period - 1)]!;
}

function makeCosines(): Float64Array {
  const eighth = Math.SQRT1_2;
  const firstQuarter = [1, Math.sqrt((1 + eighth) / 2), eighth, Math.sqrt((1 - eighth) / 2), 0];
  return Float64Array.from({ length: period }, (_, k) => {
    const half = k > period / 2 ? period - k : k;
    return half <= period / 4 ? firstQuarter[half]! : -firstQuarter[period / 2 - half]!;
  });
}
