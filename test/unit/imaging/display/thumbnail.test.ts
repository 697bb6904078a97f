import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createPhotoDisplay } from '../../../../src-main/imaging/display/render-tile';
import { makeThumbnail } from '../../../../src-main/imaging/display/thumbnail';
import { viewLayer } from '../../../../src-main/session/layers/picture-layer';
import { makeSamples } from '../../../support/make-photos';
import { makeLayer } from '../../../support/sparse-pictures';

async function readPng(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

describe('a thumbnail', () => {
  const photo = makeSamples(611, 430);

  it('has the longer side asked for and the colours of the photo', async () => {
    const display = await createPhotoDisplay(photo, undefined);
    const { data, ...size } = await readPng(await makeThumbnail(display, { sidePx: 100 }));
    expect(size).toEqual({ width: 100, height: 70, channels: 3 });
    const mean = (values: ArrayLike<number>) =>
      Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean(data) - mean(photo.data))).toBeLessThan(2);
  });

  it('shows a region, even one beyond the edge, and does not enlarge it', async () => {
    const display = await createPhotoDisplay(photo, undefined);
    const region = { x: 600, y: 400, width: 200, height: 200 };
    const shown = await readPng(await makeThumbnail(display, { sidePx: 64, region }));
    expect([shown.width, shown.height]).toEqual([11, 30]);
    const row = (y: number) => photo.data.subarray((y * 611 + 600) * 3, (y + 1) * 611 * 3);
    expect([...shown.data.subarray(0, 33)]).toEqual([...row(400)]);
    expect([...shown.data.subarray(29 * 33)]).toEqual([...row(429)]);
    const outside = { x: 611, y: 0, width: 5, height: 5 };
    await expect(makeThumbnail(display, { sidePx: 64, region: outside })).rejects.toThrow(
      'outside the photo',
    );
  });

  it('shows a layer, and alpha where the photo has it', async () => {
    const clear = makeSamples(300, 200, { hasAlpha: true });
    const display = await createPhotoDisplay(clear, undefined);
    const replaced = viewLayer(makeLayer(clear, 4));
    const before = await readPng(await makeThumbnail(display, { sidePx: 128 }));
    const after = await readPng(await makeThumbnail(display, { sidePx: 128, replaced }));
    expect(after.channels).toBe(4);
    expect(Buffer.compare(before.data, after.data)).not.toBe(0);
  });

  it('of one pixel is one pixel', async () => {
    const display = await createPhotoDisplay(makeSamples(1, 1), undefined);
    const { width, height } = await readPng(await makeThumbnail(display, { sidePx: 16 }));
    expect([width, height]).toEqual([1, 1]);
  });
});
