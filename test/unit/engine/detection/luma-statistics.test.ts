import { expect, it } from 'vitest';
import { LumaStatistics } from '../../../../src-main/engine/detection/luma-statistics';
import { storedWhite } from '../../../../src-main/engine/detection/luma-pyramid';

it('knows how the luma of a photo is spread', () => {
  const [width, height] = [100, 50];
  const data = Uint16Array.from({ length: width * height }, (_, i) =>
    Math.round(storedWhite * (0.2 + (0.5 * i) / (width * height - 1))),
  );
  const statistics = new LumaStatistics({ scale: 1, width, height, data });
  for (const fraction of [0.005, 0.25, 0.5, 0.995]) {
    const luma = statistics.lumaAt(fraction);
    expect(luma).toBeCloseTo(0.2 + 0.5 * fraction, 2);
    expect(statistics.darkerFraction(luma)).toBeCloseTo(fraction, 1);
  }
  expect(statistics.lumaAt(0)).toBeLessThan(0.21);
  expect(statistics.lumaAt(1)).toBeLessThan(0.71);
});
