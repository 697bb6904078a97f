import { describe, expect, it } from 'vitest';
import { gatherEvidence, type Evidence } from '../../../../src-main/engine/detection/evidence';
import { directionCount } from '../../../../src-main/engine/detection/line-filter';
import { storedWhite, type LumaLevel } from '../../../../src-main/engine/detection/luma-pyramid';
import { createDice } from '../../../support/damage-drawing';
import { drawBlob, drawStroke } from '../../../support/damage-drawing-strokes';
import { softPicture } from '../../../support/drawn-picture';

const breathe = () => Promise.resolve();
const width = 600;
const height = 300;

/** A scratch across the seams between tiles, and a speck. */
function damagedLevel(): LumaLevel {
  const picture = softPicture(width, height, 6);
  const canvas = { ...picture, owner: new Uint16Array(width * height) };
  const ink = { value: 0.95, alpha: 0.8, softnessPx: 0.6, number: 1, gaps: 0, dice: createDice(8) };
  const path = Array.from({ length: 100 }, (_, i) => ({ x: 40 + 5 * i, y: 250 + 0.1 * i }));
  drawStroke(canvas, path, { ...ink, widthPx: 2 });
  drawBlob(canvas, { x: 100, y: 60 }, { ...ink, value: 0.02, radiusPx: 2.5 });
  const data = Uint16Array.from(picture.luma, (luma) => luma * storedWhite);
  return { scale: 1, width, height, data };
}

const strongest = (evidence: Evidence, x: number, y: number) => {
  let best = (y - 2) * width + x;
  for (let row = y - 2; row <= y + 2; row++) {
    const index = row * width + x;
    if (evidence.lineStrength[index]! > evidence.lineStrength[best]!) best = index;
  }
  return best;
};

describe('evidence', () => {
  it('runs along a scratch without a break at the seams of tiles', async () => {
    const evidence = await gatherEvidence(damagedLevel(), breathe);
    for (let x = 60; x < 530; x++) {
      const index = strongest(evidence, x, Math.round(250 + (0.1 * (x - 40)) / 5));
      expect(evidence.lineStrength[index], `x = ${x}`).toBeGreaterThan(48);
      expect(evidence.lineCode[index]! % directionCount).toBe(0);
      expect(evidence.lineCode[index]).toBeLessThan(directionCount);
    }
  });

  it('marks a dark speck as dark, and hardly anything in grain', async () => {
    const evidence = await gatherEvidence(damagedLevel(), breathe);
    expect(evidence.speckStrength[60 * width + 100]).toBeGreaterThan(100);
    expect(evidence.speckIsDark[60 * width + 100]).toBe(1);
    const grain = evidence.speckStrength.filter(
      (strength, i) => strength > 80 && i < 200 * width && i % width > 200,
    );
    expect(grain.length).toBeLessThan(0.001 * 400 * 200);
  });
});
