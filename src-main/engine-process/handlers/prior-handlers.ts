import type { EngineHandlers } from '../../../src-shared/contract';
import type { EngineParts } from '../engine';

type PriorCalls = 'loadPrior' | 'getEngineStatus';

/** Loads priors and says what they run on. */
export function createPriorHandlers({
  priors,
  damageNetwork,
}: EngineParts): Pick<EngineHandlers, PriorCalls> {
  return {
    loadPrior(request) {
      damageNetwork.useFolder(request.modelsFolder);
      return priors.load(request);
    },
    getEngineStatus: () => Promise.resolve(priors.getStatus()),
  };
}
