import { numberSettings, type RepairSettings } from '../../../../src-shared/model/settings';
import { UsageError } from '../../usage-error';

type VariedSetting = keyof typeof numberSettings;

/** One setting of a repair and the values that are tried for it. */
export interface Variation {
  readonly setting: VariedSetting;
  readonly values: readonly number[];
}

const settings = Object.keys(numberSettings) as VariedSetting[];

/**
 * Reads "noiseStart=0.2,0.4".
 * @throws UsageError for a setting that there is not, and for values out of its range.
 */
export function readVariation(text: string): Variation {
  const [name, list, ...rest] = text.split('=');
  const setting = settings.find((known) => known === name);
  if (setting === undefined || list === undefined || rest.length > 0) {
    throw new UsageError(
      `--vary is a setting and its values, as noiseStart=0.2,0.4, and not “${text}”; the settings are ${settings.join(', ')}.`,
    );
  }
  return { setting, values: readNumbers('vary', list, numberSettings[setting]) };
}

/** The value as settings of a repair. */
export function settingOfVariation({ setting }: Variation, value: number): Partial<RepairSettings> {
  return { [setting]: value };
}

/**
 * The numbers of a comma-separated list.
 * @throws UsageError for what is no number of the range.
 */
export function readNumbers(
  option: string,
  text: string,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): readonly number[] {
  return text.split(',').map((part) => {
    const value = part.trim() === '' ? NaN : Number(part);
    if (value >= minimum && value <= maximum) return value;
    throw new UsageError(
      `--${option} is a list of numbers from ${minimum} to ${maximum} and not “${text}”.`,
    );
  });
}
