import { DEFAULT_PRIOR_ID, listPriors, type PriorListing } from '../inference/prior-library';
import type { ParsedArguments } from './args';
import type { CliEnvironment } from './environment';
import type { ExitCode } from './exit-codes';
import { formatByteLength, formatQuantity, withoutControls } from './format-text';
import { labelledLines } from './labelled-lines';

/**
 * `heirloom models`: the installed priors, each checked against its manifest.
 * @returns 5 when one of them cannot be used
 * @throws EngineError 'prior' when the folder cannot be read
 */
export async function listModels(
  given: ParsedArguments,
  { stdout, modelsFolder }: CliEnvironment,
): Promise<ExitCode> {
  const folder = given.text('models') ?? modelsFolder;
  const listings = await listPriors(folder);
  if (given.has('json')) {
    stdout.write(`${JSON.stringify(listings.map(toFacts), null, 2)}\n`);
  } else {
    const count = formatQuantity(listings.length, 'prior');
    stdout.write(`${withoutControls(`${count} in ${folder}`)}\n`);
    for (const listing of listings) stdout.write(`\n${describe(listing)}\n`);
  }
  return listings.some(({ problem }) => problem !== undefined) ? 5 : 0;
}

function toFacts({ id, folder, manifest, problem }: PriorListing) {
  return {
    id,
    isDefault: id === DEFAULT_PRIOR_ID,
    isUsable: problem === undefined,
    problem,
    folder,
    manifest,
  };
}

function describe({ id, manifest, problem }: PriorListing): string {
  const title = `${id}${id === DEFAULT_PRIOR_ID ? ' (default)' : ''}`;
  const about = manifest
    ? [
        ['Name', `${manifest.name}, version ${manifest.version}`],
        ['Licence', manifest.licence],
        [
          'Weights',
          `${manifest.weights.file}, ${formatByteLength(manifest.weights.byteLength)}, ${manifest.weights.precision}`,
        ],
        ['SHA-256', manifest.weights.sha256],
      ]
    : [];
  const state = ['State', problem ?? 'complete and unaltered'];
  return [title, ...labelledLines([...about, state])].join('\n');
}
