import type { NoiseLevel } from '../engine/prior/prior';
import type { ImageTensor } from '../engine/tensor/image-tensor';
import { createEdmAdapter } from './edm-adapter';
import type { NetworkSession } from './onnx-runtime';
import type { PriorManifest } from './prior-manifest';
import type { TensorSignature } from './signature';
import { createVpEpsAdapter } from './vp-eps-adapter';

/** Translates between the x0-denoiser that the solver wants and what a kind of network takes and gives. */
export interface NetworkAdapter {
  readonly takesSigmaMap: boolean;
  readonly inputs: readonly TensorSignature[];
  readonly output: TensorSignature;
  /**
   * One network call: the estimate of x0 for `x` (3 x height x width) at `sigma` (in range; a map only where
   * `takesSigmaMap`). The array is the adapter's own and good until the next call; values are not checked.
   */
  denoise(session: NetworkSession, x: ImageTensor, sigma: NoiseLevel): Promise<Float32Array>;
}

/** The adapter that a manifest asks for. */
export function createAdapter(adapter: PriorManifest['adapter']): NetworkAdapter {
  return adapter.kind === 'edm' ? createEdmAdapter(adapter) : createVpEpsAdapter(adapter);
}
