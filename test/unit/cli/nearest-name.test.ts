import { describe, expect, it } from 'vitest';
import { nearestName } from '../../../src-main/cli/nearest-name';

const names = ['mask', 'iterations', 'save-iterations', 'seed', 'strength', 'overwrite'];

describe('nearestName', () => {
  it.each([
    ['msak', 'mask'],
    ['iteration', 'iterations'],
    ['sed', 'seed'],
    ['strenght', 'strength'],
    ['over-write', 'overwrite'],
    ['save-iter', 'save-iterations'],
    ['itrations', 'iterations'],
  ])('%s means %s', (typed, meant) => {
    expect(nearestName(typed, names)).toBe(meant);
  });

  it.each(['colour', 'x', 'zzzz', ''])('nothing is near to “%s”', (typed) => {
    expect(nearestName(typed, names)).toBeUndefined();
  });
});
