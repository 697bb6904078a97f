import { commonOptions } from './common-options';
import type { CommandSpec } from './option-spec';

/** `heirloom inspect`, as it is parsed and explained. */
export const inspectSpec: CommandSpec = {
  name: 'inspect',
  summary: 'Shows what Heirloom sees in a photo file, without decoding the picture.',
  usage: 'inspect PHOTO [--json]',
  operands: [{ name: 'PHOTO', explanation: 'The file to look at; it is only read.' }],
  examples: [
    {
      command: 'heirloom inspect aunt.jpg',
      effect: 'Format, size, colour, profile, embedded data, and what a copy changes.',
    },
  ],
  groups: [
    {
      title: 'What is printed',
      options: [{ name: 'json', explanation: 'One JSON object.' }, ...commonOptions],
    },
  ],
};
