import { numberSettings, defaultSettings } from '../../../src-shared/model/settings';
import { commonOptions } from '../common-options';
import type { CommandSpec, NumberRange } from '../option-spec';
import { priorOptions } from './bench-prior';
import { benchKinds } from './inpainting/cases';
import { methodNames } from './inpainting/methods';
import { measureNames } from './speed/measures';
import { windowMeasures } from './window/window-figures';

const count = (maximum: number): NumberRange => ({ minimum: 1, maximum, isInteger: true });

/** `heirloom bench inpainting`. */
export const inpaintingSpec: CommandSpec = {
  name: 'bench inpainting',
  summary: 'Measures how good repairs are, beside classical methods and other samplers.',
  usage: 'bench inpainting [options]',
  operands: [],
  examples: [
    {
      command: 'heirloom bench inpainting --images 1 --methods harmonic,photo',
      effect: 'Scores the default repair of the first image.',
    },
    {
      command: 'heirloom bench inpainting --json results.json',
      effect: 'Runs everything; the same command goes on after an interruption.',
    },
  ],
  groups: [
    {
      title: 'Cases and methods',
      options: [
        {
          name: 'shared',
          value: 'DIR',
          explanation: 'Folder that holds bench/inpainting and testsets/Kodak24.',
          byDefault: '../shared',
        },
        {
          name: 'images',
          value: 'LIST',
          explanation: 'Only the first N images; a list gives each of --calls a number of its own.',
          byDefault: 'all',
        },
        {
          name: 'kinds',
          value: 'LIST',
          explanation: `Kinds of damage: ${benchKinds.join(', ')}.`,
          byDefault: 'all',
        },
        {
          name: 'methods',
          value: 'LIST',
          explanation: `Methods: ${methodNames.join(', ')}.`,
          byDefault: 'all',
        },
        {
          name: 'calls',
          value: 'LIST',
          explanation:
            'Calls of the prior for each damaged place, for all methods that ask it but paper-100.',
          byDefault: String(defaultSettings.photo.iterations),
        },
        {
          name: 'vary',
          value: 'NAME=LIST',
          explanation:
            'Runs photo with each of these values of one setting, as strength=0,0.5,1 or weighting=linear,sqrt; the other samplers know noiseStart and noiseEnd.',
        },
        {
          name: 'pictures',
          value: 'DIR',
          explanation:
            'Photographs to choose settings on, each of 256 x 256 at least, instead of the test set.',
        },
      ],
    },
    { title: 'Prior', options: priorOptions },
    {
      title: 'Other',
      options: [
        {
          name: 'json',
          value: 'FILE',
          explanation:
            'Keeps every result in FILE and computes only what FILE lacks. After a change of the solver begin a new file.',
        },
        {
          name: 'plot',
          value: 'FILE',
          explanation: 'Draws quality above the harmonic fill against calls into FILE (SVG).',
        },
        ...commonOptions,
      ],
    },
  ],
};

/** `heirloom bench speed`. */
export const speedSpec: CommandSpec = {
  name: 'bench speed',
  summary: 'Measures time, memory and repeatability as ratios and counts, against targets.',
  usage: 'bench speed [options]',
  operands: [],
  examples: [
    {
      command: 'heirloom bench speed --only overhead,untouched,repeatable',
      effect: 'Runs what takes a minute.',
    },
    {
      command: 'heirloom bench speed --json speed.json',
      effect: 'Runs everything, a 50-megapixel scan included, and keeps the figures.',
    },
  ],
  groups: [
    {
      title: 'Measures',
      options: [
        {
          name: 'only',
          value: 'LIST',
          explanation: `Measures: ${measureNames.join(', ')}.`,
          byDefault: 'all',
        },
        {
          name: 'iterations',
          value: 'N',
          explanation: 'Iterations of the repairs.',
          range: count(numberSettings.iterations.maximum),
          byDefault: `${defaultSettings.photo.iterations}, memory 2`,
        },
      ],
    },
    { title: 'Prior', options: priorOptions },
    {
      title: 'Other',
      options: [
        { name: 'json', value: 'FILE', explanation: 'Writes the figures into FILE as well.' },
        ...commonOptions,
      ],
    },
  ],
};

/** `heirloom bench window`. */
export const windowSpec: CommandSpec = {
  name: 'bench window',
  summary: 'Measures how fluent the window is, against targets; in a checkout only.',
  usage: 'bench window [options]',
  operands: [],
  examples: [
    {
      command: 'heirloom bench window --only start,respawn',
      effect: 'How soon the window is there, and an engine that was killed is replaced.',
    },
  ],
  groups: [
    {
      title: 'Measures',
      options: [
        {
          name: 'only',
          value: 'LIST',
          explanation: `Measures: ${windowMeasures.join(', ')}.`,
          byDefault: 'all',
        },
      ],
    },
    {
      title: 'Other',
      options: [
        { name: 'json', value: 'FILE', explanation: 'Writes the figures into FILE as well.' },
        ...commonOptions,
      ],
    },
  ],
};
