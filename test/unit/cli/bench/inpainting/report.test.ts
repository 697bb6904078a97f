import { expect, test } from 'vitest';
import type { BenchMethod } from '../../../../../src-main/cli/bench/inpainting/bench-method';
import type { BenchCase } from '../../../../../src-main/cli/bench/inpainting/cases';
import { inpaintingReport } from '../../../../../src-main/cli/bench/inpainting/report';
import type { CaseResult } from '../../../../../src-main/cli/bench/inpainting/result-store';

const photo: BenchMethod = {
  name: 'photo',
  family: 'photo',
  calls: 14,
  settings: 'iterations 14',
  repair: () => Promise.reject(new Error('not called')),
};
const crop = { x: 0, y: 0, width: 8, height: 8 };
const casesOf = (count: number): BenchCase[] =>
  Array.from({ length: count }, (_, i) => ({
    image: `${i}.png`,
    crop,
    kind: 'scratch',
    mask: 'm.png',
  }));
const resultOf = (image: string, changes: Partial<CaseResult> = {}): CaseResult => ({
  method: 'photo',
  settings: 'iterations 14',
  image,
  kind: 'scratch',
  psnrDb: 24,
  textureFraction: 0.5,
  callsPerPixel: 10,
  durationMs: 1,
  program: 'a',
  ...changes,
});
const report = (cases: readonly BenchCase[], results: readonly CaseResult[]) =>
  inpaintingReport({ title: 'T', methods: [photo], cases, kinds: ['scratch'], results });

test('a whole run gets means and a verdict', () => {
  const cases = casesOf(24);
  const results = cases.map(({ image }, i) => resultOf(image, { psnrDb: i % 2 === 0 ? 23 : 25 }));
  const text = report(cases, results);
  expect(text).toContain('| photo | iterations 14 | 10.0 | 24.00 / 0.50 |');
  expect(text).toContain('- scratch: AHEAD: +0.57 dB against harmonic');
  expect(text).not.toContain('Partial');
  expect(text).toContain('| scikit-image biharmonic | published | 0 | 23.20 / 0.21 |');
});

test('a verdict can be bad news', () => {
  const cases = casesOf(24);
  const results = cases.map(({ image }) => resultOf(image, { textureFraction: 0.2 }));
  expect(report(cases, results)).toContain('- scratch: NOT AHEAD: +0.57 dB against harmonic');
});

test('a partial run says so and gives no verdict', () => {
  const cases = casesOf(24);
  const text = report(cases, [resultOf('0.png')]);
  expect(text).toContain('24.00 / 0.50 (1 image)');
  expect(text).toContain('no verdict from 1 of 24 images');
  expect(text).toContain('Partial run: 1 of 24 repairs');
  expect(report(casesOf(1), [resultOf('0.png')])).toContain('Partial run: 1 of 1 repair of 1 case');
});

test('results of other settings, images and methods stay out', () => {
  const strangers = [
    resultOf('0.png', { settings: 'iterations 2', psnrDb: 1 }),
    resultOf('other.png', { psnrDb: 1 }),
    resultOf('0.png', { method: 'paper', psnrDb: 1 }),
  ];
  expect(report(casesOf(1), strangers)).toContain('- scratch: photo was not run');
});

test('results of two builds are told apart', () => {
  const results = [resultOf('0.png'), resultOf('1.png', { program: 'b' })];
  expect(report(casesOf(2), results)).toContain('2 builds');
  expect(report(casesOf(2), results.slice(0, 1))).not.toContain('builds');
});

test('other pictures stand beside no published figure and get no verdict', () => {
  const cases = casesOf(2);
  const results = [resultOf('0.png'), resultOf('1.png')];
  const text = inpaintingReport({
    title: 'T',
    methods: [photo],
    cases,
    kinds: ['scratch'],
    results,
    isOtherPictures: true,
  });
  expect(text).toContain('| photo | iterations 14 | 10.0 | 24.00 / 0.50 |');
  expect(text).not.toMatch(/published|AHEAD|verdict|Partial/);
});
