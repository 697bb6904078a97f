import { commonOptions } from './common-options';
import type { CommandSpec } from './option-spec';

/** `heirloom models add`, as it is parsed and explained. */
export const modelsAddSpec: CommandSpec = {
  name: 'models add',
  summary: 'Adds a denoiser of your own, after looking through its file and trying it.',
  usage: 'models add FILE [options]',
  operands: [
    {
      name: 'FILE',
      explanation:
        'An ONNX network: an x0-denoiser (picture and noise level in) or a noise-predicting one (picture and timestep in, 3 or 6 outputs).',
    },
  ],
  examples: [
    {
      command: 'heirloom models add my-denoiser.onnx --licence MIT',
      effect:
        'Tries it at noise levels from 0.01 up and keeps a copy; restore then takes --prior my-denoiser.',
    },
  ],
  groups: [
    {
      title: 'What it is called',
      options: [
        {
          name: 'id',
          value: 'ID',
          explanation: 'Name for --prior: lower case words joined by -.',
          byDefault: "made of the file's name",
        },
        { name: 'name', value: 'TEXT', explanation: 'Name for people.', byDefault: 'the id' },
        {
          name: 'licence',
          value: 'TEXT',
          explanation: 'What you know of its licence; it is kept and shown with the prior.',
          byDefault: 'not stated',
        },
      ],
    },
    {
      title: 'Where it goes',
      options: [
        {
          name: 'models',
          value: 'DIR',
          explanation: 'Folder of the priors.',
          byDefault:
            'your own, in which every command looks besides the one that came with Heirloom',
        },
      ],
    },
    {
      title: 'What is printed',
      options: [
        { name: 'json', explanation: 'One JSON object: folder, manifest, calibration.' },
        ...commonOptions,
      ],
    },
  ],
};
