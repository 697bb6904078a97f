import { describe, expect, it } from 'vitest';
import {
  BarKeeper,
  proposalBar,
  sensitivityStops,
  similarBar,
  sureness,
} from '../../../../src-main/engine/detection/sensitivity';

const bar = {
  confidence: 0.7,
  expectedMistake: 0.001,
  expectedMistakes: 0.0025,
  leniencyOfOne: 0.3,
};

describe.each(['measurements', 'network'] as const)('the bars of the slider for %s', (judge) => {
  it('let ever more pass from cautious to thorough', () => {
    const bars = Array.from({ length: 41 }, (_, i) => proposalBar(i / 40, judge));
    bars.slice(1).forEach((next, i) => {
      expect(next.confidence).toBeLessThan(bars[i]!.confidence);
      expect(next.expectedMistake).toBeGreaterThan(bars[i]!.expectedMistake);
      expect(next.expectedMistakes).toBeGreaterThan(bars[i]!.expectedMistakes);
    });
    for (const sure of [0, 5, 12, 24]) {
      const allowed = bars.map(({ expectedMistake, expectedMistakes, leniencyOfOne }) => {
        const leniency = 1 + sure * leniencyOfOne;
        return [leniency * expectedMistake, leniency * expectedMistakes] as const;
      });
      allowed.slice(1).forEach((next, i) => {
        expect(next[0]).toBeGreaterThan(allowed[i]![0]);
        expect(next[1]).toBeGreaterThan(allowed[i]![1]);
      });
    }
    expect(proposalBar(-1, judge)).toEqual(proposalBar(0, judge));
    expect(proposalBar(2, judge)).toEqual(proposalBar(1, judge));
  });

  it('are lower for what is like a mark that is known to be damage', () => {
    for (const stop of sensitivityStops) {
      expect(similarBar(stop, judge).confidence).toBeLessThan(proposalBar(stop, judge).confidence);
      expect(similarBar(stop, judge).expectedMistake).toBeGreaterThan(
        proposalBar(stop, judge).expectedMistake,
      );
      expect(similarBar(stop, judge).leniencyOfOne).toBeLessThanOrEqual(0.15);
    }
  });
});

describe('BarKeeper', () => {
  it('asks for confidence and for a small area that may be a mistake', () => {
    const keeper = new BarKeeper(bar, 0);
    expect(keeper.reaches(0.69, 1e-6)).toBe(false);
    expect(keeper.reaches(0.8, 0.0049)).toBe(true);
    expect(keeper.reaches(0.8, 0.0051)).toBe(false);
  });

  it('counts what the marks before may have masked by mistake, but for what is negligible', () => {
    const keeper = new BarKeeper(bar, 0);
    keeper.take(0.8, 0.0049);
    keeper.take(0.8, 0.0049);
    expect(keeper.reaches(0.8, 0.0049)).toBe(false);
    expect(keeper.reaches(0.8, 0.0001)).toBe(true);
  });

  it('is more lenient where much else is sure, within bounds, and never about confidence', () => {
    const share = (sure: number) => {
      const keeper = new BarKeeper(bar, sure);
      let low = 0;
      for (let area = 0; area < 0.1; area += 0.0001) if (keeper.reaches(0.8, area)) low = area;
      return low;
    };
    expect(share(5)).toBeGreaterThan(2 * share(sureness(0.8)));
    expect(share(1000)).toBeCloseTo(share(25), 5);
    expect(share(1000)).toBeLessThan(9 * share(0));
    expect(new BarKeeper(bar, 1000).reaches(0.69, 1e-6)).toBe(false);
  });

  it('lets no mark speak for itself', () => {
    const keeper = new BarKeeper(bar, sureness(0.9));
    expect(keeper.reaches(0.9, 0.0105)).toBe(false);
    expect(new BarKeeper(bar, sureness(0.9) + 1).reaches(0.9, 0.0105)).toBe(true);
  });
});
