import { describe, expect, it } from 'vitest';
import { planWindowIterations } from '../../../src-main/engine/repair/repair-presets';
import { defaultWindowOptions } from '../../../src-main/engine/repair/window-geometry';
import { planWindows } from '../../../src-main/engine/repair/windows';
import { regionArea } from '../../../src-main/engine/tensor/region';
import { estimateRepair } from '../../../src-main/session/estimate-repair';
import { maskToTiles } from '../../../src-main/session/layers/mask-tiles';
import { RepairSession } from '../../../src-main/session/repair-session';
import { windowOptions } from '../../../src-main/session/window-options';
import { completeSettings, usualValues } from '../../../src-shared/model/settings';
import { makeSamples } from '../../support/make-photos';
import { createSmoothingPrior } from '../../support/smoothing-prior';

const facts = {
  level: 0,
  widestRadiusPx: 3,
  startsFromCoarser: false,
  sigmaRange: { min: 0.001, max: 100 },
};
const sigmasOf = (change: Parameters<typeof completeSettings>[0]) =>
  planWindowIterations(completeSettings(change), facts).map(({ sigma }) => sigma);

describe('noise and windows', () => {
  it('are as the solver has them where nothing is chosen, and said so', () => {
    expect(sigmasOf({}).at(-1)).toBeCloseTo(usualValues.noiseEnd, 12);
    expect(defaultWindowOptions.maxSidePx).toBe(usualValues.windowSide);
    expect(windowOptions(undefined, { windowSide: null })).toEqual({});
    expect(windowOptions({ sizeMultiple: 8, haloPx: 0 }, { windowSide: 512 })).toEqual({
      sizeMultiple: 8,
      maxSidePx: 512,
      contextPx: defaultWindowOptions.contextPx,
    });
  });

  it.each([
    [0, 384, 48],
    [32, 384, 48],
    [33, 384, 56],
    [40, 384, 56],
    [40, 192, 56],
    [128, 384, 144],
    // So small a window has no room for more, if it shall repair anything.
    [128, 192, 64],
  ])(
    'with a halo of %i px in windows of %i px keep a context of %i px',
    (haloPx, side, contextPx) => {
      const options = windowOptions({ sizeMultiple: 16, haloPx }, { windowSide: side });
      expect(options.contextPx).toBe(contextPx);
      const damage = { width: 800, height: 20, data: new Uint8Array(16000).fill(1, 8000, 8800) };
      expect(planWindows(damage, options).length).toBeGreaterThan(1);
    },
  );

  it('have a context of whole cells, however little room there is', () => {
    for (const windowSide of [192, 200, 216, 250, 384]) {
      for (const haloPx of [33, 60, 128]) {
        const { contextPx } = windowOptions({ sizeMultiple: 2, haloPx }, { windowSide });
        expect(contextPx! % 8, `${windowSide} ${haloPx}`).toBe(0);
      }
    }
  });

  it('are the same in an estimate as in the repair, whatever context the prior needs', async () => {
    const photo = makeSamples(640, 400);
    const data = Uint8Array.from({ length: 256_000 }, (_, index) => {
      const [x, y] = [index % 640, Math.floor(index / 640)];
      return Math.abs(y - 200) < 2 || Math.hypot(x - 320, y - 100) < 20 ? 255 : 0;
    });
    const damageMask = { width: 640, height: 400, data };
    const settings = completeSettings({ iterations: 1 });
    const pixelsWith = async (haloPx: number) => {
      const prior = { ...createSmoothingPrior(), haloPx };
      const request = { photo, damageMask, settings, prior };
      const session = new RepairSession({ ...request, priorId: 'smoothing', clock: () => 0 });
      let asked = 0;
      for await (const { window } of session.run()) asked += regionArea(window.region);
      const mask = { width: 640, height: 400, tiles: maskToTiles(damageMask) };
      const { durationMs, places } = estimateRepair({ ...request, mask, msPerMegapixel: 1e6 });
      expect(places).toBe(session.windowCount);
      expect(durationMs).toBeCloseTo(asked, 0);
      return asked;
    };
    const usual = await pixelsWith(0);
    expect(await pixelsWith(32)).toBe(usual);
    expect(await pixelsWith(40)).toBeGreaterThan(usual);
  });

  it.each(['photo', 'paper'] as const)('begin and end where they are told to, %s', (preset) => {
    const sigmas = sigmasOf({ preset, noiseStart: 0.5, noiseEnd: 0.1, strength: 0.2 });
    expect(sigmas[0]).toBeCloseTo(0.5, 12);
    expect(Math.min(...sigmas)).toBeCloseTo(0.1, 12);
    expect(sigmas.at(-1)).toBeCloseTo(0.1, 12);
    expect(sigmas).toHaveLength(preset === 'photo' ? 14 : 100);
  });

  it('never end above where they began', () => {
    expect(sigmasOf({ noiseStart: 0.05, noiseEnd: 0.2, strength: 0 }).at(-1)).toBeCloseTo(0.05, 12);
  });

  it('begin with more noise on a coarse level, and with the more the wider its hole is', () => {
    const firstOf = (coarse: Partial<typeof facts>, noiseStart: number | null = null) =>
      planWindowIterations(completeSettings({ noiseStart }), { ...facts, level: 1, ...coarse })[0]!
        .sigma;
    expect(firstOf({ widestRadiusPx: 4 })).toBeCloseTo(0.3, 12);
    expect(firstOf({ widestRadiusPx: 7 })).toBeCloseTo(0.66, 12);
    expect(firstOf({ widestRadiusPx: 7, startsFromCoarser: true })).toBeCloseTo(0.3, 12);
    expect(firstOf({ widestRadiusPx: 7 }, 0.2)).toBeCloseTo(0.3, 12);
  });

  it('are estimated for the widest damage, and smaller windows are more of them', () => {
    const [width, height] = [640, 500];
    const data = new Uint8Array(width * height);
    for (let x = 10; x < 630; x++) data[250 * width + x] = 255;
    const estimateFor = (change: Parameters<typeof completeSettings>[0]) =>
      estimateRepair({
        photo: makeSamples(width, height),
        mask: { width, height, tiles: maskToTiles({ width, height, data }) },
        settings: completeSettings(change),
        prior: createSmoothingPrior(),
        msPerMegapixel: 100,
      });
    const usual = estimateFor({});
    expect(usual.noiseStart).toBeCloseTo(0.15, 12);
    expect(usual.noiseEnd).toBeCloseTo(0.02, 12);
    expect(estimateFor({ noiseStart: 0.7 }).noiseStart).toBeCloseTo(0.7, 12);
    expect(estimateFor({ windowSide: 192 }).places).toBeGreaterThan(usual.places);
  });
});
