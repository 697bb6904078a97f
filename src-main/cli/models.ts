import { existsSync } from 'node:fs';
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
  { stdout, modelsFolder, ownModelsFolder }: CliEnvironment,
): Promise<ExitCode> {
  const asked = given.text('models');
  const ownFolders = existsSync(ownModelsFolder) ? [ownModelsFolder] : [];
  const folders = asked === undefined ? [modelsFolder, ...ownFolders] : [asked];
  const listed = await Promise.all(
    folders.map(async (folder) => ({ folder, listings: await listPriors(folder) })),
  );
  const all = listed.flatMap(({ listings }) => listings);
  if (given.has('json')) {
    stdout.write(`${JSON.stringify(all.map(toFacts), null, 2)}\n`);
  } else {
    stdout.write(listed.map(describeFolder).join('\n'));
  }
  return all.some(({ problem }) => problem !== undefined) ? 5 : 0;
}

interface ListedFolder {
  readonly folder: string;
  readonly listings: readonly PriorListing[];
}

function describeFolder({ folder, listings }: ListedFolder): string {
  const count = formatQuantity(listings.length, 'prior');
  const title = `${withoutControls(`${count} in ${folder}`)}\n`;
  return [title, ...listings.map((listing) => `${describe(listing)}\n`)].join('\n');
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
        ['Context', `${manifest.haloPx} px. ${manifest.haloCriterion}`],
      ]
    : [];
  const state = ['State', problem ?? 'complete and unaltered'];
  return [title, ...labelledLines([...about, state])].join('\n');
}
