import { describe, expect, it } from 'vitest';
import {
  measureContinuation,
  type LinePiece,
} from '../../../../src-main/engine/detection/continuation';
import { findDamage } from '../../../../src-main/engine/detection/find-damage';
import { softPicture, sourceOfPicture } from '../../../support/drawn-picture';

const faintContrast = 0.03;

const piece = (startX: number, startY: number, endX: number, endY: number, isDark = false) => ({
  startX,
  startY,
  endX,
  endY,
  isDark,
});

/** How much a doubtful piece is supported by a sure one, in a photo of 1,000 pixels. */
function supportBy(sure: LinePiece, doubtful: LinePiece): number {
  return measureContinuation([sure, doubtful], [1, 0.3], 1000)[1]!;
}

describe('a line that goes on with another', () => {
  const sure = piece(0, 500, 300, 500);

  it('is supported the more, the more of the line both cover', () => {
    expect(supportBy(sure, piece(300, 500, 400, 500))).toBeCloseTo(1, 9);
    expect(supportBy(sure, piece(500, 500, 600, 500))).toBeCloseTo(400 / 600, 9);
    expect(supportBy(sure, piece(900, 500, 1000, 500))).toBeCloseTo(0.4, 9);
  });

  it('may lie in any direction, be drawn the other way round and be the longer one', () => {
    const slanted = piece(100, 100, 200, 200);
    expect(supportBy(slanted, piece(500, 500, 250, 250))).toBeGreaterThan(0.8);
  });

  it('is not supported beside the line, at an angle, or where both lie side by side', () => {
    expect(supportBy(sure, piece(320, 540, 420, 540))).toBe(0);
    expect(supportBy(sure, piece(320, 500, 400, 560))).toBe(0);
    expect(supportBy(sure, piece(100, 503, 200, 503))).toBe(0);
  });

  it('is supported less by one of the other polarity', () => {
    const same = supportBy(sure, piece(320, 500, 420, 500));
    const other = supportBy(sure, piece(320, 500, 420, 500, true));
    expect(other).toBeGreaterThan(0);
    expect(other).toBeLessThan(same);
  });

  it('is supported by nothing doubtful, by nothing that is no line, and not by itself', () => {
    const other = piece(320, 500, 420, 500);
    expect(measureContinuation([sure, other], [0.5, 0.3], 1000)).toEqual([0, 0]);
    expect(measureContinuation([undefined, other], [1, 0.3], 1000)).toEqual([0, 0]);
    expect(measureContinuation([sure], [1], 1000)).toEqual([0]);
  });

  it('is compared with the surest of very many lines', () => {
    const elsewhere = Array.from({ length: 400 }, (_, i) => piece(0, i, 300, i));
    const other = piece(320, 900, 420, 900);
    const pieces = [...elsewhere, piece(0, 900, 300, 900), other];
    const probabilities = [...elsewhere.map(() => 0.9), 0.95, 0.3];
    expect(measureContinuation(pieces, probabilities, 1000).at(-1)).toBeGreaterThan(0.8);
  });
});

/** A faint line across the right third of a wall, and a strong one on the left, in the same row or elsewhere. */
async function confidenceOfFaintLine(strongRow: number): Promise<number> {
  const picture = softPicture(480, 320, 5);
  const drawLine = (row: number, from: number, to: number, contrast: number) => {
    for (const y of [row, row + 1])
      for (let x = from; x < to; x++) picture.luma[y * picture.width + x]! += contrast;
  };
  drawLine(strongRow, 10, 280, 0.4);
  drawLine(160, 330, 400, faintContrast);
  const options = { sensitivity: 1, pause: () => Promise.resolve() };
  const { marks } = (await findDamage(sourceOfPicture(picture), options))!;
  const isFaintLine = ({ runs }: { readonly runs: ArrayLike<number> }) =>
    runs[0]! > 150 && runs[0]! < 170 && runs[1]! > 300;
  return Math.max(0, ...marks.filter(isFaintLine).map(({ confidence }) => confidence));
}

describe('a faint line in a photo', () => {
  it('is more surely damage where it goes on with a strong one', async () => {
    const alone = await confidenceOfFaintLine(60);
    expect(alone).toBeGreaterThan(0);
    expect(await confidenceOfFaintLine(160)).toBeGreaterThan(alone + 0.03);
  });
});
