import { describe, expect, it } from 'vitest';
import { compositeRepair } from '../../../../src-main/session/composite';
import { collectDamagedPixels } from '../../../../src-main/session/layers/damaged-pixels';
import {
  canvasesOf,
  keepIteration,
  viewIteration,
} from '../../../../src-main/session/layers/iteration-picture';
import { applyLayer } from '../../../../src-main/session/layers/picture-layer';
import { makeSamples } from '../../../support/make-photos';
import { makeCanvases, makeLayer, makeStreaks, photoKinds } from '../../../support/sparse-pictures';

const width = 61;
const height = 43;
const whole = { x: 0, y: 0, width, height };

describe('a kept iteration', () => {
  it.each(photoKinds)('on $colourModel $bitDepth, alpha $hasAlpha: shows the composite', (kind) => {
    const photo = makeSamples(width, height, kind);
    const base = makeLayer(photo, 1);
    const mask = makeStreaks(width, height, 9);
    const repaired = makeCanvases(photo, mask, 10);
    const picture = applyLayer(photo, base);
    const kept = keepIteration(collectDamagedPixels(mask), repaired);
    const samples = photo.data.slice();
    viewIteration(base, kept).replaceIn(whole, samples);
    const expected = compositeRepair(picture, mask, repaired).data;
    // Half a step of the stored code is 0.75 of a 16-bit sample.
    const tolerance = photo.bitDepth === 16 ? 1 : 0;
    const differences = Array.from(samples, (sample, at) => Math.abs(sample - expected[at]!));
    expect(Math.max(...differences)).toBeLessThanOrEqual(1);
    const rounded = differences.filter((difference) => difference > tolerance).length;
    expect(rounded).toBeLessThan(samples.length / 500);
    const onCanvas = compositeRepair(picture, mask, canvasesOf(kept)).data;
    expect(samples).toEqual(onCanvas);
  });

  it('gives back canvases whose values differ by half a code at most', () => {
    const photo = makeSamples(width, height);
    const mask = makeStreaks(width, height, 9);
    const [repaired] = makeCanvases(photo, mask, 10);
    const [back] = canvasesOf(keepIteration(collectDamagedPixels(mask), [repaired!]));
    expect(back!.canvas.weights).toEqual(repaired!.canvas.weights);
    const differences = back!.canvas.values.flatMap((values, channel) =>
      Array.from(values, (value, slot) =>
        Math.abs(value - repaired!.canvas.values[channel]![slot]!),
      ),
    );
    expect(Math.max(...differences)).toBeLessThan(2.4e-5);
  });

  it('shows a window that waits for its neighbour in its own colours', () => {
    const photo = makeSamples(width, height);
    const mask = makeStreaks(width, height, 9);
    const [repaired] = makeCanvases(photo, mask, 10);
    const { canvas } = repaired!;
    canvas.weights.fill(0.5);
    for (const values of canvas.values) values.fill(0.3);
    const [back] = canvasesOf(keepIteration(collectDamagedPixels(mask), [repaired!]));
    expect(back!.canvas.values[0]![0]).toBeCloseTo(0.6, 4);
  });
});
