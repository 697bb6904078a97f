import { describe, expect, it } from 'vitest';
import { joinChains } from '../../../../src-main/engine/detection/chain-joining';
import type { Chain } from '../../../../src-main/engine/detection/ridge-chains';

/** A straight piece of `length` steps from a point in the direction of an angle in degrees. */
function piece(x: number, y: number, degrees: number, length: number, isDark = false): Chain {
  const angle = (degrees * Math.PI) / 180;
  return {
    x: Float32Array.from({ length }, (_, i) => x + i * Math.cos(angle)),
    y: Float32Array.from({ length }, (_, i) => y + i * Math.sin(angle)),
    isDark,
    strengthSum: 50 * length,
  };
}

describe('joining the pieces of a broken line', () => {
  it.each([
    ['on one line, with a short gap', piece(0, 50, 0, 20), piece(28, 50, 0, 20), true],
    ['drawn in opposite directions', piece(0, 50, 0, 20), piece(48, 50, 180, 20), true],
    ['with a gap that only long pieces may have', piece(0, 50, 0, 60), piece(90, 51, 0, 60), true],
    ['the same gap between short pieces', piece(0, 50, 0, 20), piece(50, 50, 0, 20), false],
    ['side by side', piece(0, 50, 0, 20), piece(24, 58, 0, 20), false],
    ['around a corner', piece(0, 50, 0, 20), piece(24, 50, 60, 20), false],
    ['a brighter and a darker one', piece(0, 50, 0, 20), piece(26, 50, 0, 20, true), false],
  ])('%s', (_, first, second, isJoined) => {
    const joined = joinChains([first, second]);
    expect(joined).toHaveLength(isJoined ? 1 : 2);
    if (!isJoined) return;
    const [chain] = joined;
    expect(chain!.x).toHaveLength(first.x.length + second.x.length);
    expect(chain!.strengthSum).toBe(first.strengthSum + second.strengthSum);
    const steps = Array.from(chain!.x.slice(1), (x, i) => x - chain!.x[i]!);
    expect(steps.every((step) => Math.sign(step) === Math.sign(steps[0]!))).toBe(true);
  });

  it('makes one line of many pieces, whatever their order', () => {
    const pieces = [3, 0, 4, 1, 2].map((i) => piece(30 * i, 50, 0, 22));
    expect(joinChains(pieces)).toHaveLength(1);
  });
});
