import { cautiousSensitivity } from '../../../engine/detection/sensitivity';
import { commonOptions } from '../../common-options';
import type { CommandSpec } from '../../option-spec';
import { priorOptions } from '../bench-prior';
import { detectorNames } from './detector';

export const detectionParts = ['clean', 'annotated', 'drawn', 'repair', 'cost'] as const;

/** `heirloom bench detection`. */
export const detectionSpec: CommandSpec = {
  name: 'bench detection',
  summary: 'Measures what is found in damaged and in clean photographs, and what it costs.',
  usage: 'bench detection [options]',
  operands: [],
  examples: [
    {
      command: 'heirloom bench detection --only clean,annotated --pictures looked-at',
      effect: 'Takes a few minutes, and shows what was found where it matters.',
    },
    {
      command: 'heirloom bench detection --drawn damage-set --json detection.json',
      effect: 'Measures everything, drawn damage included.',
    },
  ],
  groups: [
    {
      title: 'Measures',
      options: [
        {
          name: 'only',
          value: 'LIST',
          explanation: `Parts: ${detectionParts.join(', ')}.`,
          byDefault: 'all for which there are pictures',
        },
        {
          name: 'detectors',
          value: 'LIST',
          explanation: `Side by side: ${detectorNames.join(', ')}; the cost is that of the last.`,
          byDefault: 'all',
        },
        {
          name: 'shared',
          value: 'DIR',
          explanation: 'Folder that holds testsets and photos/old.',
          byDefault: '../shared',
        },
        {
          name: 'clean',
          value: 'DIR',
          explanation: 'Folder of further photographs without damage.',
        },
        {
          name: 'annotations',
          value: 'DIR',
          explanation: 'Folder of annotated damage.',
          byDefault: 'test/annotations',
        },
        {
          name: 'drawn',
          value: 'DIR',
          explanation: 'Folder that python -m training damage-set has written.',
        },
        {
          name: 'images',
          value: 'N',
          explanation: 'Only the first N pictures of each set.',
          range: { minimum: 1, maximum: 100_000, isInteger: true },
          byDefault: 'all; 16 for repairs',
        },
        {
          name: 'sensitivity',
          value: 'N',
          explanation: 'At which clean pictures are looked at and repairs made.',
          range: { minimum: 0, maximum: 1, isInteger: false },
          byDefault: String(cautiousSensitivity),
        },
      ],
    },
    { title: 'Prior', options: priorOptions },
    {
      title: 'Other',
      options: [
        {
          name: 'pictures',
          value: 'DIR',
          explanation: 'Writes what was found over the photographs, into DIR.',
        },
        { name: 'json', value: 'FILE', explanation: 'Writes the figures into FILE as well.' },
        ...commonOptions,
      ],
    },
  ],
};
