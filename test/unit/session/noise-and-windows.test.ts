import { describe, expect, it } from 'vitest';
import { planWindowIterations } from '../../../src-main/engine/repair/repair-presets';
import { defaultWindowOptions } from '../../../src-main/engine/repair/window-geometry';
import { estimateRepair } from '../../../src-main/session/estimate-repair';
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
    expect(windowOptions({ sizeMultiple: 8 }, { windowSide: 512 })).toEqual({
      sizeMultiple: 8,
      maxSidePx: 512,
    });
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
        damageMask: { width, height, data },
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
