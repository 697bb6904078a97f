import type { ImageTensor } from '../../engine/tensor/image-tensor';
import type { NetworkAdapter } from '../network-adapter';
import type { NetworkSession } from '../onnx-runtime';
import { seededNoise } from '../test-picture';

/** One call of a network that is being tried: its estimate of the clean picture, kept beyond the next call. */
export type Ask = (x: ImageTensor, sigma: number) => Promise<Float32Array>;

export function createAsk(session: NetworkSession, adapter: NetworkAdapter): Ask {
  return async (x, sigma) => Float32Array.from(await adapter.denoise(session, x, sigma));
}

/** The picture with the same noise at every call, of standard deviation `sigma`. */
export function addNoise(picture: ImageTensor, sigma: number): ImageTensor {
  const noise = seededNoise();
  return { ...picture, data: picture.data.map((value) => value + sigma * noise()) };
}
