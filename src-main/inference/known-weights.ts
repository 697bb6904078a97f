import type { LoadPriorOptions } from './load-prior';
import type { PriorManifest } from './prior-manifest';
import type { ProviderRequest } from './providers';

/**
 * How a prior is loaded with the very weights that something was begun with, whatever this computer is faster with; its exact
 * ones where none of the others has this SHA-256.
 */
export function optionsForWeights(
  { int8Weights, float16Weights }: Pick<PriorManifest, 'int8Weights' | 'float16Weights'>,
  sha256: string,
  provider: ProviderRequest,
): Required<Pick<LoadPriorOptions, 'precision' | 'provider'>> {
  if (float16Weights?.sha256 === sha256) return { precision: 'float16', provider };
  if (int8Weights?.sha256 !== sha256) return { precision: 'float32', provider };
  // Anywhere but on the processor the exact ones would take their place.
  return { precision: 'int8', provider: provider === 'auto' ? 'cpu' : provider };
}
