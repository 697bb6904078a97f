import { describe, expect, it } from 'vitest';
import { optionsForWeights } from '../../../src-main/inference/known-weights';

const file = (sha256: string) => ({ file: `${sha256}.onnx`, byteLength: 1, sha256 });
const manifest = { int8Weights: file('bytes'), float16Weights: file('halves') };

describe('optionsForWeights', () => {
  it('asks for the weights of this checksum, wherever they may run', () => {
    expect(optionsForWeights(manifest, 'halves', 'auto')).toEqual({
      precision: 'float16',
      provider: 'auto',
    });
    expect(optionsForWeights(manifest, 'exact', 'cuda')).toEqual({
      precision: 'float32',
      provider: 'cuda',
    });
  });

  it('takes the processor for 8-bit weights, which run nowhere else', () => {
    expect(optionsForWeights(manifest, 'bytes', 'auto')).toEqual({
      precision: 'int8',
      provider: 'cpu',
    });
  });
});
