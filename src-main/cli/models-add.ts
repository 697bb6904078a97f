import path from 'node:path';
import { addPrior, type AddedPrior } from '../inference/import/add-prior';
import type { ParsedArguments } from './args';
import type { CliEnvironment } from './environment';
import type { ExitCode } from './exit-codes';
import { labelledLines } from './labelled-lines';

/**
 * `heirloom models add FILE`: keeps a copy of a network that has shown that it denoises.
 * @throws EngineError 'prior' where it has not; nothing was added then
 */
export async function addModel(
  given: ParsedArguments,
  { stdout, modelsFolder: shippedFolder, ownModelsFolder }: CliEnvironment,
): Promise<ExitCode> {
  const modelsFolder = given.text('models') ?? ownModelsFolder;
  // In a folder that has to be named, with --models, nothing else is looked for.
  const isOwn = path.resolve(modelsFolder) === path.resolve(ownModelsFolder);
  const added = await addPrior({
    file: given.operands[0]!,
    modelsFolder,
    shippedFolder: isOwn ? shippedFolder : undefined,
    id: given.text('id'),
    name: given.text('name'),
    licence: given.text('licence'),
  });
  stdout.write(given.has('json') ? `${JSON.stringify(added, null, 2)}\n` : describe(added));
  return 0;
}

function describe({ folder, manifest, calibration }: AddedPrior): string {
  const { name, adapter, licence, sizeMultiple, haloPx, sigmaRange } = manifest;
  const kinds = { edm: 'x0-denoiser', 'vp-eps': 'noise-predicting network' };
  const rest = calibration.rest
    .filter(({ sigma }) => sigma >= sigmaRange.min && sigma <= sigmaRange.max)
    .map(({ sigma, rest: share }) => `${sigma}: ${(100 * share).toFixed(0)} %`);
  const lines = labelledLines([
    ['Name', name],
    ['Kind', kinds[adapter.kind]],
    ['Licence', licence],
    ['Noise', `sigma ${sigmaRange.min} to ${sigmaRange.max}`],
    ['Noise left', rest.join(', ')],
    ['Sides', `multiples of ${sizeMultiple} px, ${haloPx} px of context`],
    ['Folder', folder],
  ]);
  return `Added the prior ${manifest.id}.\n${lines.join('\n')}\n`;
}
