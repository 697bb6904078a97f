import { precisionRequests } from '../../inference/faster-weights';
import { OnnxPrior } from '../../inference/onnx-prior';
import type { ParsedArguments } from '../args';
import type { CliEnvironment, ReadyPrior } from '../environment';
import type { OptionSpec } from '../option-spec';
import { providerRequests } from '../common-options';

/** Which prior runs where; every benchmark takes these. */
export const priorOptions: readonly OptionSpec[] = [
  { name: 'prior', value: 'ID', explanation: 'Prior to use.', byDefault: 'the shipped one' },
  { name: 'models', value: 'DIR', explanation: 'Folder of the priors.' },
  {
    name: 'provider',
    value: 'NAME',
    choices: providerRequests,
    explanation: 'What computes; figures of one table come from one provider.',
    byDefault: 'cpu',
  },
  {
    name: 'precision',
    value: 'NAME',
    choices: precisionRequests,
    explanation: 'Weights of the prior; "auto" takes those that this computer is faster with.',
    byDefault: 'float32',
  },
];

/** A loaded prior whose network calls are timed by itself. */
export interface BenchPrior extends ReadyPrior {
  readonly prior: OnnxPrior;
}

/**
 * Loads the prior that the options name.
 * @throws EngineError 'prior'
 */
export async function loadBenchPrior(
  given: ParsedArguments,
  { loadPrior }: CliEnvironment,
): Promise<BenchPrior> {
  const ready = await loadPrior({
    modelsFolder: given.text('models'),
    id: given.text('prior'),
    provider: given.choice('provider', providerRequests) ?? 'cpu',
    precision: given.choice('precision', precisionRequests) ?? 'float32',
  });
  if (!(ready.prior instanceof OnnxPrior)) throw new TypeError('Benchmarks need a network prior.');
  return { ...ready, prior: ready.prior };
}
