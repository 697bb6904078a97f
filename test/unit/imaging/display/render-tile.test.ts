import { describe, expect, it } from 'vitest';
import {
  forEachRun,
  RunList,
  type ReplacedPixels,
} from '../../../../src-main/engine/repair/pixel-index';
import { convertPlain } from '../../../../src-main/imaging/display/colour/convert-plain';
import { createDisplayColour } from '../../../../src-main/imaging/display/colour/display-colour';
import type { DisplayedPicture } from '../../../../src-main/imaging/display/picture';
import { ChangedTileCache } from '../../../../src-main/imaging/display/changed-tiles';
import { renderRegion, renderTile } from '../../../../src-main/imaging/display/render-tile';
import { TilePyramid } from '../../../../src-main/imaging/display/tile-pyramid';
import { regionOfTile } from '../../../../src-main/imaging/display/tile-region';
import { collectDamagedPixels } from '../../../../src-main/session/layers/damaged-pixels';
import {
  keepIteration,
  viewIteration,
} from '../../../../src-main/session/layers/iteration-picture';
import { layerFromRepair } from '../../../../src-main/session/layers/layer-from-repair';
import {
  applyLayer,
  viewLayer,
  type PictureLayer,
} from '../../../../src-main/session/layers/picture-layer';
import type { PhotoSamples } from '../../../../src-shared/model/photo';
import { makeSamples } from '../../../support/make-photos';
import {
  allLevels,
  convertWhole,
  cutWhole,
  type WholePicture,
} from '../../../support/reference-levels';
import { makeCanvases, makeLayer, makeStreaks, photoKinds } from '../../../support/sparse-pictures';

const sizes = [
  [1, 1],
  [17, 17],
  [1, 700],
  [611, 530],
] as const;

const convertCmyk = await createDisplayColour(photoKinds.at(-1)!, undefined);

function display(photo: PhotoSamples) {
  const convert = photo.colourModel === 'cmyk' ? convertCmyk : convertPlain(photo);
  const pyramid = new TilePyramid(photo, convert);
  return { photo, convert, pyramid, changed: new ChangedTileCache() };
}

const shown = (layer: PictureLayer): DisplayedPicture & { replaced: ReplacedPixels } => ({
  kind: 'photo',
  replaced: viewLayer(layer),
});

/** Every tile of every level, beside the same part of a picture that was made as a whole. */
async function expectTiles(
  shownAt: ReturnType<typeof display>,
  picture: DisplayedPicture,
  whole: WholePicture,
): Promise<void> {
  for (const [level, reference] of allLevels(whole).entries()) {
    const { width, height } = reference;
    for (let row = 0; row * 512 < height; row++) {
      for (let column = 0; column * 512 < width; column++) {
        const address = { level, column, row };
        const tile = await renderTile(shownAt, picture, address);
        const expected = cutWhole(reference, regionOfTile(shownAt.photo, address));
        expect(tile.isExact).toBe(true);
        expect(tile.rgba).toHaveLength(4 * tile.width * tile.height);
        expect([address, Buffer.compare(tile.rgba, expected)]).toEqual([address, 0]);
      }
    }
  }
}

