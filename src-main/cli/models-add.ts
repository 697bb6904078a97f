import path from 'node:path';
import { addPrior, type AddedPrior } from '../inference/import/add-prior';
import { TRIED_SIDE_PX } from '../inference/import/calibrate';
import { describeSigma } from '../inference/import/noise-range';
import type { ParsedArguments } from './args';
import type { CliEnvironment } from './environment';
import type { ExitCode } from './exit-codes';
import { formatDuration } from './format-text';
import { labelledLines } from './labelled-lines';
import { addApart } from './models-add-apart';

/**
 * `heirloom models add FILE`: keeps a copy of a network that has shown that it denoises.
 * @throws EngineError 'prior' where it has not; nothing was added then
 */
export async function addModel(
  given: ParsedArguments,
  { stdout, modelsFolder: shippedFolder, ownModelsFolder, runApart }: CliEnvironment,
): Promise<ExitCode> {
  const file = given.operands[0]!;
  const modelsFolder = given.text('models') ?? ownModelsFolder;
  if (runApart) return addApart(file, modelsFolder, runApart);
  // In a folder that has to be named, with --models, nothing else is looked for.
  const isOwn = path.resolve(modelsFolder) === path.resolve(ownModelsFolder);
  const added = await addPrior({
    file,
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
  const { callMs, warning } = calibration;
  const rest = calibration.rest
    .filter(({ sigma }) => sigma >= sigmaRange.min && sigma <= sigmaRange.max)
    .map(({ sigma, rest: share }) => `${describeSigma(sigma)}: ${(100 * share).toFixed(0)} %`);
  const lines = labelledLines([
    ['Name', name],
    ['Kind', kinds[adapter.kind]],
    ['Licence', licence],
    ['Noise', `sigma ${describeSigma(sigmaRange.min)} to ${describeSigma(sigmaRange.max)}`],
    ['Noise left', rest.join(', ')],
    ['Sides', `multiples of ${sizeMultiple} px, ${haloPx} px of context`],
    ...(warning === undefined ? [] : [['Context', warning]]),
    ['Time', `${describeMs(callMs)} for ${TRIED_SIDE_PX} x ${TRIED_SIDE_PX} px on the processor`],
    ['Folder', folder],
  ]);
  return `Added the prior ${manifest.id}.\n${lines.join('\n')}\n`;
}

function describeMs(durationMs: number): string {
  return durationMs < 1000 ? `${Math.ceil(durationMs)} ms` : formatDuration(durationMs);
}
