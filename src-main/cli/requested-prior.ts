import { optionsForWeights } from '../inference/known-weights';
import { loadPrior, type LoadPriorOptions } from '../inference/load-prior';
import { findPrior } from '../inference/prior-library';
import { readPriorManifest } from '../inference/prior-manifest';
import type { CliEnvironment, PriorRequest, ReadyPrior } from './environment';

/**
 * Finds a prior among those that came with Heirloom and the person's own, and loads it.
 * @throws EngineError 'prior'
 */
export async function loadRequestedPrior(
  request: PriorRequest,
  { modelsFolder, ownModelsFolder }: Pick<CliEnvironment, 'modelsFolder' | 'ownModelsFolder'>,
  options: Pick<LoadPriorOptions, 'memory'> = {},
): Promise<ReadyPrior> {
  const { provider, precision = 'auto', weightsSha256 } = request;
  const folder = await (request.modelsFolder === undefined
    ? findPrior(modelsFolder, request.id, ownModelsFolder)
    : findPrior(request.modelsFolder, request.id));
  const how =
    weightsSha256 === undefined
      ? { provider, precision }
      : optionsForWeights(await readPriorManifest(folder), weightsSha256, provider);
  return loadPrior(folder, { ...options, ...how });
}
