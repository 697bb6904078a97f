import {
  modelsOption,
  outOption,
  overwriteOption,
  providerRequests,
  reportOptions,
} from './common-options';
import { maskOutOption, sensitivityOption } from './detect/detect-options';
import type { CommandSpec } from './option-spec';
import { settingsOptions } from './settings-options';

export const photoFormats = ['jpeg', 'png', 'tiff', 'webp', 'avif'] as const;
export const depthChoices = ['keep', '8'] as const;
export const profileChoices = ['keep', 'srgb'] as const;
export const stopAnswers = ['discard', 'save'] as const;

/** `heirloom restore`, as it is parsed and explained. */
export const restoreSpec: CommandSpec = {
  name: 'restore',
  summary: 'Repairs the damage of a photo, found or marked by a mask, and saves a copy.',
  usage: 'restore PHOTO [--mask MASK] [-o OUT] [options]',
  operands: [
    {
      name: 'PHOTO',
      explanation: 'JPEG, PNG, TIFF, WebP or AVIF, 8 or 16 bits. It is only read, never changed.',
    },
  ],
  examples: [
    {
      command: 'heirloom restore aunt.jpg',
      effect: 'Repairs what is certainly damage, and says what that is.',
    },
    {
      command: 'heirloom restore aunt.jpg --mask aunt-mask.png',
      effect: 'Saves aunt_restored.jpg beside it: same format, size, profile, date.',
    },
    {
      command: 'heirloom restore aunt.jpg --mask aunt-mask.png --variants 4',
      effect: 'Four different repairs to choose from, with the seeds 1 to 4.',
    },
    {
      command: 'heirloom restore a.tif --mask m.png --checkpoint a.state',
      effect: 'Keeps the state of the repair after every iteration.',
    },
    {
      command: 'heirloom restore a.tif --mask m.png --checkpoint a.state --resume a.state',
      effect: 'Goes on after an interruption; ends with the bytes of a run without one.',
    },
    {
      command: 'heirloom restore a.tif --mask m.png -o out/ --sidecar --json',
      effect: 'For scripts: results in a folder, how to redo them, and events to read.',
    },
  ],
  groups: [
    {
      title: 'What to repair',
      options: [
        {
          name: 'mask',
          value: 'MASK',
          explanation:
            'Picture of the photo’s upright size: white = damaged, black = intact, grey = partly replaced.',
          byDefault: 'what is found, as heirloom detect finds it',
        },
        sensitivityOption,
        maskOutOption,
        {
          name: 'accept-broken',
          explanation: 'Open what can be read of a photo file that ends too early or is damaged.',
        },
      ],
    },
    {
      title: 'Where the result goes',
      options: [
        outOption,
        {
          name: 'format',
          value: 'NAME',
          choices: photoFormats,
          explanation: 'Format of the result.',
          byDefault: 'by the name of OUT, or else the photo’s',
        },
        {
          name: 'quality',
          value: 'N',
          range: { minimum: 1, maximum: 100, isInteger: true },
          explanation: 'Quality of lossy formats.',
          byDefault: 'the photo’s own or better',
        },
        {
          name: 'depth',
          value: 'BITS',
          choices: depthChoices,
          explanation: 'Bits a sample of the result; 8 rounds every sample of a deeper photo.',
          byDefault: 'keep',
        },
        {
          name: 'profile',
          value: 'NAME',
          choices: profileChoices,
          explanation: 'Colours of the result; srgb converts every sample of a photo with others.',
          byDefault: 'keep',
        },
        overwriteOption,
        {
          name: 'sidecar',
          explanation:
            'Also write RESULT.heirloom.json: everything needed to redo the result bit for bit.',
        },
        {
          name: 'save-iterations',
          value: 'DIR',
          explanation: 'Also save the picture after every iteration (PNG; TIFF for CMYK).',
        },
      ],
    },
    {
      title: 'How it is repaired',
      options: [
        ...settingsOptions,
        {
          name: 'variants',
          value: 'N',
          range: { minimum: 1, maximum: 100, isInteger: true },
          explanation: 'Number of repairs with consecutive seeds; their files are numbered.',
          byDefault: '1',
        },
      ],
    },
    {
      title: 'What computes it',
      options: [
        {
          name: 'provider',
          value: 'NAME',
          choices: providerRequests,
          explanation: 'auto takes the fastest that answers rightly, and says why.',
          byDefault: 'auto',
        },
        {
          name: 'prior',
          value: 'ID',
          explanation: 'One of those that heirloom models lists.',
          byDefault: 'the one marked there',
        },
        modelsOption,
      ],
    },
    {
      title: 'Interruptions',
      options: [
        {
          name: 'checkpoint',
          value: 'FILE',
          explanation: 'Keep the state of the repair in FILE, renewed after every iteration.',
        },
        {
          name: 'resume',
          value: 'FILE',
          explanation:
            'Go on from that state; photo, mask, settings and prior must be the same. Only this checkpoint is renewed without --overwrite.',
        },
        {
          name: 'on-stop',
          value: 'WHAT',
          choices: stopAnswers,
          explanation: 'What becomes of the picture at Ctrl-C or SIGTERM.',
          byDefault: 'discard; on a terminal Ctrl-C asks',
        },
      ],
    },
    { title: 'What is printed', options: reportOptions },
  ],
  remarks: [
    'Standard output holds the paths of the results, one a line; all else goes to standard error.',
    'Names that begin with “-” are written ./-name or come after --.',
  ],
};
