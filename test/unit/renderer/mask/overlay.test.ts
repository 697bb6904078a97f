import { describe, expect, it } from 'vitest';
import { editMask } from '../../../../src-renderer/mask/mask-write';
import { MaskPyramid } from '../../../../src-renderer/mask/mask-pyramid';
import { pixelAt } from '../../../../src-renderer/mask/mask-tiles';
import { rasterOverlay } from '../../../../src-renderer/mask/overlay-raster';
import { fillPolygon } from '../../../../src-renderer/mask/polygon-fill';
import { sampleMask } from '../../../../src-renderer/mask/screen-mask';
import { regionOnScreen } from '../../../../src-renderer/viewer/tile-grid';
import { centreOn, fitViewport } from '../../../../src-renderer/viewer/viewport';
import { makeMask } from './support';

const screen = { width: 300, height: 200 };
const style = { colour: [1, 2, 3] as const, fillOpacity: 0.5, hasOutline: true, lineWidthPx: 1 };
const box = (x: number, y: number, width: number, height: number) => {
  const mask = makeMask();
  const points = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
  editMask(mask, () => void fillPolygon(mask, 'paint', points, 0));
  return mask;
};
const at = (scale: number, x: number, y: number) =>
  centreOn(fitViewport({ width: 900, height: 700 }, screen, 0), { x, y }, scale);

function look(
  mask: ReturnType<typeof box>,
  viewport: ReturnType<typeof at>,
  pyramid = new MaskPyramid(),
) {
  const tiles = mask.tiles('painted');
  const rect = { left: 0, top: 0, right: 300, bottom: 200 };
  return sampleMask(viewport, rect, 1, (key, level) => pyramid.tile(tiles, key, level));
}

describe('the drawn mask', () => {
  it('shows a line of one pixel at every zoom, wherever it lies', () => {
    for (const scale of [0.9, 0.77, 0.5, 0.4, 0.38, 0.24, 0.2, 0.1]) {
      for (let x = 440; x < 460; x += 1) {
        const { values } = look(box(x, 300, 1, 100), at(scale, 450, 350));
        expect(
          values.some((value) => value > 0),
          `${x} at ${scale}`,
        ).toBe(true);
      }
    }
  });

  it('lies on the very pixels of the picture: no offset at any zoom, over the edges of tiles', () => {
    for (const scale of [1, 1.25, 2, 4]) {
      const viewport = at(scale, 512, 512);
      const { values } = look(box(505, 500, 20, 24), viewport);
      const rect = regionOnScreen(viewport, { x: 505, y: 500, width: 20, height: 24 });
      const stride = 302;
      for (let y = 0; y < 200; y += 1) {
        for (let x = 0; x < 300; x += 1) {
          const isInside = x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom;
          if (values[(y + 1) * stride + x + 1] !== (isInside ? 255 : 0)) {
            expect([scale, x, y, values[(y + 1) * stride + x + 1]]).toEqual([
              scale,
              x,
              y,
              isInside ? 255 : 0,
            ]);
          }
        }
      }
    }
  });

  it('shows a hair of one pixel at every reduction', () => {
    const mask = box(451, 0, 1, 700);
    for (const scale of [0.9, 0.5, 0.3, 0.13]) {
      const { values } = look(mask, at(scale, 450, 350));
      const row = values.subarray(101 * 302, 102 * 302);
      expect(row.some((value) => value === 255)).toBe(true);
    }
  });

  it('has a white line inside and a black one outside its edge, and the fill between', () => {
    const viewport = at(2, 100, 100);
    const rgba = new Uint32Array(300 * 200);
    rasterOverlay(look(box(90, 90, 20, 20), viewport), style, rgba);
    const { left } = regionOnScreen(viewport, { x: 90, y: 90, width: 20, height: 20 });
    const row = [...rgba.subarray(100 * 300 + left - 2, 100 * 300 + left + 2)];
    expect(row).toEqual([0, 0xff000000, 0xffffffff, 0x80030201]);
  });

  it('draws lines as wide as it is told', () => {
    const viewport = at(2, 100, 100);
    const mask = box(90, 90, 20, 20);
    const rgba = new Uint32Array(300 * 200);
    const tiles = mask.tiles('painted');
    const rect = { left: 0, top: 0, right: 300, bottom: 200 };
    const pyramid = new MaskPyramid();
    const sampled = sampleMask(viewport, rect, 2, (key, level) => pyramid.tile(tiles, key, level));
    rasterOverlay(sampled, { ...style, lineWidthPx: 2 }, rgba);
    const { left } = regionOnScreen(viewport, { x: 90, y: 90, width: 20, height: 20 });
    const row = [...rgba.subarray(100 * 300 + left - 3, 100 * 300 + left + 3)];
    expect(row).toEqual([0, 0xff000000, 0xff000000, 0xffffffff, 0xffffffff, 0x80030201]);
  });
});

describe('the reduced mask', () => {
  it('is brought up to date where it was written to', () => {
    const mask = box(10, 10, 4, 4);
    const pyramid = new MaskPyramid();
    const tiles = mask.tiles('painted');
    mask.beginEdit();
    const tile = mask.writableTile('painted', 0);
    expect(pyramid.tile(tiles, 0, 3)![64 * 30 + 40]).toBe(0);
    tile[(30 * 8 + 5) * 512 + 40 * 8 + 7] = 200;
    pyramid.update(tiles, { x: 320, y: 240, width: 8, height: 8 }, 900, 700);
    expect(pyramid.tile(tiles, 0, 3)![64 * 30 + 40]).toBe(200);
    expect(pyramid.tile(tiles, 0, 3)![64 + 1]).toBe(255);
    expect(pixelAt(tiles, 327, 245)).toBe(200);
  });
});
