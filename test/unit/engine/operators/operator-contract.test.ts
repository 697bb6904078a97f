import { describe, expect, it } from 'vitest';
import { isLinear } from '../../../../src-main/engine/operators/operator';
import { createImageTensor, shapeOf } from '../../../../src-main/engine/tensor/image-tensor';
import { addScaled, dot, norm, subtract } from '../../../../src-main/engine/tensor/ops';
import { adjointnessError, apply, applyAdjoint, estimateNorm } from '../../../support/adjointness';
import {
  linearOperators,
  nonLinearOperators,
  roundingOperators,
} from '../../../support/operator-list';
import { constantImage, largestDifference, randomImage } from '../../../support/random-image';

const everyOperator = { ...linearOperators, ...nonLinearOperators, ...roundingOperators };
const closedForms = (form: 'prox' | 'pseudoInverse') =>
  Object.entries(linearOperators).filter(([, create]) => create()[form] !== undefined);

describe.each(Object.entries(everyOperator))('%s', (_name, create) => {
  const operator = create();
  const x = randomImage(operator.inputShape, 1, 0.4);

  it('gives the same bits twice and leaves its argument alone', () => {
    const before = x.data.slice();
    const first = apply(operator, x);
    expect(shapeOf(first)).toEqual(operator.outputShape);
    expect(apply(operator, x).data).toEqual(first.data);
    expect(apply(create(), x).data).toEqual(first.data);
    expect(x.data).toEqual(before);
  });

  it('overwrites whatever the output held', () => {
    const dirty = constantImage(operator.outputShape, NaN);
    operator.forward(x, dirty);
    expect(dirty.data).toEqual(apply(operator, x).data);
    const cotangent = randomImage(operator.outputShape, 2);
    const dirtyBack = constantImage(operator.inputShape, NaN);
    const back = createImageTensor(operator.inputShape);
    operator.vjp(x, cotangent, dirtyBack);
    operator.vjp(x, cotangent, back);
    expect(dirtyBack.data).toEqual(back.data);
  });

  it('tells the solver which way to go: the gradient of its data term is not zero', () => {
    const residual = apply(operator, x);
    subtract(residual.data, apply(operator, randomImage(x, 3, 0.4)).data, residual.data);
    const gradient = createImageTensor(operator.inputShape);
    operator.vjp(x, residual, gradient);
    expect(norm(gradient.data)).toBeGreaterThan(1e-2 * norm(residual.data));
  });
});

describe.each(Object.entries(linearOperators))('%s is linear', (_name, create) => {
  const operator = create();

  it('has an adjoint: <A x, v> = <x, A^T v>', () => {
    for (const seed of [1, 2, 3]) expect(adjointnessError(operator, seed)).toBeLessThan(1e-5);
  });

  it('maps sums to sums', () => {
    const [a, b] = [randomImage(operator.inputShape, 4), randomImage(operator.inputShape, 5)];
    const expected = apply(operator, a);
    addScaled(expected.data, -1.7, apply(operator, b).data, expected.data);
    addScaled(a.data, -1.7, b.data, a.data);
    expect(largestDifference(apply(operator, a), expected)).toBeLessThan(2e-6);
  });

  it('has its adjoint as vjp, wherever', () => {
    const cotangent = randomImage(operator.outputShape, 6);
    const out = createImageTensor(operator.inputShape);
    operator.vjp(randomImage(operator.inputShape, 7), cotangent, out);
    expect(out.data).toEqual(applyAdjoint(operator, cotangent).data);
    expect(isLinear(operator)).toBe(true);
  });

  it('stays below its norm bound, which is not far off', () => {
    const estimate = estimateNorm(operator);
    expect(estimate).toBeLessThanOrEqual(operator.normBound * (1 + 1e-6));
    expect(estimate).toBeGreaterThan(0.5 * operator.normBound);
  });
});

describe.each(Object.entries(nonLinearOperators))('%s is not linear', (_name, create) => {
  it('has a vjp that agrees with finite differences', () => {
    const operator = create();
    expect(isLinear(operator)).toBe(false);
    // Below 0.4: no pixel at the clipping edge of +-0.5, where there is no derivative.
    const x = randomImage(operator.inputShape, 8, 0.1);
    const direction = randomImage(operator.inputShape, 9, 0.1);
    const cotangent = randomImage(operator.outputShape, 10);
    const step = 1e-2;
    const [forward, backward] = [step, -step].map((factor) => {
      const moved = createImageTensor(operator.inputShape);
      addScaled(x.data, factor, direction.data, moved.data);
      return apply(operator, moved);
    });
    const change = createImageTensor(operator.outputShape);
    subtract(forward!.data, backward!.data, change.data);
    const gradient = createImageTensor(operator.inputShape);
    operator.vjp(x, cotangent, gradient);
    const expected = dot(change.data, cotangent.data) / (2 * step);
    // The inner product of the random gradient and direction is of this size, so it must fit to half a percent of it.
    const typical = (norm(gradient.data) * norm(direction.data)) / Math.sqrt(x.data.length);
    expect(Math.abs(dot(gradient.data, direction.data) - expected)).toBeLessThan(5e-3 * typical);
  });
});

describe.each(closedForms('prox'))('the closed prox of %s', (_name, create) => {
  it.each([1e-3, 0.1, 10])('makes the gradient of its objective vanish for rho = %d', (rho) => {
    const operator = create();
    const y = randomImage(operator.outputShape, 11);
    const z = randomImage(operator.inputShape, 12);
    const x = createImageTensor(operator.inputShape);
    operator.prox!(y, z, rho, x);
    const residual = apply(operator, x);
    subtract(residual.data, y.data, residual.data);
    const gradient = applyAdjoint(operator, residual);
    for (let i = 0; i < x.data.length; i++) gradient.data[i]! += rho * (x.data[i]! - z.data[i]!);
    expect(norm(gradient.data)).toBeLessThan(1e-5 * (norm(y.data) + rho * norm(z.data)));
  });
});

describe.each(closedForms('pseudoInverse'))('the pseudo-inverse of %s', (_name, create) => {
  const operator = create();
  const invert = operator.pseudoInverse!;
  const project = (x: ReturnType<typeof apply>) => {
    const out = createImageTensor(operator.inputShape);
    invert(apply(operator, x), out);
    return out;
  };

  it('explains what can be explained: A A^+ A = A', () => {
    const x = randomImage(operator.inputShape, 13);
    expect(largestDifference(apply(operator, project(x)), apply(operator, x))).toBeLessThan(5e-6);
  });

  it('adds nothing that was not measured: A^+ A is a symmetric projection', () => {
    const [a, b] = [randomImage(operator.inputShape, 14), randomImage(operator.inputShape, 15)];
    const [projectedA, projectedB] = [project(a), project(b)];
    expect(largestDifference(project(projectedA), projectedA)).toBeLessThan(2e-5);
    expect(Math.abs(dot(projectedA.data, b.data) - dot(a.data, projectedB.data))).toBeLessThan(
      1e-5 * norm(a.data) * norm(b.data),
    );
  });
});
