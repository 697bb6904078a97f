import { cautiousSensitivity } from '../../engine/detection/sensitivity';
import type { OptionSpec } from '../option-spec';

export const sensitivityOption: OptionSpec = {
  name: 'sensitivity',
  value: 'N',
  range: { minimum: 0, maximum: 1, isInteger: false },
  explanation: 'How much is taken for damage, from cautious to thorough.',
  byDefault: String(cautiousSensitivity),
};

export const maskOutOption: OptionSpec = {
  name: 'mask-out',
  value: 'MASK',
  explanation:
    'Write what was found as a mask: a PNG of the photo’s size in which damage is white.',
};
