import { describe, expect, it } from 'vitest';
import { compositeRepair } from '../../../../src-main/session/composite';
import { collectDamagedPixels } from '../../../../src-main/session/layers/damaged-pixels';
import { layerFromRepair } from '../../../../src-main/session/layers/layer-from-repair';
import {
  applyLayer,
  countReconstructed,
  originalLayer,
  readLayerRegion,
} from '../../../../src-main/session/layers/picture-layer';
import { samplesPerPixel } from '../../../../src-shared/model/photo';
import { makeSamples } from '../../../support/make-photos';
import { makeCanvases, makeLayer, makeStreaks, photoKinds } from '../../../support/sparse-pictures';

const width = 61;
const height = 43;

describe('a layer of a repair', () => {
  it.each(photoKinds)(
    'on $colourModel $bitDepth, alpha $hasAlpha: is what a whole composite is',
    (kind) => {
      const photo = makeSamples(width, height, kind);
      const firstMask = makeStreaks(width, height, 1);
      const first = makeCanvases(photo, firstMask, 2);
      const layer = layerFromRepair(
        photo,
        originalLayer(photo),
        collectDamagedPixels(firstMask),
        first,
      );
      const composite = compositeRepair(photo, firstMask, first);
      expect(applyLayer(photo, layer).data).toEqual(composite.data);

      const secondMask = makeStreaks(width, height, 3);
      const second = makeCanvases(photo, secondMask, 4);
      const upon = layerFromRepair(photo, layer, collectDamagedPixels(secondMask), second);
      const twice = compositeRepair(composite, secondMask, second);
      expect(applyLayer(photo, upon).data).toEqual(twice.data);
    },
  );

  it('leaves the photo and the layer below alone', () => {
    const photo = makeSamples(width, height);
    const before = photo.data.slice();
    const base = makeLayer(photo, 1);
    const samples = base.samples.slice();
    const mask = makeStreaks(width, height, 5);
    const repaired = makeCanvases(photo, mask, 6);
    layerFromRepair(photo, base, collectDamagedPixels(mask), repaired);
    expect(photo.data).toEqual(before);
    expect(base.samples).toEqual(samples);
  });

  it('holds the reached pixels of the damage, with the share of the mask', () => {
    const photo = makeSamples(width, height);
    const mask = makeStreaks(width, height, 1);
    const repaired = makeCanvases(photo, mask, 2);
    const damaged = collectDamagedPixels(mask);
    const layer = layerFromRepair(photo, originalLayer(photo), damaged, repaired);
    const { weights } = repaired[0]!.canvas;
    const reached = damaged.shares.filter((_, slot) => weights[slot] !== 0);
    expect(countReconstructed(layer)).toBe(reached.length);
    expect(layer.shares).toEqual(reached);
  });

  it('adds shares where a repair lies upon another', () => {
    const photo = makeSamples(4, 1);
    const layerOf = (shares: number[], base = originalLayer(photo)) => {
      const mask = { width: 4, height: 1, data: Uint8Array.from(shares) };
      const [repaired] = makeCanvases(photo, mask, 1);
      repaired!.canvas.weights.fill(1);
      return layerFromRepair(photo, base, collectDamagedPixels(mask), [repaired!]);
    };
    const layer = layerOf([0, 128, 255, 128], layerOf([128, 128, 128, 0]));
    expect([...layer.shares]).toEqual([128, 192, 255, 128]);
  });
});

describe('readLayerRegion', () => {
  it.each(photoKinds)(
    'on $colourModel $bitDepth, alpha $hasAlpha: cuts the whole picture',
    (kind) => {
      const photo = makeSamples(width, height, kind);
      const layer = makeLayer(photo, 7);
      const stride = samplesPerPixel(photo);
      const whole = applyLayer(photo, layer).data;
      for (const region of [
        { x: 0, y: 0, width, height },
        { x: 60, y: 42, width: 1, height: 1 },
        { x: 13, y: 5, width: 17, height: 29 },
      ]) {
        const out = photo.data.slice(0, region.width * region.height * stride);
        readLayerRegion(photo, layer, region, out);
        for (let row = 0; row < region.height; row++) {
          const start = ((region.y + row) * width + region.x) * stride;
          const length = region.width * stride;
          expect(out.slice(row * length, (row + 1) * length)).toEqual(
            whole.slice(start, start + length),
          );
        }
      }
    },
  );
});
