import { modelsOption, outOption, overwriteOption, reportOptions } from './common-options';
import type { CommandSpec } from './option-spec';

/** `heirloom redo`, as it is parsed and explained. */
export const redoSpec: CommandSpec = {
  name: 'redo',
  summary: 'Repairs once more what a sidecar describes, and says whether it came out the same.',
  usage: 'redo SIDECAR [-o OUT] [options]',
  operands: [
    {
      name: 'SIDECAR',
      explanation:
        'A file that heirloom restore --sidecar wrote. Photo, mask and prior must be the ones of then; their SHA-256 are compared.',
    },
  ],
  examples: [
    {
      command: 'heirloom redo aunt_restored.jpg.heirloom.json',
      effect: 'Saves the result again under a free name, and compares it bit for bit.',
    },
  ],
  groups: [
    { title: 'Where the result goes', options: [outOption, overwriteOption] },
    { title: 'What computes it', options: [modelsOption] },
    { title: 'What is printed', options: reportOptions },
  ],
  remarks: [
    'Bits can differ on another kind of processor or with another version of Heirloom; the result is saved all the same, and the difference is told.',
  ],
};
