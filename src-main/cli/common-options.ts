import { providerNames } from '../inference/providers';
import type { OptionSpec } from './option-spec';

/** Options that every command has. */
export const commonOptions: readonly OptionSpec[] = [
  { name: 'verbose', explanation: 'When something fails, print its technical details as well.' },
  { name: 'help', short: 'h', explanation: 'This text.' },
];

export const outOption: OptionSpec = {
  name: 'out',
  short: 'o',
  value: 'OUT',
  explanation: 'File or folder of the result.',
  byDefault: 'PHOTO_restored beside the photo, with a number where that is taken',
};

export const overwriteOption: OptionSpec = {
  name: 'overwrite',
  explanation: 'Replace files of the same name; never the photo or the mask.',
};

export const modelsOption: OptionSpec = {
  name: 'models',
  value: 'DIR',
  explanation: 'Folder of the priors.',
  byDefault: 'the one that came with Heirloom',
};

/** What commands that repair print. */
export const reportOptions: readonly OptionSpec[] = [
  {
    name: 'json',
    explanation:
      'One event a line on standard output and nothing else: found, started, iteration, notice, saved, stopped, error.',
  },
  { name: 'quiet', short: 'q', explanation: 'Nothing but the paths of results and errors.' },
  ...commonOptions,
];

/** Values of --provider. */
export const providerRequests = ['auto', ...providerNames] as const;
