import { describe, expect, it } from 'vitest';
import { createLinearSchedule } from '../../../../src-main/engine/schedule/noise-schedule';

describe('createLinearSchedule', () => {
  const schedule = createLinearSchedule();

  it('has the known values of the DDPM schedule', () => {
    expect(schedule.numTimesteps).toBe(1000);
    expect(schedule.alphaBar(0)).toBeCloseTo(1 - 1e-4, 12);
    expect(schedule.alphaBar(999)).toBeCloseTo(4.0358e-5, 8);
    // sigma of some timesteps, to the digits of the published noise levels.
    for (const [timestep, sigma] of [
      [10, 0.047],
      [100, 0.342],
      [300, 1.24],
      [999, 157],
    ] as const) {
      expect(Math.abs(schedule.sigma(timestep) / sigma - 1)).toBeLessThan(0.02);
    }
  });

  it('loses signal at every timestep, and its snr is 1 / sigma^2', () => {
    for (let timestep = 0; timestep < 1000; timestep++) {
      expect(schedule.snr(timestep) * schedule.sigma(timestep) ** 2).toBeCloseTo(1, 9);
      if (timestep > 0) {
        expect(schedule.sigma(timestep)).toBeGreaterThan(schedule.sigma(timestep - 1));
      }
    }
  });

  it('finds the nearest timestep of every sigma', () => {
    for (let timestep = 0; timestep < 1000; timestep++) {
      expect(schedule.nearestTimestep(schedule.sigma(timestep))).toBe(timestep);
      expect(schedule.nearestTimestep(schedule.sigma(timestep) * 1.0001)).toBe(timestep);
    }
  });

  it('takes the ends for noise levels beyond them', () => {
    expect(schedule.nearestTimestep(0)).toBe(0);
    expect(schedule.nearestTimestep(1e6)).toBe(999);
  });

  it.each([-1, 1000, 0.5])('refuses timestep %d', (timestep) => {
    expect(() => schedule.alphaBar(timestep)).toThrow(/0 to 999/);
  });

  it('takes other ends and lengths', () => {
    const short = createLinearSchedule({ numTimesteps: 2, betaStart: 0.1, betaEnd: 0.2 });
    expect(short.alphaBar(0)).toBeCloseTo(0.9, 12);
    expect(short.alphaBar(1)).toBeCloseTo(0.72, 12);
  });
});
