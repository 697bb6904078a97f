import { describe, expect, it } from 'vitest';
import {
  changedRegion,
  combineLayers,
  countLayerChangesOutside,
} from '../../../../src-main/session/layers/combine-layers';
import { readMask } from '../../../../src-main/session/layers/mask-tiles';
import {
  applyLayer,
  countReconstructed,
  originalLayer,
} from '../../../../src-main/session/layers/picture-layer';
import { samplesPerPixel } from '../../../../src-shared/model/photo';
import { makeSamples } from '../../../support/make-photos';
import { makeLayer, makeStreaks, photoKinds } from '../../../support/sparse-pictures';

const width = 61;
const height = 43;
const everywhere = () => 255;

describe('combineLayers', () => {
  it.each(photoKinds)(
    'on $colourModel $bitDepth, alpha $hasAlpha: blends sample by sample',
    (kind) => {
      const photo = makeSamples(width, height, kind);
      const base = makeLayer(photo, 1);
      const from = makeLayer(photo, 20);
      const mask = makeStreaks(width, height, 30);
      const combined = combineLayers(photo, base, from, readMask(mask));
      const [was, taken, is] = [base, from, combined].map((layer) => applyLayer(photo, layer).data);
      const stride = samplesPerPixel(photo);
      const expected = was!.map((sample, at) => {
        const fraction = mask.data[Math.floor(at / stride)]! / 255;
        return Math.round(sample + fraction * (taken![at]! - sample));
      });
      expect(is).toEqual(expected);
      expect(countLayerChangesOutside(photo, base, combined, readMask(mask))).toBe(0);
      expect(countLayerChangesOutside(photo, base, combined, () => 0)).toBeGreaterThan(0);
    },
  );

  it('brings the original back wholly, so that nothing is left of the layer', () => {
    const photo = makeSamples(width, height);
    const base = makeLayer(photo, 1);
    expect(countReconstructed(base)).toBeGreaterThan(100);
    const erased = combineLayers(photo, base, originalLayer(photo), everywhere);
    expect(countReconstructed(erased)).toBe(0);
    expect(erased.samples).toHaveLength(0);
  });

  it('keeps a trace where the original is brought back in part', () => {
    const photo = makeSamples(width, height, { bitDepth: 16 });
    let layer = makeLayer(photo, 1);
    for (let stroke = 0; stroke < 5; stroke++) {
      layer = combineLayers(photo, layer, originalLayer(photo), () => 200);
    }
    const now = applyLayer(photo, layer).data;
    expect(now).not.toEqual(photo.data);
    expect(layer.shares.every((share) => share > 0)).toBe(true);
  });
});

describe('changedRegion', () => {
  it('holds what differs and no more', () => {
    const photo = makeSamples(width, height);
    const base = makeLayer(photo, 1);
    const only = (x: number, y: number) => (x >= 20 && x < 31 && y >= 7 && y < 12 ? 255 : 0);
    const combined = combineLayers(photo, base, originalLayer(photo), only);
    const region = changedRegion(photo, base, combined)!;
    expect(region.x).toBeGreaterThanOrEqual(20);
    expect(region.y).toBeGreaterThanOrEqual(7);
    expect(region.x + region.width).toBeLessThanOrEqual(31);
    expect(region.y + region.height).toBeLessThanOrEqual(12);
    const isInside = (x: number, y: number) =>
      x >= region.x && x < region.x + region.width && y >= region.y && y < region.y + region.height;
    const again = combineLayers(photo, base, combined, (x, y) => (isInside(x, y) ? 255 : 0));
    expect(changedRegion(photo, again, combined)).toBeUndefined();
  });

  it('is undefined between layers that are alike', () => {
    const photo = makeSamples(width, height);
    expect(changedRegion(photo, makeLayer(photo, 1), makeLayer(photo, 1))).toBeUndefined();
  });
});
