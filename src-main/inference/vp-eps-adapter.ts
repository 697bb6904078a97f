import { Tensor } from 'onnxruntime-node';
import { maximumSigma } from '../engine/prior/prior';
import { createLinearSchedule } from '../engine/schedule/noise-schedule';
import type { NetworkAdapter } from './network-adapter';
import type { VpEpsAdapterManifest } from './prior-manifest';
import { createScratch } from './scratch';

/**
 * Noise-predicting network of DDPM (arXiv 2006.11239): with alphaBar = 1 / (1 + sigma^2) it is given
 * x_t = sqrt(alphaBar) x and the timestep whose noise is nearest, and
 * x0 = (x_t - sqrt(1 - alphaBar) eps) / sqrt(alphaBar) = x - sigma eps.
 * alphaBar follows sigma, not the timestep, so that rounding to a timestep does not leave noise behind.
 */
export function createVpEpsAdapter(manifest: VpEpsAdapterManifest): NetworkAdapter {
  const { inputs, output, outputChannels } = manifest;
  const schedule = createLinearSchedule(manifest.schedule);
  const scaled = createScratch();
  const predicted = createScratch();
  const estimate = createScratch();

  return {
    takesSigmaMap: false,
    inputs: [
      { name: inputs.image, type: 'float32', shape: [null, 3, null, null] },
      { name: inputs.timestep, type: 'int64', shape: [null] },
    ],
    output: { name: output, type: 'float32', shape: [null, outputChannels, null, null] },

    async denoise(session, { data, height, width }, level) {
      const sigma = maximumSigma(level);
      const scale = 1 / Math.sqrt(1 + sigma * sigma);
      const xt = scaled(data.length);
      for (let i = 0; i < xt.length; i++) xt[i] = scale * data[i]!;

      const eps = predicted(outputChannels * height * width);
      const timestep = BigInt64Array.of(BigInt(schedule.nearestTimestep(sigma)));
      await session.run(
        {
          [inputs.image]: new Tensor('float32', xt, [1, 3, height, width]),
          [inputs.timestep]: new Tensor('int64', timestep, [1]),
        },
        { [output]: new Tensor('float32', eps, [1, outputChannels, height, width]) },
      );

      const x0 = estimate(data.length);
      for (let i = 0; i < x0.length; i++) x0[i] = data[i]! - sigma * eps[i]!;
      return x0;
    },
  };
}
