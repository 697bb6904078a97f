import { commonOptions } from '../common-options';
import type { CommandSpec } from '../option-spec';

/** `heirloom bench`, for the program's help; the benchmarks have specifications of their own. */
export const benchSpec: CommandSpec = {
  name: 'bench',
  summary:
    'Measures how good, how fast and how repeatable repairs are, and what is found without a mask.',
  usage: 'bench inpainting|detection|speed|window [options]',
  operands: [
    {
      name: 'NAME',
      explanation:
        'inpainting, detection, speed or window; heirloom bench NAME --help lists the options of each.',
    },
  ],
  examples: [
    {
      command: 'heirloom bench speed --only overhead,repeatable',
      effect: 'Two of the measures beside their targets.',
    },
    {
      command: 'heirloom bench inpainting --images 1 --methods harmonic,photo',
      effect: 'Scores the default repair of one image of the test set.',
    },
  ],
  groups: [{ title: 'Other', options: commonOptions }],
};
