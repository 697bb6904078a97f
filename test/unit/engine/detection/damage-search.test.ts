import { describe, expect, it } from 'vitest';
import type { DamageSearch } from '../../../../src-main/engine/detection/damage-search';
import { findDamage, searchDamage } from '../../../../src-main/engine/detection/find-damage';
import type { FoundMark } from '../../../../src-main/engine/detection/found-mark';
import { sensitivityStops } from '../../../../src-main/engine/detection/sensitivity';
import { createDice } from '../../../support/damage-drawing';
import { drawBlob, drawStroke } from '../../../support/damage-drawing-strokes';
import { softPicture, sourceOfPicture } from '../../../support/drawn-picture';

const width = 640;
const height = 420;
const pause = () => Promise.resolve();
const breathe = () => Promise.resolve();

/** One clear bright scratch, three faint ones in its direction, a faint one across it, a faint dark one, and specks. */
function drawPrint() {
  const picture = softPicture(width, height, 7, 0.012);
  const owner = new Uint16Array(width * height);
  const dice = createDice(4);
  const canvas = { ...picture, owner };
  const draw = (number: number, from: [number, number], to: [number, number], alpha: number) => {
    const path = Array.from({ length: 40 }, (_, i) => ({
      x: from[0] + ((to[0] - from[0]) * i) / 39,
      y: from[1] + ((to[1] - from[1]) * i) / 39,
    }));
    const value = number === 6 ? 0 : 1;
    const ink = { value, alpha, softnessPx: 0.6, dice, number, widthPx: 2, gaps: 0 };
    drawStroke(canvas, path, ink);
  };
  draw(1, [60, 60], [280, 90], 0.09);
  draw(2, [60, 120], [140, 131], 0.055);
  draw(3, [60, 180], [140, 191], 0.055);
  draw(4, [60, 240], [140, 251], 0.055);
  draw(5, [400, 60], [412, 140], 0.04);
  draw(6, [400, 200], [480, 211], 0.17);
  for (const x of [300, 350, 420, 500]) {
    const ink = { value: 1, alpha: 0.3, softnessPx: 0.6, dice, number: 7, radiusPx: 2 };
    drawBlob(canvas, { x, y: 340 }, ink);
  }
  return { picture, owner };
}

/** The number of the drawn thing that most of a mark lies on; 0 where that is none. */
function ownerOf({ runs }: Pick<FoundMark, 'runs'>, owner: Uint16Array): number {
  const counts = new Map<number, number>();
  for (let i = 0; i < runs.length; i += 3) {
    for (let x = runs[i + 1]!; x < runs[i + 2]!; x++) {
      const number = owner[runs[i]! * width + x]!;
      if (number > 0) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

async function search(readCount: { reads: number } = { reads: 0 }) {
  const { picture, owner } = drawPrint();
  const source = sourceOfPicture(picture);
  const found = await searchDamage(
    {
      ...source,
      readLuma(region) {
        readCount.reads++;
        return source.readLuma(region);
      },
    },
    { pause },
  );
  return { found: found!, owner, source };
}

const damage = (marks: readonly FoundMark[]) => marks.filter((mark) => !mark.isProbablyPicture);
const conclude = async (found: DamageSearch, sensitivity: number) =>
  found.conclude(sensitivity, breathe);

describe('a photo that has been looked at', () => {
  it('gives at each sensitivity what a search of its own would find, without another look', async () => {
    const readCount = { reads: 0 };
    const { found, source } = await search(readCount);
    const { reads } = readCount;
    for (const sensitivity of [0.75, 0, 0.4, 0.75]) {
      const own = await findDamage(source, { sensitivity, pause });
      expect(await conclude(found, sensitivity)).toEqual(own);
    }
    expect(readCount.reads).toBe(reads);
  });

  it('says how many marks each stop of the slider would give', async () => {
    const { found } = await search();
    const { countsByStop } = await conclude(found, 0.5);
    const counts: number[] = [];
    for (const stop of sensitivityStops)
      counts.push(damage((await conclude(found, stop)).marks).length);
    expect(countsByStop).toEqual(counts);
    expect(countsByStop.at(-1)).toBeGreaterThan(countsByStop[0]!);
  });

  it('calls the same place by the same name at every sensitivity', async () => {
    const { found } = await search();
    const places = new Map<string, Int32Array>();
    for (const stop of sensitivityStops) {
      for (const { id, runs } of (await conclude(found, stop)).marks) {
        expect(runs).toEqual(places.get(id) ?? runs);
        places.set(id, runs);
      }
    }
    expect(places.size).toBeGreaterThan(3);
  });
});

describe('what is like a mark', () => {
  it('runs in its direction, is as bright and as wide, and is not among the marks already', async () => {
    const { found, owner } = await search();
    const { marks } = await conclude(found, 0);
    const example = marks.find((mark) => ownerOf(mark, owner) === 1)!;
    const similar = (await found.findSimilar(example.runs, 0, breathe))!;
    const owners = similar.marks.map((mark) => ownerOf(mark, owner));
    const proposed = damage(marks).map((mark) => ownerOf(mark, owner));
    const wanted = [2, 3, 4].filter((number) => !proposed.includes(number));
    expect(wanted.length).toBeGreaterThan(1);
    expect(owners).toEqual(expect.arrayContaining(wanted));
    for (const other of [1, 5, 6, 7]) expect(owners).not.toContain(other);
    const known = new Set(damage(marks).map(({ id }) => id));
    expect(similar.marks.every(({ id }) => !known.has(id))).toBe(true);
    expect(similar.marks.every(({ isProbablyPicture }) => !isProbablyPicture)).toBe(true);
    expect(similar.countsByStop).toEqual((await conclude(found, 0)).countsByStop);
  });

  it('is compared with what lies under any mark, also one that was painted', async () => {
    const { found, owner } = await search();
    const runs = Int32Array.from(Array.from({ length: 16 }, (_, i) => [332 + i, 290, 311]).flat());
    const similar = (await found.findSimilar(runs, 0, breathe))!;
    const owners = similar.marks.map((mark) => ownerOf(mark, owner));
    expect(owners.every((number) => number === 7 || number === 0)).toBe(true);
  });

  it('is unknown where nothing lies under the mark', async () => {
    const { found } = await search();
    const runs = Int32Array.from([400, 600, 606, 401, 600, 606]);
    expect(await found.findSimilar(runs, 0.5, breathe)).toBeUndefined();
  });
});
