import { describe, expect, it } from 'vitest';
import { findDamage } from '../../../../src-main/engine/detection/find-damage';
import { createDice, drawDamage, drawnKinds, startCanvas } from '../../../support/damage-drawing';
import { softPicture, sourceOfPicture } from '../../../support/drawn-picture';

const width = 420;
const height = 320;
const damageCount = 12;

/** A soft picture with two pieces of damage of each kind, and where they are. */
function drawPicture(seed: number) {
  const dice = createDice(seed);
  const { luma } = softPicture(width, height, seed);
  const canvas = startCanvas(luma, width, height);
  const drawn = Array.from({ length: damageCount }, (_, i) =>
    drawDamage(canvas, drawnKinds[i % drawnKinds.length]!, i + 1, dice),
  );
  return { canvas, drawn };
}

describe('drawn damage', () => {
  it('is the same for the same seed, and stays within black and white', () => {
    const [first, again, other] = [drawPicture(1), drawPicture(1), drawPicture(2)];
    expect(first.canvas.luma).toEqual(again.canvas.luma);
    expect(first.canvas.luma).not.toEqual(other.canvas.luma);
    expect(first.canvas.luma.every((luma) => luma >= 0 && luma <= 1)).toBe(true);
  });

  it('is found for the most part where it is strong, and little else is', async () => {
    let strong = 0;
    let found = 0;
    let masked = 0;
    let rightlyMasked = 0;
    for (const seed of [3, 4]) {
      const { canvas, drawn } = drawPicture(seed);
      const { marks } = (await findDamage(sourceOfPicture(canvas), {
        sensitivity: 0.5,
        pause: () => Promise.resolve(),
      }))!;
      const isMasked = new Uint8Array(width * height);
      for (const { runs, isProbablyPicture } of marks) {
        for (let i = 0; i < runs.length && !isProbablyPicture; i += 3) {
          isMasked.fill(1, runs[i]! * width + runs[i + 1]!, runs[i]! * width + runs[i + 2]!);
        }
      }
      const pixels = new Float64Array(damageCount + 1);
      const covered = new Float64Array(damageCount + 1);
      canvas.owner.forEach((number, i) => {
        pixels[number]!++;
        covered[number]! += isMasked[i]!;
      });
      masked += covered.reduce((sum, count) => sum + count, 0);
      rightlyMasked += covered.reduce((sum, count) => sum + count, 0) - covered[0]!;
      for (const { number, contrast } of drawn) {
        if (contrast < 0.2 || pixels[number]! < 8) continue;
        strong++;
        if (covered[number]! > pixels[number]! / 2) found++;
      }
    }
    expect(strong).toBeGreaterThan(10);
    expect(found / strong).toBeGreaterThan(0.7);
    // The skirt and the pixel around it are no damage in the sense of the drawing.
    expect(rightlyMasked / masked).toBeGreaterThan(0.5);
  });
});
