// The second step of judge.ts: what the other candidates of a picture say about one.
import { probabilityOf } from './boosting.mjs';

/** Writes into each example of a picture what the engine knows of its company. */
export function addCompany({ companyOf }, picture) {
  const company = companyOf(picture.map(({ score }) => probabilityOf(score)));
  picture.forEach((example, i) => {
    example.company = company[i];
  });
}

/**
 * Logistic regression by gradient descent with a step of its own for each weight (Adam).
 * @param mostShare what `share` may count at most: a whole photo has many more candidates for each damage than a crop has
 */
export function fitCompany({ scoreInCompany }, own, mostShare = Infinity) {
  const weights = { bias: 0, own: 1, sure: 0, share: 0 };
  const names = Object.keys(weights);
  const first = Object.fromEntries(names.map((name) => [name, 0]));
  const second = { ...first };
  const steps = 700;
  for (let step = 1; step <= steps; step++) {
    const gradient = Object.fromEntries(names.map((name) => [name, 0]));
    for (const { score, company, label } of own) {
      const error = probabilityOf(scoreInCompany(score, company, weights)) - label;
      const inputs = { bias: 1, own: score, ...company };
      for (const name of names) gradient[name] += (error * inputs[name]) / own.length;
    }
    for (const name of names) {
      first[name] = 0.9 * first[name] + 0.1 * gradient[name];
      second[name] = 0.99 * second[name] + 0.01 * gradient[name] ** 2;
      const size = Math.sqrt(second[name] / (1 - 0.99 ** step)) + 1e-9;
      weights[name] -= (0.03 * (1 - step / steps) * first[name]) / (1 - 0.9 ** step) / size;
      // Damage never speaks against more of it.
      if (name !== 'bias') weights[name] = Math.max(0, weights[name]);
      if (name === 'share') weights[name] = Math.min(mostShare, weights[name]);
    }
  }
  return Object.fromEntries(names.map((name) => [name, Number(weights[name].toFixed(3))]));
}

/** Mean log loss of the examples' `confidence`. */
export function meanLoss(own) {
  const losses = own.map(({ label, confidence }) => -Math.log(label ? confidence : 1 - confidence));
  return losses.reduce((sum, loss) => sum + loss, 0) / own.length;
}
