import { commonOptions, overwriteOption } from '../common-options';
import type { CommandSpec } from '../option-spec';
import { maskOutOption, sensitivityOption } from './detect-options';

/** `heirloom detect`, as it is parsed and explained. */
export const detectSpec: CommandSpec = {
  name: 'detect',
  summary: 'Looks for dust, scratches, folds and torn corners, and writes them as a mask.',
  usage: 'detect PHOTO [--mask-out MASK] [options]',
  operands: [{ name: 'PHOTO', explanation: 'The photo to look at; it is only read.' }],
  examples: [
    {
      command: 'heirloom detect aunt.jpg --mask-out aunt-mask.png',
      effect: 'Writes the mask that restore would use, to look at or to paint on.',
    },
    {
      command: 'heirloom detect aunt.jpg --sensitivity 0.75 --json',
      effect: 'For scripts: all marks of a more thorough search, with their reasons.',
    },
  ],
  groups: [
    {
      title: 'What is looked for',
      options: [
        sensitivityOption,
        {
          name: 'accept-broken',
          explanation: 'Open what can be read of a photo file that ends too early or is damaged.',
        },
      ],
    },
    { title: 'Where the mask goes', options: [maskOutOption, overwriteOption] },
    {
      title: 'What is printed',
      options: [{ name: 'json', explanation: 'One JSON object.' }, ...commonOptions],
    },
  ],
};
