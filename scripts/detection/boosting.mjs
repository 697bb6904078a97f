// Gradient boosting of depth 3 trees on log loss, with features that may only raise or only lower the answer.

const depth = 3;
const nodeCount = 2 ** depth - 1;
const leafCount = 2 ** depth;
const shrinkage = 0.15;
const sampledShare = 0.7;
/** Pulls leaves of few examples towards 0; and no leaf may hold less weight than this. */
const regularisation = 10;
const leastWeight = 1.5;
const cutsPerFeature = 40;

export const probabilityOf = (score) => 1 / (1 + Math.exp(-score));

/**
 * Fits trees.
 * @param examples objects with `features` and `label` 0 or 1
 * @param directions for each feature 1: may only raise the probability, -1: only lower it, 0: either
 */
export function fitTrees(examples, directions, treeCount) {
  const cuts = directions.map((_, feature) => chooseCuts(examples, feature));
  const bins = examples.map(({ features }) =>
    Uint8Array.from(
      features,
      (value, feature) => cuts[feature].filter((cut) => value >= cut).length,
    ),
  );
  const labels = Float64Array.from(examples, ({ label }) => label);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const base = Math.log(positives / (labels.length - positives));
  const scores = new Float64Array(labels.length).fill(base);
  const random = createRandom(3);
  const trees = [];
  while (trees.length < treeCount) {
    const gradients = new Float64Array(labels.length);
    const weights = new Float64Array(labels.length);
    for (let i = 0; i < labels.length; i++) {
      if (random() > sampledShare) continue;
      const probability = probabilityOf(scores[i]);
      gradients[i] = labels[i] - probability;
      weights[i] = Math.max(1e-6, probability * (1 - probability));
    }
    const tree = growTree({ bins, cuts, directions, gradients, weights });
    for (let i = 0; i < labels.length; i++) scores[i] += tree.leaves[tree.leafOf[i]];
    trees.push({ features: tree.features, thresholds: tree.thresholds, leaves: tree.leaves });
  }
  return { base, trees };
}

/** Log odds of one example. */
export function scoreTrees({ base, trees }, values) {
  return trees.reduce((score, { features, thresholds, leaves }) => {
    let node = 0;
    for (let level = 0; level < depth; level++) {
      node = 2 * node + (values[features[node]] >= thresholds[node] ? 2 : 1);
    }
    return score + leaves[node - nodeCount];
  }, base);
}

/** Quantiles of all examples and of the positive ones, rounded as they will be written. */
function chooseCuts(examples, feature) {
  const cuts = new Set();
  for (const chosen of [examples, examples.filter(({ label }) => label === 1)]) {
    const values = chosen.map(({ features }) => features[feature]).sort((a, b) => a - b);
    for (let part = 1; part < cutsPerFeature / 2; part++) {
      cuts.add(Number(values[Math.floor((2 * part * values.length) / cutsPerFeature)].toFixed(3)));
    }
  }
  return [...cuts].sort((a, b) => a - b);
}

function growTree({ bins, cuts, directions, gradients, weights }) {
  const nodeOf = new Uint8Array(bins.length);
  const features = new Array(nodeCount).fill(0);
  const thresholds = new Array(nodeCount).fill(Infinity);
  const bounds = [[-Infinity, Infinity]];
  for (let level = 0; level < depth; level++) {
    const first = 2 ** level - 1;
    const sums = sumByBin({ bins, gradients, weights, nodeOf, first, count: 2 ** level, cuts });
    const splits = sums.map((sum, i) => chooseSplit(sum, bounds[first + i], directions, cuts));
    splits.forEach(({ feature, bin, lower, upper }, i) => {
      const node = first + i;
      features[node] = feature;
      if (bin !== Infinity) thresholds[node] = cuts[feature][bin];
      bounds[2 * node + 1] = lower;
      bounds[2 * node + 2] = upper;
    });
    for (let i = 0; i < bins.length; i++) {
      const { feature, bin } = splits[nodeOf[i] - first];
      nodeOf[i] = 2 * nodeOf[i] + (bins[i][feature] > bin ? 2 : 1);
    }
  }
  const gradientSums = new Float64Array(leafCount);
  const weightSums = new Float64Array(leafCount);
  const leafOf = nodeOf.map((node) => node - nodeCount);
  leafOf.forEach((leaf, i) => {
    gradientSums[leaf] += gradients[i];
    weightSums[leaf] += weights[i];
  });
  const leaves = Array.from(gradientSums, (sum, leaf) =>
    Number((shrinkage * leafValue(sum, weightSums[leaf], bounds[nodeCount + leaf])).toFixed(3)),
  );
  return { features, thresholds, leaves, leafOf };
}

function sumByBin({ bins, gradients, weights, nodeOf, first, count, cuts }) {
  const empty = () => cuts.map(({ length }) => new Float64Array(length + 1));
  const sums = Array.from({ length: count }, () => ({ gradients: empty(), weights: empty() }));
  for (let i = 0; i < bins.length; i++) {
    if (weights[i] === 0) continue;
    const sum = sums[nodeOf[i] - first];
    bins[i].forEach((bin, feature) => {
      sum.gradients[feature][bin] += gradients[i];
      sum.weights[feature][bin] += weights[i];
    });
  }
  return sums;
}

const leafValue = (gradient, weight, [low, high]) =>
  Math.max(low, Math.min(high, gradient / (weight + regularisation)));

const gainOf = (gradient, weight, value) =>
  2 * gradient * value - (weight + regularisation) * value * value;

/** The split of the largest gain whose two values rise or fall as the feature may; none gives a node that all go left of. */
function chooseSplit(sums, bounds, directions, cuts) {
  const total = (values) => values[0].reduce((sum, value) => sum + value, 0);
  const gradient = total(sums.gradients);
  const weight = total(sums.weights);
  const whole = gainOf(gradient, weight, leafValue(gradient, weight, bounds));
  let best = { gain: 1e-3, feature: 0, bin: Infinity, lower: bounds, upper: bounds };
  cuts.forEach(({ length }, feature) => {
    let leftGradient = 0;
    let leftWeight = 0;
    for (let bin = 0; bin < length; bin++) {
      leftGradient += sums.gradients[feature][bin];
      leftWeight += sums.weights[feature][bin];
      const rightGradient = gradient - leftGradient;
      const rightWeight = weight - leftWeight;
      if (Math.min(leftWeight, rightWeight) < leastWeight) continue;
      const left = leafValue(leftGradient, leftWeight, bounds);
      const right = leafValue(rightGradient, rightWeight, bounds);
      if (directions[feature] * (right - left) < 0) continue;
      const gain =
        gainOf(leftGradient, leftWeight, left) + gainOf(rightGradient, rightWeight, right) - whole;
      if (gain <= best.gain) continue;
      best = {
        gain,
        feature,
        bin,
        ...splitBounds(bounds, directions[feature], (left + right) / 2),
      };
    }
  });
  return best;
}

/** What lies right of a rising feature may never fall below the middle between the two sides, and the other way round. */
function splitBounds([low, high], direction, middle) {
  if (direction === 0) return { lower: [low, high], upper: [low, high] };
  const below = [low, middle];
  const above = [middle, high];
  return direction > 0 ? { lower: below, upper: above } : { lower: above, upper: below };
}

function createRandom(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296;
}
