import { describe, expect, it, vi } from 'vitest';
import { DamageSearch } from '../../../../src-main/engine/detection/damage-search';
import type { FoundMark } from '../../../../src-main/engine/detection/found-mark';
import type { LumaLevel } from '../../../../src-main/engine/detection/luma-pyramid';
import { LumaStatistics } from '../../../../src-main/engine/detection/luma-statistics';
import { makeMarks } from '../../../../src-main/engine/detection/make-marks';

vi.mock(import('../../../../src-main/engine/detection/make-marks'), async (original) => ({
  ...(await original()),
  makeMarks: vi.fn(),
}));

const breathe = () => Promise.resolve();
const data = new Uint16Array(100 * 100);
const level = { width: 100, height: 100, scale: 1, data } as unknown as LumaLevel;
const statistics = new LumaStatistics(level);
const search = () =>
  new DamageSearch({ levels: [level], statistics, evidence: [], candidates: [] });

/** Makes the photo's marks those of these that reach the bar. */
function offer(marks: readonly Pick<FoundMark, 'confidence' | 'pixelCount'>[]): void {
  vi.mocked(makeMarks).mockImplementation((_, keeper) => {
    const made: FoundMark[] = [];
    for (const { confidence, pixelCount } of marks) {
      if (!keeper.reaches(confidence, pixelCount / 10_000)) continue;
      keeper.take(confidence, pixelCount / 10_000);
      made.push({ confidence, pixelCount, isProbablyPicture: false } as FoundMark);
    }
    return Promise.resolve(made);
  });
}

describe('a photo of which too much would be masked', () => {
  it('keeps at a stop of the slider what the stop before it finds, and loses nothing', async () => {
    const sure = Array.from({ length: 120 }, () => ({ confidence: 0.99, pixelCount: 100 }));
    const doubtful = Array.from({ length: 40 }, () => ({ confidence: 0.5, pixelCount: 25 }));
    offer([...sure, ...doubtful]);
    const { marks, isImplausible, countsByStop } = await search().conclude(1, breathe);
    expect(isImplausible).toBe(false);
    expect(countsByStop.slice(1).every((count, i) => count >= countsByStop[i]!)).toBe(true);
    expect(countsByStop[0]).toBeGreaterThan(0);
    expect(countsByStop[4]).toBe(marks.length);
    expect(marks.reduce((sum, { pixelCount }) => sum + pixelCount, 0)).toBeLessThanOrEqual(1500);
  });

  it('has no marks where even the most cautious ones are too much', async () => {
    vi.mocked(makeMarks).mockResolvedValue([
      { confidence: 0.98, pixelCount: 1501, isProbablyPicture: false } as FoundMark,
    ]);
    expect(await search().propose(1, breathe)).toEqual({ marks: [], isImplausible: true });
    expect(await search().propose(0, breathe)).toEqual({ marks: [], isImplausible: true });
  });
});
