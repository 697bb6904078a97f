import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { benchKinds } from '../../../../../src-main/cli/bench/inpainting/cases';
import { harmonicFill } from '../../../../../src-main/cli/bench/inpainting/published-classical';
import type { CaseResult } from '../../../../../src-main/cli/bench/inpainting/result-store';
import { meanScore } from '../../../../../src-main/cli/bench/inpainting/score';
import { judge } from '../../../../../src-main/cli/bench/inpainting/verdict';

test('the classical method that is named is that of highest PSNR', () => {
  const named = (kind: Parameters<typeof judge>[0]) =>
    judge(kind, { psnrDb: 20, textureFraction: 0.5 }).reason;
  expect(named('dust')).toContain('against scikit-image biharmonic');
  expect(named('scratch')).toContain('against harmonic');
  expect(named('crease')).toContain('against harmonic');
  expect(named('blob')).toContain('against harmonic');
});

describe('ahead on scratches (harmonic: 23.43 dB, texture 0.06; biharmonic: 23.20 dB, 0.21)', () => {
  test.each([
    { psnrDb: 23.5, textureFraction: 0.3, isAhead: true },
    { psnrDb: 23.5, textureFraction: 0.29, isAhead: false },
    { psnrDb: 23.36, textureFraction: 0.3, isAhead: true },
    { psnrDb: 23.36, textureFraction: 0.29, isAhead: false },
    // Ahead of the published methods alone, but not of the membrane that it started from.
    { psnrDb: 23.32, textureFraction: 0.9, isAhead: false },
    // Twice the texture of the membrane, and still smeared.
    { psnrDb: 23.43, textureFraction: 0.13, isAhead: false },
  ])('$psnrDb dB at $textureFraction: $isAhead', ({ isAhead, ...score }) => {
    expect(judge('scratch', score).isAhead).toBe(isAhead);
  });
});

describe('ahead on dust (biharmonic: 26.60 dB, texture 0.31)', () => {
  test.each([
    { psnrDb: 26.51, textureFraction: 0.63, isAhead: true },
    { psnrDb: 26.51, textureFraction: 0.6, isAhead: false },
    { psnrDb: 26.49, textureFraction: 0.9, isAhead: false },
  ])('$psnrDb dB at $textureFraction: $isAhead', ({ isAhead, ...score }) => {
    expect(judge('dust', score).isAhead).toBe(isAhead);
  });
});

test('the reason names the figures', () => {
  const { reason } = judge('dust', { psnrDb: 26.1, textureFraction: 0.62 });
  expect(reason).toContain('-0.50 dB');
  expect(reason).toContain('2.0 times');
});

test('the figures of the harmonic fill are those that were measured', () => {
  const file = path.resolve(import.meta.dirname, '../../../../../docs/benchmarks/inpainting.json');
  const { results } = JSON.parse(readFileSync(file, 'utf8')) as { results: CaseResult[] };
  for (const kind of benchKinds) {
    const own = results.filter((result) => result.method === 'harmonic' && result.kind === kind);
    const { psnrDb, textureFraction } = meanScore(own);
    expect(harmonicFill.scores[kind].psnrDb).toBeCloseTo(psnrDb, 2);
    expect(harmonicFill.scores[kind].textureFraction).toBeCloseTo(textureFraction, 2);
  }
});
