import { expect, test } from 'vitest';
import { drawMark, emptyDamageMask } from '../../../../../src-main/cli/bench/speed/draw-mark';
import { makeScan } from '../../../../../src-main/cli/bench/speed/paint-scan';
import { scatterDamage } from '../../../../../src-main/cli/bench/speed/scatter-damage';

const damagedIn = (data: Uint8Array) => data.reduce((n, value) => n + (value === 0 ? 0 : 1), 0);

test('a speck is a disc, a scratch has round ends, and nothing is counted twice', () => {
  const mask = emptyDamageMask(20, 10);
  const speck = { from: [5, 5], to: [5, 5], radiusPx: 1 } as const;
  expect(drawMark(mask, speck)).toBe(5);
  expect(drawMark(mask, speck)).toBe(0);
  expect(drawMark(mask, { from: [5, 5], to: [9, 5], radiusPx: 1 })).toBe(3 * 4);
  expect(damagedIn(mask.data)).toBe(17);
});

test('marks that leave the picture are cut', () => {
  const mask = emptyDamageMask(6, 6);
  expect(drawMark(mask, { from: [-4, 2], to: [30, 2], radiusPx: 0.5 })).toBe(6);
});

test('damage covers the share that was asked for, all over the picture, the same every time', () => {
  const mask = emptyDamageMask(600, 400);
  const covered = scatterDamage(mask, 0.01);
  expect(covered).toBe(damagedIn(mask.data));
  expect(covered / (600 * 400)).toBeGreaterThanOrEqual(0.01);
  expect(covered / (600 * 400)).toBeLessThan(0.012);
  const again = emptyDamageMask(600, 400);
  scatterDamage(again, 0.01);
  // Vitest compares long arrays slowly.
  expect(Buffer.compare(again.data, mask.data)).toBe(0);
  for (const rows of [mask.data.subarray(0, 120_000), mask.data.subarray(120_000)]) {
    expect(damagedIn(rows)).toBeGreaterThan(covered / 5);
  }
});

test('a larger scan holds the smaller one in its corner', () => {
  const marks = [{ from: [10, 4], to: [14, 20], radiusPx: 1 }] as const;
  const small = makeScan(40, 30, marks);
  const large = makeScan(300, 280, marks);
  for (let y = 0; y < 30; y++) {
    const row = large.photo.data.subarray(y * 300 * 3, (y * 300 + 40) * 3);
    expect(row).toEqual(small.photo.data.subarray(y * 40 * 3, (y + 1) * 40 * 3));
  }
  const scratch = 3 * (12 * 40 + 12);
  expect([...small.photo.data.subarray(scratch, scratch + 3)]).toEqual([255, 255, 255]);
});
