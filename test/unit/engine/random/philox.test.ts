import { describe, expect, it } from 'vitest';
import { philox } from '../../../../src-main/engine/random/philox';

function wordsOf(counter: readonly number[], key: readonly number[]): string[] {
  const out = new Int32Array(4);
  const [c0, c1, c2, c3] = counter as [number, number, number, number];
  const [k0, k1] = key as [number, number];
  philox(c0, c1, c2, c3, k0, k1, out);
  return Array.from(out, (word) => (word >>> 0).toString(16).padStart(8, '0'));
}

describe('philox', () => {
  // The known answers that Salmon et al. publish with the generator (philox4x32, 10 rounds).
  it.each([
    {
      counter: [0, 0, 0, 0],
      key: [0, 0],
      words: ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8'],
    },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      key: [0xffffffff, 0xffffffff],
      words: ['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd'],
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      words: ['d16cfe09', '94fdcceb', '5001e420', '24126ea1'],
    },
  ])('gives the published words of counter $counter', ({ counter, key, words }) => {
    expect(wordsOf(counter, key)).toEqual(words);
  });
});
