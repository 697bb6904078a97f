import { expect, test } from 'vitest';
import type { BenchMethod } from '../../../../../src-main/cli/bench/inpainting/bench-method';
import type { BenchCase } from '../../../../../src-main/cli/bench/inpainting/cases';
import { drawQuality } from '../../../../../src-main/cli/bench/inpainting/quality-chart';
import type { CaseResult } from '../../../../../src-main/cli/bench/inpainting/result-store';

const method = (family: string, calls: number): BenchMethod => ({
  name: `${family} ${calls}`,
  family,
  calls,
  settings: 's',
  repair: () => Promise.reject(new Error('not called')),
});
const crop = { x: 0, y: 0, width: 8, height: 8 };
const cases: BenchCase[] = [{ image: 'a.png', crop, kind: 'dust', mask: 'm.png' }];
const result = ({ name }: BenchMethod, psnrDb: number): CaseResult => ({
  method: name,
  settings: 's',
  image: 'a.png',
  kind: 'dust',
  psnrDb,
  textureFraction: 0.5,
  callsPerPixel: 1,
  durationMs: 1,
  program: 'p',
});
const methods = [
  method('harmonic', 0),
  method('photo', 100),
  method('photo', 10),
  method('photo', 1),
];
const results = [22, 26, 25, 21].map((psnrDb, index) => result(methods[index]!, psnrDb));

test('calls go to the right on a logarithmic axis, better is higher, and each family has one line', () => {
  const svg = drawQuality({ title: 'T <x>', methods, cases, results });
  expect(svg).toContain('T &lt;x&gt;');
  const dots = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
  expect(dots).toHaveLength(6);
  const [one, ten, hundred] = dots.slice(0, 3);
  expect(ten!.x - one!.x).toBeCloseTo(hundred!.x - ten!.x, 0);
  expect(ten!.x).toBeGreaterThan(one!.x);
  expect(one!.y).toBeGreaterThan(ten!.y);
  expect(ten!.y).toBeGreaterThan(hundred!.y);
  expect(svg.match(/>photo<\/text>/g)).toHaveLength(2);
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(2);
});

test('labels never lie on one another', () => {
  const families = ['a', 'b', 'c', 'd'].map((family) => method(family, 10));
  const svg = drawQuality({
    title: 'T',
    methods: families,
    cases,
    results: families.map((each) => result(each, 24)),
  });
  const heights = [...svg.matchAll(/y="([\d.]+)" fill="#\w+">[abcd]</g)].map(([, y]) => Number(y));
  expect(heights).toHaveLength(8);
  for (const panel of [heights.slice(0, 4), heights.slice(4)]) {
    const gaps = [...panel]
      .sort((p, q) => p - q)
      .map((y, i, all) => (i === 0 ? 99 : y - all[i - 1]!));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(12);
  }
});

test('a run that has repaired nothing gives an empty chart', () => {
  expect(drawQuality({ title: 'T', methods, cases, results: [] })).toMatch(
    /^<svg[\s\S]*<\/svg>\n$/,
  );
});