describe.each(sizes)('tiles of a photo of %i x %i', (width, height) => {
  it.each(photoKinds)(
    '$colourModel $bitDepth, alpha $hasAlpha: are the whole picture cut',
    async (kind) => {
      const photo = makeSamples(width, height, kind);
      const layer = makeLayer(photo, 5);
      const shownAt = display(photo);
      await expectTiles(
        shownAt,
        { kind: 'photo', replaced: undefined },
        convertWhole(photo, shownAt.convert),
      );
      const repaired = convertWhole(applyLayer(photo, layer), shownAt.convert);
      await expectTiles(shownAt, shown(layer), repaired);
    },
  );

  it('show an iteration over the layer it began with', async () => {
    const photo = makeSamples(width, height);
    const base = makeLayer(photo, 5);
    const mask = makeStreaks(width, height, 8);
    const damaged = collectDamagedPixels(mask);
    const repaired = makeCanvases(photo, mask, 9);
    const shownAt = display(photo);
    const result = applyLayer(photo, layerFromRepair(photo, base, damaged, repaired));
    const view = viewIteration(base, keepIteration(damaged, repaired));
    // 8-bit samples hide what two bytes a value lose, except where one stands between two samples.
    const tile = await renderTile(
      shownAt,
      { kind: 'photo', replaced: view },
      { level: 0, column: 0, row: 0 },
    );
    const whole = convertWhole(result, shownAt.convert);
    const expected = cutWhole(whole, { x: 0, y: 0, width: tile.width, height: tile.height });
    const differing = tile.rgba.filter((value, at) => Math.abs(value - expected[at]!) > 1).length;
    expect(differing).toBe(0);
    const level = Math.min(3, shownAt.pyramid.levelCount);
    const seen = photo.data.slice();
    view.replaceIn({ x: 0, y: 0, width, height }, seen);
    const levels = allLevels(convertWhole({ ...photo, data: seen }, shownAt.convert));
    const coarse = await renderTile(
      shownAt,
      { kind: 'photo', replaced: view },
      { level, column: 0, row: 0 },
    );
    expect(Buffer.compare(coarse.rgba, levels[level]!.rgba)).toBe(0);
  });
});

describe('other pictures', () => {
  const photo = makeSamples(611, 530);
  const shownAt = display(photo);
  const [first, second] = [makeLayer(photo, 5), makeLayer(photo, 15)];
  const original = convertWhole(photo, shownAt.convert).rgba;
  const rgbaOf = (layer: PictureLayer) =>
    convertWhole(applyLayer(photo, layer), shownAt.convert).rgba;

  it('a difference is the absolute one, times its gain, and black elsewhere', async () => {
    const rgba = rgbaOf(first).map((value, at) =>
      at % 4 === 3 ? 255 : Math.min(255, 4 * Math.abs(value - original[at]!)),
    );
    const picture = { kind: 'difference', replaced: viewLayer(first), gain: 4 } as const;
    await expectTiles(shownAt, picture, { width: 611, height: 530, rgba });
  });

  it('what is invented shows in alpha', async () => {
    const rgba = new Uint8Array(4 * 611 * 530).fill(255);
    const mask = makeStreaks(611, 530, 5);
    const reached = makeCanvases(photo, mask, 6)[0]!.canvas;
    for (let at = 3; at < rgba.length; at += 4) rgba[at] = 0;
    let slot = 0;
    mask.data.forEach((share, pixel) => {
      if (share !== 0 && reached.weights[slot++] !== 0) rgba[4 * pixel + 3] = share;
    });
    await expectTiles(
      shownAt,
      { kind: 'invented', layer: first },
      { width: 611, height: 530, rgba },
    );
  });

  it('disagreement shows the largest difference of a channel, four times', async () => {
    const [a, b] = [rgbaOf(first), rgbaOf(second)];
    const rgba = new Uint8Array(a.length).fill(255);
    for (let at = 0; at < a.length; at += 4) {
      const largest = Math.max(...[0, 1, 2].map((c) => Math.abs(a[at + c]! - b[at + c]!)));
      rgba[at + 3] = Math.min(255, 4 * largest);
    }
    const pictures = [viewLayer(first), viewLayer(second)];
    await expectTiles(
      shownAt,
      { kind: 'disagreement', pictures },
      { width: 611, height: 530, rgba },
    );
  });
});

