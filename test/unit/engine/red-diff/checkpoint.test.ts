import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../../../src-main/engine/red-diff/checkpoint';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';

const state = {
  mu: createImageTensor(
    { channels: 1, height: 2, width: 3 },
    Float32Array.of(1, -2, 3e-9, 4, NaN, 6),
  ),
  lastNoise: Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
  optimizerState: { stepCount: 12, buffers: { previous: Float32Array.of(9, 8, 7, 6, 5, 4) } },
  iteration: 13,
};

describe('a checkpoint', () => {
  it('brings everything back to the bit', () => {
    expect(decodeCheckpoint(encodeCheckpoint(state))).toEqual(state);
  });

  it('knows a run that has drawn no noise yet', () => {
    const young = { ...state, lastNoise: undefined };
    expect(decodeCheckpoint(encodeCheckpoint(young))).toEqual(young);
  });

  it('is read wherever it lies in a larger buffer', () => {
    const bytes = encodeCheckpoint(state);
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(decodeCheckpoint(larger.subarray(3))).toEqual(state);
  });

  it('is refused in one sentence when any byte of it is changed or missing', () => {
    const bytes = encodeCheckpoint(state);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const altered = bytes.slice();
        altered[at]! ^= flip;
        expect(() => decodeCheckpoint(altered)).toThrow(/checkpoint/);
        expect(() => decodeCheckpoint(bytes.subarray(0, at))).toThrow(/checkpoint/);
      }),
    );
  });
});
