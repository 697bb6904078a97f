import { numberSettings, type RepairSettings } from '../../../src-shared/model/settings';
import type { SampleChoices } from '../../../src-shared/model/save-choices';
import { cautiousSensitivity } from '../../engine/detection/sensitivity';
import type { ParsedArguments } from '../args';
import type { PriorRequest } from '../environment';
import type { OutputRequest } from './output-plan';
import type { RecordedHashes } from './recorded-hashes';
import { providerRequests } from '../common-options';
import { depthChoices, photoFormats, profileChoices, stopAnswers } from '../restore-spec';
import { readSettings } from '../settings-options';
import { UsageError } from '../usage-error';

/** What `heirloom restore` is asked to do. */
export interface RestoreRequest {
  readonly photoPath: string;
  /** Where the damage is looked for instead: undefined. */
  readonly maskPath: string | undefined;
  /** Of the search for damage, 0..1. */
  readonly sensitivity: number;
  /** Where the mask that is found goes. */
  readonly maskOutPath: string | undefined;
  readonly acceptBroken: boolean;
  /** Those of the first variant. */
  readonly settings: RepairSettings;
  readonly output: OutputRequest;
  /** Replace files of the same name. */
  readonly overwrite: boolean;
  readonly quality: number | undefined;
  /** How the result differs from the photo on purpose, also outside the mask. */
  readonly sampleChoices: SampleChoices;
  readonly prior: PriorRequest;
  readonly wantsSidecar: boolean;
  /** Folder for the pictures of all iterations. */
  readonly picturesFolder: string | undefined;
  readonly checkpointPath: string | undefined;
  readonly resumePath: string | undefined;
  /** What was decided beforehand for a stop; undefined: ask where someone can answer. */
  readonly onStop: (typeof stopAnswers)[number] | undefined;
  /** The sidecar of the run that is to be redone. */
  readonly sidecarPath: string | undefined;
  /** What it says of that run. */
  readonly recorded: RecordedHashes | undefined;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
}

/** @throws UsageError when options are missing or contradict each other */
export function readRestoreRequest(given: ParsedArguments): RestoreRequest {
  const request: RestoreRequest = {
    photoPath: given.operands[0]!,
    maskPath: given.text('mask'),
    sensitivity: given.number('sensitivity') ?? cautiousSensitivity,
    maskOutPath: given.text('mask-out'),
    acceptBroken: given.has('accept-broken'),
    settings: readSettings(given),
    output: {
      out: given.text('out'),
      format: given.choice('format', photoFormats),
      variants: given.number('variants') ?? 1,
    },
    overwrite: given.has('overwrite'),
    quality: given.number('quality'),
    sampleChoices: {
      ...(given.choice('depth', depthChoices) === '8' && { bitDepth: 8 }),
      ...(given.choice('profile', profileChoices) === 'srgb' && { profile: 'srgb' }),
    },
    prior: {
      modelsFolder: given.text('models'),
      id: given.text('prior'),
      provider: given.choice('provider', providerRequests) ?? 'auto',
    },
    wantsSidecar: given.has('sidecar'),
    picturesFolder: given.text('save-iterations'),
    checkpointPath: given.text('checkpoint'),
    resumePath: given.text('resume'),
    onStop: given.choice('on-stop', stopAnswers),
    sidecarPath: undefined,
    recorded: undefined,
    isJson: given.has('json'),
    isQuiet: given.has('quiet'),
  };
  refuseContradictions(request);
  refuseDoubleMask(given);
  return request;
}

function refuseDoubleMask(given: ParsedArguments): void {
  const searches = ['sensitivity', 'mask-out'].filter((name) => given.has(name));
  if (given.has('mask') && searches.length > 0) {
    throw new UsageError(
      `--${searches[0]!} is for damage that Heirloom looks for itself; leave it out, or leave out --mask.`,
    );
  }
  if (given.has('sidecar') && !given.has('mask') && !given.has('mask-out')) {
    throw new UsageError(
      '--sidecar needs the mask as a file, so that the result can be redone; add --mask-out MASK.png.',
    );
  }
}

function refuseContradictions(request: RestoreRequest): void {
  const { output, settings, checkpointPath, resumePath, picturesFolder } = request;
  if (output.variants > 1 && (checkpointPath ?? resumePath ?? picturesFolder) !== undefined) {
    throw new UsageError(
      '--checkpoint, --resume and --save-iterations follow a single repair; leave out --variants, or run the seeds one by one.',
    );
  }
  const { maximum } = numberSettings.seed;
  if (settings.seed + output.variants - 1 > maximum) {
    throw new UsageError(`The seeds of all variants must stay up to ${maximum}; begin lower.`);
  }
}
