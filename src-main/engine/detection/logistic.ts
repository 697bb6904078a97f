/** A logistic regression on features, their squares, and products of a few pairs. */
export interface LogisticModel {
  readonly bias: number;
  /** Means and spreads that the features are brought to 0 and 1 with, in the order of the features. */
  readonly means: readonly number[];
  readonly spreads: readonly number[];
  /** For each pair i <= j of standardised features in order (0,0), (0,1) ... after one weight a feature. */
  readonly weights: readonly number[];
}

/** Probability in 0..1. */
export function logisticProbability(model: LogisticModel, features: readonly number[]): number {
  let sum = model.bias;
  const terms = expandFeatures(model, features);
  for (let i = 0; i < terms.length; i++) sum += model.weights[i]! * terms[i]!;
  return 1 / (1 + Math.exp(-sum));
}

/** The standardised features, then all products of two of them, squares included. */
export function expandFeatures(
  { means, spreads }: Pick<LogisticModel, 'means' | 'spreads'>,
  features: readonly number[],
): number[] {
  const terms = features.map((value, i) => (value - means[i]!) / spreads[i]!);
  const count = terms.length;
  for (let i = 0; i < count; i++) {
    for (let j = i; j < count; j++) terms.push(Math.max(-6, Math.min(6, terms[i]! * terms[j]!)));
  }
  return terms;
}
