import { resultsOf, type ReportRequest } from './report';

/** A mean over cases and how far chance may have moved it. */
export interface Estimate {
  readonly mean: number;
  /** Standard error of the mean; 0 for a single case. */
  readonly error: number;
}

/** One number of calls of a method. */
export interface QualityPoint {
  readonly calls: number;
  readonly cases: number;
  /** PSNR above that of the harmonic fill of the same cases, dB. */
  readonly gainDb: Estimate;
  /** Result / truth. */
  readonly texture: Estimate;
}

/** A family of methods by calls, fewest first. */
export interface QualityLine {
  readonly family: string;
  readonly points: readonly QualityPoint[];
}

export type QualityRequest = Pick<ReportRequest, 'title' | 'methods' | 'cases' | 'results'>;

/** The method that all gains are measured from, by its name in a run. */
export const baseline = 'harmonic';

/**
 * What each family gains, case by case, on the membrane of the same case: so a point of fewer cases, as where calls are many,
 * still compares with its neighbours. Cases without a membrane do not count.
 */
export function collectLines(request: QualityRequest): readonly QualityLine[] {
  const membranes = new Map(
    resultsOf(baseline, request).map((result) => [keyOf(result), result.psnrDb]),
  );
  const families = [...new Set(request.methods.map(({ family }) => family))];
  return families.flatMap((family): QualityLine[] => {
    const points = request.methods
      .filter((method) => method.family === family && method.name !== baseline)
      .flatMap(({ name, calls }): QualityPoint[] => {
        const results = resultsOf(name, request).filter((result) => membranes.has(keyOf(result)));
        if (results.length === 0) return [];
        const gains = results.map((result) => result.psnrDb - membranes.get(keyOf(result))!);
        return [
          {
            calls,
            cases: results.length,
            gainDb: estimate(gains),
            texture: estimate(results.map(({ textureFraction }) => textureFraction)),
          },
        ];
      })
      .sort((a, b) => a.calls - b.calls);
    return points.length > 0 ? [{ family, points }] : [];
  });
}

const keyOf = ({ image, kind }: { readonly image: string; readonly kind: string }) =>
  `${kind} ${image}`;

/** Values that are no number, as the texture of a flat truth, are left out. */
function estimate(values: readonly number[]): Estimate {
  const finite = values.filter(Number.isFinite);
  const count = finite.length;
  const mean = finite.reduce((sum, value) => sum + value, 0) / count;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: count > 1 ? Math.sqrt(squares / (count - 1) / count) : 0 };
}
