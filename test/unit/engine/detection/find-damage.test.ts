import { describe, expect, it } from 'vitest';
import { findDamage, searchDamage } from '../../../../src-main/engine/detection/find-damage';
import type { FoundMark } from '../../../../src-main/engine/detection/found-mark';
import { createDice } from '../../../support/damage-drawing';
import { drawBlob, drawStroke, type Point } from '../../../support/damage-drawing-strokes';
import { softPicture, sourceOfPicture, type LumaPicture } from '../../../support/drawn-picture';

const pause = () => Promise.resolve();
const find = async (picture: LumaPicture, sensitivity = 0.25) =>
  (await findDamage(sourceOfPicture(picture), { sensitivity, pause }))!;

const width = 420;
const height = 320;
const scratch: Point[] = Array.from({ length: 50 }, (_, i) => ({ x: 80 + 5 * i, y: 60 + 3 * i }));
const specks: Point[] = [
  { x: 60, y: 250 },
  { x: 230, y: 40 },
  { x: 370, y: 90 },
];

/** Grain and shade with one scratch and three specks of a value. */
function damagedPicture(value: number, alpha = 0.9) {
  const picture = softPicture(width, height, 7);
  const owner = new Uint16Array(width * height);
  const dice = createDice(4);
  const ink = { value, alpha, softnessPx: 0.6, dice };
  drawStroke({ ...picture, owner }, scratch, { ...ink, number: 1, widthPx: 2.5, gaps: 0.1 });
  specks.forEach((speck, i) =>
    drawBlob({ ...picture, owner }, speck, { ...ink, number: 2 + i, radiusPx: 2.5 }),
  );
  return { picture, owner };
}

function maskOf(marks: readonly FoundMark[]): Uint8Array {
  const damageMask = new Uint8Array(width * height);
  for (const { runs, isProbablyPicture } of marks) {
    if (isProbablyPicture) continue;
    for (let i = 0; i < runs.length; i += 3) {
      damageMask.fill(1, runs[i]! * width + runs[i + 1]!, runs[i]! * width + runs[i + 2]!);
    }
  }
  return damageMask;
}

