/** Boosted trees of depth 3: the log odds are the base plus one leaf of each tree. */
export interface BoostedTrees {
  readonly base: number;
  /** Seven of each tree, level by level: which feature decides. */
  readonly features: readonly number[];
  /** Seven of each tree: values from here on go right. */
  readonly thresholds: readonly number[];
  /** Eight of each tree, from left to right. */
  readonly leaves: readonly number[];
}

const depth = 3;
const nodeCount = 2 ** depth - 1;

/** Log odds. */
export function treeScore(model: BoostedTrees, values: readonly number[]): number {
  const { base, features, thresholds, leaves } = model;
  let score = base;
  for (let tree = 0; tree * nodeCount < features.length; tree++) {
    let node = 0;
    for (let level = 0; level < depth; level++) {
      const at = tree * nodeCount + node;
      node = 2 * node + (values[features[at]!]! >= thresholds[at]! ? 2 : 1);
    }
    score += leaves[tree * (nodeCount + 1) + node - nodeCount]!;
  }
  return score;
}

/** Log odds as a probability in 0..1. */
export function probabilityOf(score: number): number {
  return 1 / (1 + Math.exp(-score));
}
