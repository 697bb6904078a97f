import { sureness } from './sensitivity';

/** What the other candidates of a photo say about one. */
export interface Company {
  /** Logarithm of one more than the number of others that are surely damage. */
  readonly sure: number;
  /** Logarithm of the share of all candidates that is probably damage. */
  readonly share: number;
}

/** Weights of a candidate's own log odds and of its company. */
export interface CompanyWeights extends Company {
  readonly bias: number;
  readonly own: number;
}

/** More sure damage than this says nothing more about the rest; in a large scan some of it is a mistake. */
const mostSure = 12;
const leastProbable = 0.25;
/**
 * The company of each of a photo's candidates, in their order.
 * @param probabilities that each is damage, judged by itself
 */
export function companyOf(probabilities: readonly number[]): readonly Company[] {
  const countProbable = (probability: number) => (probability > leastProbable ? probability : 0);
  const totalSure = sum(probabilities.map(sureness));
  const totalProbable = sum(probabilities.map(countProbable));
  return probabilities.map((probability) => {
    const otherSure = Math.max(0, totalSure - sureness(probability));
    const otherProbable = Math.max(0, totalProbable - countProbable(probability));
    return {
      sure: Math.log1p(Math.min(mostSure, otherSure)),
      share: Math.log((otherProbable + 0.3) / (probabilities.length + 10)),
    };
  });
}

/** Log odds of a candidate that has the log odds `score` by itself. */
export function scoreInCompany(score: number, company: Company, weights: CompanyWeights): number {
  const { bias, own, sure, share } = weights;
  return bias + own * score + sure * company.sure + share * company.share;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
