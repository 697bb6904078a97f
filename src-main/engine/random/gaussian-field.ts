import { EngineError } from '../errors';
import { describeShape } from '../tensor/image-tensor';
import { writeNormalPair } from './box-muller';
import type { NoiseSource } from './noise-source';
import { philox } from './philox';

/** Pixels along x that share one Philox counter, which yields four words. */
const blockLength = 4;

/**
 * White Gaussian noise that is a function of its address (seed, iteration, x, y, channel) and so needs no memory: any region
 * gives the same bits as the same pixels of any other region, on every machine. Coordinates may be negative.
 * @param seed whole number from 0 to 2^53 - 1
 * @throws EngineError 'settings' for another seed; `fill` throws 'shape' when the region's size is not that of `out`.
 */
export function createGaussianField(seed: number): NoiseSource {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new EngineError('settings', `Expected a whole number as seed but received ${seed}.`);
  }
  const keyLow = seed | 0;
  const keyHigh = Math.floor(seed / 2 ** 32) | 0;
  const words = new Int32Array(blockLength);
  const normals = new Float64Array(blockLength);

  const fillRow = (row: Float32Array, x: number, y: number, iteration: number, channel: number) => {
    let within = x & (blockLength - 1);
    let block = x >> 2;
    for (let i = 0; i < row.length; block++) {
      philox(block, y, iteration, channel, keyLow, keyHigh, words);
      writeNormalPair(words[0]!, words[1]!, normals, 0);
      writeNormalPair(words[2]!, words[3]!, normals, 2);
      while (within < blockLength && i < row.length) row[i++] = normals[within++]!;
      within = 0;
    }
  };

  return {
    fill(out, iteration, { x, y, width, height }) {
      if (out.width !== width || out.height !== height) {
        throw new EngineError(
          'shape',
          `Expected noise of ${width} x ${height} pixels but received ${describeShape(out)}.`,
        );
      }
      for (let channel = 0; channel < out.channels; channel++) {
        for (let row = 0; row < height; row++) {
          const start = (channel * height + row) * width;
          fillRow(out.data.subarray(start, start + width), x, y + row, iteration, channel);
        }
      }
    },
  };
}
