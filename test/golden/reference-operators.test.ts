import { describe, expect, it } from 'vitest';
import { createAveragePoolingOperator } from '../../src-main/engine/operators/average-pooling';
import { createBicubicOperator } from '../../src-main/engine/operators/bicubic';
import { createClippedExposureOperator } from '../../src-main/engine/operators/clipped-exposure';
import { createGreyMeanOperator } from '../../src-main/engine/operators/grey-mean';
import { createInpaintingOperator } from '../../src-main/engine/operators/inpainting';
import { isLinear, type MeasurementOperator } from '../../src-main/engine/operators/operator';
import { createLinearSchedule } from '../../src-main/engine/schedule/noise-schedule';
import { createImageTensor } from '../../src-main/engine/tensor/image-tensor';
import { createPublishedDeblurOperator } from '../support/published-deblur';
import {
  isReferencePresent,
  readReferenceBytes,
  readReferenceFloats,
} from '../support/reddiff-reference';

const shape = { channels: 3, height: 16, width: 16 };

const operators: Record<string, (name: string) => MeasurementOperator> = {
  'inpaint-conv-linear': observed,
  'inpaint-gaussian-linear': observed,
  'sr4-conv-square': () => createAveragePoolingOperator(shape, 4),
  'sr4-gaussian-linear': () => createAveragePoolingOperator(shape, 4),
  'bicubic4-conv-linear': () => createBicubicOperator(shape, 4),
  'colour-conv-linear': () => createGreyMeanOperator(shape, [0.3333, 0.3334, 0.3333]),
  'hdr-conv-linear': () => createClippedExposureOperator(shape),
  'deblur-gaussian-log': (name) =>
    createPublishedDeblurOperator(
      createImageTensor(shape, readReferenceFloats(name, 'truth.f32')),
      createImageTensor(shape, readReferenceFloats(name, 'measurement.f32')),
    ),
};

function observed(name: string): MeasurementOperator {
  const bytes = readReferenceBytes(name, 'mask.u8');
  return createInpaintingOperator(shape, createImageTensor(shape, Float32Array.from(bytes)));
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

// The reference trajectories are data beside the checkout, no part of it.
describe.runIf(isReferencePresent)('operators of the published code', () => {
  it.each(Object.keys(operators))('%s: A(truth) is the recorded measurement', (name) => {
    const operator = operators[name]!(name);
    const measured = createImageTensor(operator.outputShape);
    operator.forward(createImageTensor(shape, readReferenceFloats(name, 'truth.f32')), measured);
    expect(
      largestDifference(measured.data, readReferenceFloats(name, 'measurement.f32')),
    ).toBeLessThan(1e-5);
  });

  it.each(Object.keys(operators))('%s: A^+ y is the recorded start', (name) => {
    const operator = operators[name]!(name);
    if (!isLinear(operator)) return;
    const y = createImageTensor(operator.outputShape, readReferenceFloats(name, 'measurement.f32'));
    const start = createImageTensor(shape);
    operator.pseudoInverse!(y, start);
    expect(largestDifference(start.data, readReferenceFloats(name, 'mu_init.f32'))).toBeLessThan(
      5e-5,
    );
  });
});

describe.runIf(isReferencePresent)('noise schedule of the published code', () => {
  it('has the recorded alphaBar at every timestep', () => {
    const recorded = readReferenceFloats('.', 'alpha_bar_with_leading_one.f32');
    const schedule = createLinearSchedule();
    const computed = Float32Array.from(recorded, (_, i) =>
      i === 0 ? 1 : schedule.alphaBar(i - 1),
    );
    expect(largestDifference(computed, recorded)).toBeLessThan(1e-6);
  });
});
