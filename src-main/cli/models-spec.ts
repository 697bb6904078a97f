import { commonOptions, modelsOption } from './common-options';
import type { CommandSpec } from './option-spec';

/** `heirloom models`, as it is parsed and explained. */
export const modelsSpec: CommandSpec = {
  name: 'models',
  summary: 'Lists the installed priors, with their licences, and checks their files.',
  usage: 'models [--models DIR] [--json]',
  operands: [],
  examples: [
    {
      command: 'heirloom models',
      effect: 'Which priors there are, which is the default, and whether all are unaltered.',
    },
  ],
  groups: [
    {
      title: 'Where to look',
      options: [modelsOption],
    },
    {
      title: 'What is printed',
      options: [{ name: 'json', explanation: 'One JSON array.' }, ...commonOptions],
    },
  ],
};
