import {
  numberSettings,
  optimizerNames,
  weightingNames,
  type RepairSettings,
} from '../../../../src-shared/model/settings';
import type { NumberRange } from '../../option-spec';
import { rangeOf } from '../../settings-options';
import { UsageError } from '../../usage-error';

/** One setting of a repair and what is tried for it. */
export interface Variation {
  readonly setting: keyof RepairSettings;
  /** A name for each, and the settings it stands for. */
  readonly trials: readonly { readonly name: string; readonly settings: Partial<RepairSettings> }[];
}

const wordSettings = { optimizer: optimizerNames, weighting: weightingNames };

/**
 * Reads "noiseStart=0.2,0.4" or "weighting=linear,sqrt".
 * @throws UsageError for a setting that there is not, and for values that it cannot have.
 */
export function readVariation(text: string): Variation {
  const [setting = '', list, ...rest] = text.split('=');
  if (list !== undefined && rest.length === 0) {
    if (isKeyOf(numberSettings, setting)) {
      return variation(setting, readNumbers('vary', list, rangeOf(numberSettings[setting])));
    }
    if (isKeyOf(wordSettings, setting)) {
      return variation(setting, readWords(list, wordSettings[setting]));
    }
  }
  const known = [...Object.keys(numberSettings), ...Object.keys(wordSettings)].join(', ');
  throw new UsageError(
    `--vary is a setting and its values, as noiseStart=0.2,0.4, and not “${text}”; the settings are ${known}.`,
  );
}

function isKeyOf<T extends object>(record: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(record, key);
}

function variation(setting: keyof RepairSettings, values: readonly (string | number)[]): Variation {
  return {
    setting,
    trials: [...new Set(values)].map((value) => ({
      name: `${setting} ${value}`,
      settings: { [setting]: value },
    })),
  };
}

function readWords<T extends string>(text: string, known: readonly T[]): readonly T[] {
  return text.split(',').map((part) => {
    const word = known.find((name) => name === part.trim());
    if (word !== undefined) return word;
    throw new UsageError(`--vary is a list of ${known.join(', ')} here and not “${text}”.`);
  });
}

/**
 * The numbers of a comma-separated list.
 * @throws UsageError for what is no number of the range.
 */
export function readNumbers(
  option: string,
  text: string,
  { minimum, maximum, isInteger }: NumberRange,
): readonly number[] {
  return text.split(',').map((part) => {
    const value = part.trim() === '' ? NaN : Number(part);
    if (value >= minimum && value <= maximum && (!isInteger || Number.isInteger(value)))
      return value;
    throw new UsageError(
      `--${option} is a list of ${isInteger ? 'whole numbers' : 'numbers'} from ${minimum} to ${maximum} and not “${text}”.`,
    );
  });
}