describe('a photo so large that a rough picture comes first', () => {
  const photo = makeSamples(4200, 300);
  const layer = makeLayer(photo, 5);
  const address = { level: 2, column: 0, row: 0 };

  it('is drawn rough with all that was repaired, then exactly, and the rough is not kept', async () => {
    const grey = { ...photo, data: photo.data.slice().fill(100) };
    const shownAt = display(grey);
    const runs = new RunList();
    for (let y = 64; y < 256; y++) runs.add(y, 64, 1024);
    const replaced: ReplacedPixels = {
      indexes: [runs.finish(photo.height)],
      replaceIn: (region, samples) =>
        forEachRun(runs.finish(photo.height), region, (_slot, x, y, count) => {
          const start = 3 * ((y - region.y) * region.width + x - region.x);
          samples.fill(200, start, start + 3 * count);
        }),
    };
    const picture = { kind: 'photo', replaced } as const;
    const rough = await renderTile(shownAt, picture, address, true);
    expect(rough.isExact).toBe(false);
    await shownAt.pyramid.build();
    const exact = await renderTile(shownAt, picture, address, true);
    expect(exact.isExact).toBe(true);
    // The block ends at whole pixels of this level, so that rough and exact are the same.
    for (const { rgba, width } of [rough, exact]) {
      const at = (x: number, y: number) => rgba[4 * (y * width + x)];
      expect([at(15, 30), at(16, 30), at(255, 63), at(256, 63), at(100, 64)]).toEqual([
        100, 200, 200, 100, 100,
      ]);
    }
    const noise = display(photo);
    const first = await renderTile(noise, shown(layer), address, true);
    await noise.pyramid.build();
    const second = await renderTile(noise, shown(layer), address, true);
    const whole = allLevels(convertWhole(applyLayer(photo, layer), noise.convert))[2]!;
    const expected = cutWhole(whole, regionOfTile(photo, address));
    expect(Buffer.compare(first.rgba, expected)).not.toBe(0);
    expect(Buffer.compare(second.rgba, expected)).toBe(0);
  });

  it('draws what changed the second time without reading the photo again', async () => {
    const shownAt = display(photo);
    let reads = 0;
    const replaced: ReplacedPixels = {
      indexes: [layer],
      replaceIn(region, samples) {
        reads += 1;
        viewLayer(layer).replaceIn(region, samples);
      },
    };
    const first = await renderTile(shownAt, { kind: 'photo', replaced }, { ...address, level: 3 });
    const readsOfFirst = reads;
    expect(readsOfFirst).toBeGreaterThan(0);
    for (const level of [3, 2, 1]) {
      await renderTile(shownAt, { kind: 'photo', replaced }, { ...address, level });
    }
    expect(reads).toBe(readsOfFirst);
    const other = { kind: 'photo', replaced: viewLayer(makeLayer(photo, 15)) } as const;
    const second = await renderTile(shownAt, other, { ...address, level: 3 });
    expect(Buffer.compare(first.rgba, second.rgba)).not.toBe(0);
  });
});

describe('renderTile', () => {
  it('refuses tiles outside the picture', async () => {
    const shownAt = display(makeSamples(17, 17));
    for (const address of [
      { level: 0, column: 1, row: 0 },
      { level: 2, column: 0, row: 1 },
      { level: 6, column: 0, row: 0 },
    ]) {
      await expect(
        renderTile(shownAt, { kind: 'photo', replaced: undefined }, address),
      ).rejects.toThrow('There is no tile');
    }
  });

  it('draws any region at odd places', async () => {
    const photo = makeSamples(611, 530);
    const shownAt = display(photo);
    const layer = makeLayer(photo, 5);
    const levels = allLevels(convertWhole(applyLayer(photo, layer), shownAt.convert));
    for (const [level, region] of [
      [1, { x: 3, y: 7, width: 5, height: 258 }],
      [3, { x: 11, y: 1, width: 66, height: 66 }],
    ] as const) {
      const drawn = await renderRegion(shownAt, shown(layer), level, region);
      expect(Buffer.compare(drawn.rgba, cutWhole(levels[level]!, region))).toBe(0);
    }
  });
});
