import { describe, expect, it } from 'vitest';
import { findDamage, type SecondOpinion } from '../../../../src-main/engine/detection/find-damage';
import { EngineError } from '../../../../src-main/engine/errors';
import { createDice } from '../../../support/damage-drawing';
import { drawBlob, drawStroke } from '../../../support/damage-drawing-strokes';
import { createContrastNetwork, createDamageNetwork } from '../../../support/damage-networks';
import { softPicture, sourceOfPicture, type LumaPicture } from '../../../support/drawn-picture';

const width = 700;
const height = 300;
const pause = () => Promise.resolve();

/** A scratch at the left and a speck at the right, both far brighter than what is around them. */
function damagedPicture(alpha: number): LumaPicture {
  const picture = softPicture(width, height, 7);
  const owner = new Uint16Array(width * height);
  const ink = { value: 1, alpha, softnessPx: 0.6, dice: createDice(4) };
  const path = Array.from({ length: 30 }, (_, i) => ({ x: 40 + 5 * i, y: 60 + 4 * i }));
  drawStroke({ ...picture, owner }, path, { ...ink, number: 1, widthPx: 2.5, gaps: 0 });
  drawBlob({ ...picture, owner }, { x: 640, y: 200 }, { ...ink, number: 2, radiusPx: 2.5 });
  return picture;
}

const faint = damagedPicture(0.12);
const clear = damagedPicture(0.6);

async function countMarks(
  picture: LumaPicture,
  network?: SecondOpinion['network'],
  sensitivity = 0.25,
): Promise<number> {
  const failures: unknown[] = [];
  const onNetworkFailure = (error: EngineError) => failures.push(error);
  const found = await findDamage(sourceOfPicture(picture), {
    sensitivity,
    pause,
    ...(network && { secondOpinion: { network, onNetworkFailure } }),
  });
  expect(failures).toEqual([]);
  return found!.marks.filter(({ isProbablyPicture }) => !isProbablyPicture).length;
}

describe('a network that is asked about what the filters find', () => {
  it('lets doubtful marks pass, or keeps them from it', async () => {
    const contrast = createContrastNetwork();
    const nothing = createDamageNetwork(() => -8);
    const alone = await countMarks(faint, undefined, 0.5);
    expect(await countMarks(faint, () => Promise.resolve(contrast), 0.5)).toBeGreaterThan(alone);
    expect(await countMarks(clear)).toBeGreaterThan(0);
    expect(await countMarks(clear, () => Promise.resolve(nothing))).toBe(0);
  });

  it('sees the picture over its own tones, and damage beyond them', async () => {
    const network = createDamageNetwork(() => 0);
    await countMarks(clear, () => Promise.resolve(network), 1);
    expect(network.asked.length).toBeGreaterThan(0);
    let brightest = -Infinity;
    for (const { data } of network.asked) {
      const luma = data.subarray(0, data.length / 3);
      expect(data.subarray(data.length / 3).every((value) => value === 0)).toBe(true);
      const inside = luma.filter((value) => value >= -1 && value <= 1).length / luma.length;
      expect(inside).toBeGreaterThan(0.95);
      brightest = luma.reduce((most, value) => Math.max(most, value), brightest);
    }
    // Far brighter than all but half a percent of the picture.
    expect(brightest).toBeGreaterThan(1.1);
    expect(brightest).toBeLessThanOrEqual(1.5);
  });

  it('is asked only where there is something, in sizes that it takes', async () => {
    const network = createDamageNetwork(() => 0);
    await countMarks(clear, () => Promise.resolve(network));
    expect(network.asked.length).toBeGreaterThan(0);
    for (const { height: rows, width: columns } of network.asked) {
      expect(rows % network.sizeMultiple).toBe(0);
      expect(columns % network.sizeMultiple).toBe(0);
      expect(Math.max(rows, columns)).toBeLessThanOrEqual(256 + 2 * network.haloPx);
    }
    const idle = createDamageNetwork(() => 0);
    const flat = { width, height, luma: new Float32Array(width * height).fill(0.5) };
    await countMarks(flat, () => Promise.resolve(idle));
    expect(idle.asked).toEqual([]);
  });

  it('answers for a candidate that several tiles share', async () => {
    const picture = softPicture(width, height, 7);
    const owner = new Uint16Array(width * height);
    const path = Array.from({ length: 60 }, (_, i) => ({ x: 30 + 10 * i, y: 120 + i }));
    const ink = { value: 1, alpha: 0.5, softnessPx: 0.6, dice: createDice(4) };
    drawStroke({ ...picture, owner }, path, { ...ink, number: 1, widthPx: 2.5, gaps: 0 });
    const line = createContrastNetwork();
    const shifted = createContrastNetwork(9);
    expect(await countMarks(picture, () => Promise.resolve(line), 0.75)).toBeGreaterThan(0);
    expect(await countMarks(picture, () => Promise.resolve(shifted), 0.75)).toBe(0);
  });

  it('is done without where there is none', async () => {
    const alone = await countMarks(clear);
    expect(await countMarks(clear, () => Promise.resolve(undefined))).toBe(alone);
  });

  it('may fail: that is told, and the search goes on without it', async () => {
    const failures: EngineError[] = [];
    const broken = {
      ...createDamageNetwork(() => 0),
      logits: () => Promise.reject(new EngineError('prior', 'It stopped.')),
    };
    const found = await findDamage(sourceOfPicture(clear), {
      sensitivity: 0.25,
      pause,
      secondOpinion: {
        network: () => Promise.resolve(broken),
        onNetworkFailure: (error) => failures.push(error),
      },
    });
    expect(failures.map(({ message }) => message)).toEqual(['It stopped.']);
    const marks = found!.marks.filter(({ isProbablyPicture }) => !isProbablyPicture);
    expect(marks).toHaveLength(await countMarks(clear));
  });
});
