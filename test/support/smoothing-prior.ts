import type { Prior } from '../../src-main/engine/prior/prior';

/**
 * A cheap denoiser with a neighbourhood, so that windows, borders and context matter in tests: the mean of a pixel and its
 * four neighbours, mixed in the more the noisier the input is.
 */
export function createSmoothingPrior(sizeMultiple = 16): Prior & { calls: number } {
  return {
    calls: 0,
    sigmaRange: { min: 0.002, max: 80 },
    takesSigmaMap: false,
    sizeMultiple,
    haloPx: 1,
    denoise({ data, channels, height, width }, sigma, out) {
      this.calls++;
      const share = (sigma as number) / (0.1 + (sigma as number));
      const smooth = new Float32Array(data.length);
      for (let index = 0; index < channels * height * width; index++) {
        const x = index % width;
        const y = Math.floor(index / width) % height;
        const left = data[x > 0 ? index - 1 : index]!;
        const right = data[x < width - 1 ? index + 1 : index]!;
        const above = data[y > 0 ? index - width : index]!;
        const below = data[y < height - 1 ? index + width : index]!;
        const mean = (data[index]! + left + right + above + below) / 5;
        smooth[index] = (1 - share) * data[index]! + share * mean;
      }
      out.data.set(smooth);
      return Promise.resolve();
    },
    dispose: () => Promise.resolve(),
  };
}
