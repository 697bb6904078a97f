/** Residuals of one iteration. */
export interface ResidualPoint {
  /** 1-based. */
  readonly iteration: number;
  readonly dataResidual: number;
  readonly priorResidual: number;
}

/** Maps residuals to the chart: x by iteration, y by logarithm, largest at the top. */
export interface ChartScale {
  readonly x: (iteration: number) => number;
  readonly y: (residual: number) => number;
}

/** Residuals below this share of the largest are drawn at the lower edge: 0 has no logarithm. */
const smallestShare = 1e-6;

/** @param last the iteration at the right edge; 0 is at the left one */
export function makeChartScale(
  points: readonly ResidualPoint[],
  last: number,
  widthPx: number,
  heightPx: number,
): ChartScale {
  const values = points.flatMap(({ dataResidual, priorResidual }) => [dataResidual, priorResidual]);
  const most = Math.max(Number.MIN_VALUE, ...values);
  const positive = values.filter((value) => value > most * smallestShare);
  const least = Math.min(most / 2, ...positive);
  const span = Math.log(most / least);
  return {
    x: (iteration) => (last === 0 ? 0 : (iteration / last) * widthPx),
    y: (residual) =>
      Math.min(heightPx, (Math.log(most / Math.max(residual, least)) / span) * heightPx),
  };
}

/** A polyline's points for SVG. */
export function toPolyline(
  points: readonly ResidualPoint[],
  residual: 'dataResidual' | 'priorResidual',
  { x, y }: ChartScale,
): string {
  return points
    .map((point) => `${x(point.iteration).toFixed(1)},${y(point[residual]).toFixed(1)}`)
    .join(' ');
}