describe('findDamage', () => {
  it.each([
    ['brighter', 0.96],
    ['darker', 0.03],
  ] as const)('finds a scratch and specks that are %s', async (polarity, value) => {
    const { picture, owner } = damagedPicture(value);
    const { marks, isImplausible } = await find(picture, 0.5);
    expect(isImplausible).toBe(false);
    expect(marks.every((mark) => mark.polarity === polarity)).toBe(true);
    const damageMask = maskOf(marks);
    const share = (isWanted: (number: number) => boolean) => {
      const pixels = owner.map((number, i) => (isWanted(number) ? 1 + damageMask[i]! : 0));
      return pixels.filter((hit) => hit === 2).length / pixels.filter((hit) => hit > 0).length;
    };
    expect(share((number) => number === 1)).toBeGreaterThan(0.85);
    for (const speck of [2, 3, 4]) expect(share((number) => number === speck)).toBeGreaterThan(0.8);
    const masked = damageMask.reduce((sum, hit) => sum + hit, 0);
    expect(masked).toBeLessThan(2.5 * owner.filter((number) => number > 0).length);
    expect(marks.some((mark) => mark.class === 'dust')).toBe(true);
    expect(marks.some((mark) => mark.class === 'scratch' || mark.class === 'crease')).toBe(true);
  });

  it('describes each mark in a way that the window can rely on', async () => {
    const { marks } = await find(damagedPicture(0.96).picture);
    expect(marks.length).toBeGreaterThan(0);
    expect(new Set(marks.map(({ id }) => id)).size).toBe(marks.length);
    for (const mark of marks) {
      const { runs, bounds } = mark;
      let count = 0;
      for (let i = 0; i < runs.length; i += 3) {
        expect(runs[i + 1]!).toBeLessThan(runs[i + 2]!);
        expect(runs[i + 1]!).toBeGreaterThanOrEqual(bounds.x);
        expect(runs[i + 2]!).toBeLessThanOrEqual(bounds.x + bounds.width);
        if (i > 0) expect(runs[i]!).toBeGreaterThanOrEqual(runs[i - 3]!);
        count += runs[i + 2]! - runs[i + 1]!;
      }
      expect(mark.pixelCount).toBe(count);
      expect(mark.confidence).toBeGreaterThan(0);
      expect(mark.confidence).toBeLessThanOrEqual(1);
      expect(mark.reasons.length).toBeGreaterThan(0);
    }
  });

  it('proposes more the more thorough it is asked to be', async () => {
    const { picture } = damagedPicture(0.96, 0.18);
    const counts: number[] = [];
    for (const sensitivity of [0, 0.5, 1]) {
      const { marks } = await find(picture, sensitivity);
      counts.push(marks.filter((mark) => !mark.isProbablyPicture).length);
    }
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[2]).toBeGreaterThan(counts[0]!);
  });

  it('finds nothing in grain, and nothing in flawless pictures of any size', async () => {
    const flat = (w: number, h: number, value: number): LumaPicture => ({
      width: w,
      height: h,
      luma: new Float32Array(w * h).fill(value),
    });
    const pictures = [
      softPicture(300, 260, 9, 0.03),
      softPicture(300, 260, 9, 0.2),
      softPicture(1, 5000, 9),
      softPicture(5000, 1, 9),
      softPicture(17, 17, 9),
      softPicture(40, 2000, 9),
      flat(200, 200, 0),
      flat(200, 200, 1),
    ];
    for (const picture of pictures) {
      const { marks, isImplausible } = await find(picture);
      expect(isImplausible || marks.every((mark) => mark.isProbablyPicture)).toBe(true);
    }
  });

  it('proposes nothing on a page of drawn lines, and says that it is no photograph', async () => {
    const picture = { width: 400, height: 300, luma: new Float32Array(400 * 300).fill(1) };
    const owner = new Uint16Array(400 * 300);
    const dice = createDice(6);
    const ink = { value: 0, alpha: 1, softnessPx: 0.5, number: 1, gaps: 0, widthPx: 2, dice };
    for (let line = 0; line < 40; line++) {
      const from = { x: 400 * dice(), y: 300 * dice() };
      const to = { x: from.x + 120 * (dice() - 0.5), y: from.y + 120 * (dice() - 0.5) };
      drawStroke({ ...picture, owner }, [from, to], ink);
    }
    expect(await find(picture, 1)).toMatchObject({ marks: [], isImplausible: true });
  });

  it('answers undefined once it is stopped, and reads no further', async () => {
    const picture = softPicture(400, 900, 1);
    const signal = { aborted: false };
    let reads = 0;
    const source = sourceOfPicture(picture);
    const found = await findDamage(
      {
        ...source,
        readLuma(region) {
          reads++;
          signal.aborted = true;
          return source.readLuma(region);
        },
      },
      { sensitivity: 0.5, pause, signal },
    );
    expect(found).toBeUndefined();
    expect(reads).toBe(1);
  });

  it('shows what it sees in a reduced photo first, where the photo is large', async () => {
    const picture = softPicture(2600, 200, 1);
    const owner = new Uint16Array(2600 * 200);
    const path = Array.from({ length: 150 }, (_, i) => ({ x: 200 + 6 * i, y: 100 }));
    const ink = { value: 0.97, alpha: 1, softnessPx: 1, number: 1, gaps: 0, dice: createDice(1) };
    drawStroke({ ...picture, owner }, path, { ...ink, widthPx: 5 });
    const previews: number[] = [];
    await searchDamage(sourceOfPicture(picture), {
      pause,
      async onPartial(search, breathe) {
        previews.push((await search.propose(0.75, breathe)).marks.length);
      },
    });
    expect(previews.length).toBeGreaterThan(0);
    expect(previews.at(-1)).toBeGreaterThan(0);
  });
});
