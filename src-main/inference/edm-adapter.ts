import { Tensor } from 'onnxruntime-node';
import { maximumSigma, type NoiseLevel } from '../engine/prior/prior';
import type { ImageTensor } from '../engine/tensor/image-tensor';
import type { NetworkAdapter } from './network-adapter';
import type { EdmAdapterManifest } from './prior-manifest';
import { createScratch } from './scratch';

/** Network in the form D(x; sigma) of arXiv 2206.00364: x, sigma and x0 are the solver's own. */
export function createEdmAdapter({
  sigmaInput,
  inputs,
  output,
}: EdmAdapterManifest): NetworkAdapter {
  const takesSigmaMap = sigmaInput === 'map';
  const isMap = sigmaInput !== 'scalar';
  const answer = createScratch();
  const level = createScratch();

  return {
    takesSigmaMap,
    inputs: [
      { name: inputs.image, type: 'float32', shape: [null, 3, null, null] },
      {
        name: inputs.sigma,
        type: 'float32',
        shape: isMap ? [null, 1, null, null] : [null],
      },
    ],
    output: { name: output, type: 'float32', shape: [null, 3, null, null] },

    async denoise(session, x, sigma) {
      const { height, width } = x;
      const x0 = answer(x.data.length);
      await session.run(
        {
          [inputs.image]: new Tensor('float32', x.data, [1, 3, height, width]),
          [inputs.sigma]: isMap
            ? new Tensor('float32', sigmaMap(sigma, x, level), [1, 1, height, width])
            : new Tensor('float32', Float32Array.of(maximumSigma(sigma)), [1]),
        },
        { [output]: new Tensor('float32', x0, [1, 3, height, width]) },
      );
      return x0;
    },
  };
}

/** One level a pixel, whichever way the noise was told. */
function sigmaMap(
  sigma: NoiseLevel,
  { height, width }: ImageTensor,
  level: (length: number) => Float32Array,
): Float32Array {
  return typeof sigma === 'number' ? level(height * width).fill(sigma) : sigma.data;
}
