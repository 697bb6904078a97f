import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { OpenedPhoto } from '../../../src-main/imaging/decode';
import { estimateSave } from '../../../src-main/imaging/estimate-save';
import { encodeCandidate } from '../../../src-main/imaging/save-candidates';
import { applyLayer, viewLayer } from '../../../src-main/session/layers/picture-layer';
import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { openAndSave, place } from '../../support/open-and-save';
import { makeLayer } from '../../support/sparse-pictures';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();

describe('the estimate for a small photo', () => {
  it.each(['jpeg', 'png', 'tiff'] as const)('as %s is the size of the copy', async (format) => {
    const jpeg = await sharpFrom(makeSamples(64, 48)).jpeg({ quality: 90 }).toBuffer();
    const { original, report } = await openAndSave(folder, jpeg, { format });
    const estimate = await estimateSave({ ...original, format });
    expect(estimate).toEqual({
      byteLength: report.byteLength,
      encoding: report.encoding,
      isEstimate: false,
    });
  });

  it('counts what a layer replaces', async () => {
    const original = await place(folder, await sharpFrom(makeSamples(64, 48)).png().toBuffer());
    const layer = makeLayer(original.samples, 3);
    const samples = applyLayer(original.samples, layer);
    const estimate = await estimateSave({ ...original, replaced: viewLayer(layer) });
    expect(estimate).toEqual(await estimateSave({ ...original, samples }));
    expect(estimate.byteLength).not.toBe((await estimateSave(original)).byteLength);
  });
});

describe('the estimate for a large photo', () => {
  const open = async (format: PhotoFormat, width = 1700, height = 1300): Promise<OpenedPhoto> => {
    const picture = sharp('assets/samples/dust-bowl-home.jpg').resize(width, height, {
      fit: 'fill',
    });
    return place(folder, await picture[format]().toBuffer());
  };

  it.each([
    ['png', undefined],
    ['jpeg', 80],
    ['tiff', undefined],
  ] as const)('as %s of quality %s is near the size of the copy', async (format, quality) => {
    const original = await open('png');
    const request = { ...original, format, ...(quality ? { quality } : {}) };
    const copy = await encodeCandidate(request, undefined);
    const { byteLength, isEstimate, encoding } = await estimateSave(request);
    const actual = copy.chunks.reduce((sum, { length }) => sum + length, 0);
    expect(isEstimate).toBe(true);
    expect(encoding).toBe(copy.encoding);
    expect(byteLength / actual).toBeGreaterThan(0.8);
    expect(byteLength / actual).toBeLessThan(1.25);
  });

  it('of which blocks are taken over is the size of the original', async () => {
    const original = await open('jpeg');
    const { byteLength, isEstimate } = await estimateSave(original);
    expect([byteLength, isEstimate]).toEqual([original.source.fileByteLength, true]);
  });

  it('is refused where the format cannot hold the photo', async () => {
    const original = await place(
      folder,
      await sharpFrom(makeSamples(17_000, 200, { colourModel: 'grey' }))
        .png()
        .toBuffer(),
    );
    await expect(estimateSave({ ...original, format: 'webp' })).rejects.toThrow('at most 16383');
  });
});
