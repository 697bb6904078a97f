import { describe, expect, test } from 'vitest';
import { bestClassical } from '../../../../../src-main/cli/bench/inpainting/published-classical';
import { judge } from '../../../../../src-main/cli/bench/inpainting/verdict';

test('the best classical method is that of highest PSNR', () => {
  expect(bestClassical('dust').name).toContain('biharmonic');
  expect(bestClassical('crease').name).toContain('Telea');
  expect(bestClassical('blob').name).toContain('Navier-Stokes');
});

describe('ahead on scratches (best classical: 23.20 dB, texture 0.21)', () => {
  test.each([
    { psnrDb: 23.3, textureFraction: 0.3, isAhead: true },
    { psnrDb: 23.3, textureFraction: 0.29, isAhead: false },
    { psnrDb: 23.19, textureFraction: 0.41, isAhead: false },
    { psnrDb: 23.11, textureFraction: 0.42, isAhead: true },
    { psnrDb: 23.09, textureFraction: 0.9, isAhead: false },
  ])('$psnrDb dB at $textureFraction: $isAhead', ({ isAhead, ...score }) => {
    expect(judge('scratch', score).isAhead).toBe(isAhead);
  });
});

test('the reason names the figures', () => {
  const { reason } = judge('blob', { psnrDb: 20.9, textureFraction: 0.28 });
  expect(reason).toContain('-0.50 dB');
  expect(reason).toContain('2.0 times');
});
