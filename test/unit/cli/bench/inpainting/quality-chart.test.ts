import { describe, expect, it, test } from 'vitest';
import type { BenchMethod } from '../../../../../src-main/cli/bench/inpainting/bench-method';
import type { BenchCase } from '../../../../../src-main/cli/bench/inpainting/cases';
import { drawQuality } from '../../../../../src-main/cli/bench/inpainting/quality-chart';
import { collectLines } from '../../../../../src-main/cli/bench/inpainting/quality-lines';
import type { CaseResult } from '../../../../../src-main/cli/bench/inpainting/result-store';

const method = (family: string, calls: number): BenchMethod => ({
  name: calls === 0 ? family : `${family} ${calls}`,
  family,
  calls,
  settings: 's',
  repair: () => Promise.reject(new Error('not called')),
});
const crop = { x: 0, y: 0, width: 8, height: 8 };
const images = ['a.png', 'b.png', 'c.png'];
const cases = images.map((image): BenchCase => ({ image, crop, kind: 'dust', mask: 'm.png' }));
const result = ({ name }: BenchMethod, psnrDb: number, image = 'a.png'): CaseResult => ({
  method: name,
  settings: 's',
  image,
  kind: 'dust',
  psnrDb,
  textureFraction: 0.5,
  callsPerPixel: 1,
  durationMs: 1,
  program: 'p',
});
const harmonic = method('harmonic', 0);
const [hundred, ten, one] = [method('photo', 100), method('photo', 10), method('photo', 1)];
const methods = [harmonic, hundred, ten, one];
const results = [22, 26, 25, 21].map((psnrDb, index) => result(methods[index]!, psnrDb));

/** Dots of the first panel, in the order in which they are drawn. */
const dotsOf = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));

describe('the lines of a chart', () => {
  it('hold what is gained on the membrane of the same cases, fewest calls first', () => {
    const [line, ...others] = collectLines({ title: 'T', methods, cases, results });
    expect(others).toEqual([]);
    expect(line).toMatchObject({ family: 'photo' });
    expect(line!.points.map(({ calls, gainDb }) => [calls, gainDb.mean])).toEqual([
      [1, -1],
      [10, 3],
      [100, 4],
    ]);
  });

  it('compare a point of few cases with those very cases', () => {
    // The second picture is much easier; only the first is repaired with many calls.
    const given = [
      ...[result(harmonic, 20), result(harmonic, 40, 'b.png')],
      ...[result(ten, 22), result(ten, 44, 'b.png'), result(hundred, 23)],
      // Without a membrane there is nothing to gain on.
      result(ten, 99, 'c.png'),
    ];
    const [line] = collectLines({ title: 'T', methods, cases, results: given });
    expect(line!.points).toEqual([
      { calls: 10, cases: 2, gainDb: { mean: 3, error: 1 }, texture: { mean: 0.5, error: 0 } },
      { calls: 100, cases: 1, gainDb: { mean: 3, error: 0 }, texture: { mean: 0.5, error: 0 } },
    ]);
  });
});

test('calls go to the right on a logarithmic axis, better is higher, and each family has one line', () => {
  const svg = drawQuality({ title: 'T <x>', methods, cases, results });
  expect(svg).toContain('T &lt;x&gt;');
  const dots = dotsOf(svg);
  expect(dots).toHaveLength(6);
  const [first, second, third] = dots;
  expect(second!.x - first!.x).toBeCloseTo(third!.x - second!.x, 0);
  expect(second!.x).toBeGreaterThan(first!.x);
  expect(first!.y).toBeGreaterThan(second!.y);
  expect(second!.y).toBeGreaterThan(third!.y);
  expect(svg.match(/>photo<\/text>/g)).toHaveLength(2);
  expect(svg.match(/>harmonic fill</g)).toHaveLength(1);
});

test('a method that is far behind lies on the lower edge and does not flatten the others', () => {
  const paper = method('paper', 10);
  const spanOf = (svg: string) => dotsOf(svg)[0]!.y - dotsOf(svg)[2]!.y;
  const alone = drawQuality({ title: 'T', methods, cases, results });
  const beside = drawQuality({
    title: 'T',
    methods: [...methods, paper],
    cases,
    results: [...results, result(paper, 5)],
  });
  expect(spanOf(beside)).toBeGreaterThan(0.8 * spanOf(alone));
  // Its mark in the panel of PSNR is another than that of a figure which is true to scale.
  expect(dotsOf(beside)).toHaveLength(7);
});

test('ticks are told apart, however little the figures differ', () => {
  const close = [
    result(harmonic, 20),
    ...[0.02, 0.05, 0.09].map((gain, i) => result([one, ten, hundred][i]!, 20 + gain)),
  ];
  const svg = drawQuality({ title: 'T', methods, cases, results: close });
  const ticks = [...svg.matchAll(/text-anchor="end">([-\d.]+)</g)].map(([, text]) => text);
  const gains = ticks.slice(
    0,
    ticks.findIndex((tick) => tick === ticks[0], 1),
  );
  expect(new Set(ticks.slice(0, 5)).size).toBe(5);
  expect(gains).not.toContain('');
});

test('labels never lie on one another, nor below the panel', () => {
  const families = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((family) => method(family, 10));
  const svg = drawQuality({
    title: 'T',
    methods: [harmonic, ...families],
    cases,
    results: [result(harmonic, 24), ...families.map((each) => result(each, 2))],
  });
  const heights = [...svg.matchAll(/y="([\d.]+)" fill="#\w+">[a-h]</g)].map(([, y]) => Number(y));
  expect(heights).toHaveLength(16);
  for (const panel of [heights.slice(0, 8), heights.slice(8)]) {
    const gaps = [...panel]
      .sort((p, q) => p - q)
      .map((y, i, all) => (i === 0 ? 99 : y - all[i - 1]!));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(12);
    expect(Math.max(...panel)).toBeLessThan(320);
  }
  const colours = [...svg.matchAll(/fill="(#\w+)">[a-h]</g)].map(([, colour]) => colour);
  expect(new Set(colours).size).toBe(8);
});

test('a run that has repaired nothing gives an empty chart', () => {
  expect(drawQuality({ title: 'T', methods, cases, results: [] })).toMatch(
    /^<svg[\s\S]*<\/svg>\n$/,
  );
});
