import { describe, expect, it } from 'vitest';
import {
  makeChartScale,
  toPolyline,
} from '../../../../src-renderer/components/inspector/chart-scale';

const points = [
  { iteration: 1, dataResidual: 1, priorResidual: 0.1 },
  { iteration: 2, dataResidual: 0.1, priorResidual: 0.01 },
  { iteration: 4, dataResidual: 0.01, priorResidual: 0 },
];

describe('the scale of the chart', () => {
  it('puts the largest residual at the top and equal ratios at equal distances', () => {
    const { x, y } = makeChartScale(points, 4, 240, 96);
    expect([y(1), y(0.1), y(0.01)]).toEqual([0, expect.closeTo(48), expect.closeTo(96)]);
    expect([x(0), x(2), x(4)]).toEqual([0, 120, 240]);
  });

  it('keeps a residual of 0, which has no logarithm, at the lower edge', () => {
    const scale = makeChartScale(points, 4, 240, 96);
    expect(scale.y(0)).toBeCloseTo(96);
    expect(toPolyline(points, 'priorResidual', scale)).toBe('60.0,48.0 120.0,96.0 240.0,96.0');
  });

  it('can be drawn while all residuals are alike, and before there are any', () => {
    const flat = [{ iteration: 1, dataResidual: 0.5, priorResidual: 0.5 }];
    expect(makeChartScale(flat, 1, 240, 96).y(0.5)).toBe(0);
    expect(toPolyline([], 'dataResidual', makeChartScale([], 0, 240, 96))).toBe('');
  });
});
