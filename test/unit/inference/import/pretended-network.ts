import type { Tensor } from 'onnxruntime-node';
import type { NetworkSession } from '../../../../src-main/inference/onnx-runtime';
import type { EdmAdapterManifest } from '../../../../src-main/inference/prior-manifest';

/** How a pretended network is asked. */
export const pretendedAdapter: EdmAdapterManifest = {
  kind: 'edm',
  sigmaInput: 'scalar',
  inputs: { image: 'x', sigma: 'sigma' },
  output: 'x0',
};

type Answer = (x: Float32Array, height: number, width: number) => Float32Array;

/** An x0-denoiser in JavaScript. */
export function pretendNetwork(answer: Answer): NetworkSession {
  return {
    inputMetadata: [],
    outputMetadata: [],
    run(feeds: Readonly<Record<string, Tensor>>, fetches: Readonly<Record<string, Tensor>>) {
      const { data, dims } = feeds['x']!;
      const [, , height, width] = dims;
      (fetches['x0']!.data as Float32Array).set(answer(data as Float32Array, height!, width!));
      return Promise.resolve({});
    },
    release: () => Promise.resolve(),
  };
}

/** The mean of 3 x 3 pixels. */
export function blur(x: Float32Array, height: number, width: number): Float32Array {
  return x.map((_, i) => {
    const [column, row] = [i % width, Math.floor(i / width) % height];
    let sum = 0;
    let count = 0;
    for (let dy = row === 0 ? 0 : -1; dy <= (row === height - 1 ? 0 : 1); dy++) {
      for (let dx = column === 0 ? 0 : -1; dx <= (column === width - 1 ? 0 : 1); dx++) {
        sum += x[i + dy * width + dx]!;
        count += 1;
      }
    }
    return sum / count;
  });
}
