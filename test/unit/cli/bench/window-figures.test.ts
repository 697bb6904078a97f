import { describe, expect, it } from 'vitest';
import {
  windowMeasurementSchema,
  windowTable,
} from '../../../../src-main/cli/bench/window/window-figures';

describe('the table of the window', () => {
  it('says beside each figure what it should be, and whether it is', () => {
    const table = windowTable([
      { measure: 'start', what: 'start', unit: 's', value: 1.234, target: 2 },
      { measure: 'stall', what: 'page held up', unit: 'ms', value: 61.4, target: 50 },
      { measure: 'overhead', what: 'longer by', unit: '%', value: 10, target: 10 },
      { measure: 'large', what: 'frames dropped', unit: 'frames', value: 3 },
    ]);
    expect(table.split('\n').slice(2)).toEqual([
      '| start | at most 2 s | 1.23 s | met |',
      '| page held up | at most 50 ms | 61 ms | MISSED |',
      '| longer by | at most 10 % | 10.0 % | met |',
      '| frames dropped |  | 3 frames |  |',
    ]);
  });

  it('is made of measurements and of nothing else that is written between them', () => {
    const line = { measure: 'start', what: 'start', unit: 's', value: 1 };
    expect(windowMeasurementSchema.safeParse(line).success).toBe(true);
    expect(windowMeasurementSchema.safeParse({ ...line, measure: 'speed' }).success).toBe(false);
    expect(windowMeasurementSchema.safeParse({ ...line, value: null }).success).toBe(false);
  });
});
