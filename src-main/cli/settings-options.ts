import {
  completeSettings,
  defaultSettings,
  numberSettings,
  optimizerNames,
  presetNames,
  weightingNames,
  type NumberSetting,
  type RepairSettings,
} from '../../src-shared/model/settings';
import type { ParsedArguments } from './args';
import type { NumberRange, OptionSpec } from './option-spec';

type NumberSettingName = keyof typeof numberSettings;

const numberNames = Object.keys(numberSettings) as NumberSettingName[];

/** One option for every setting of a repair, with the ranges and words of the shared model. */
export const settingsOptions: readonly OptionSpec[] = [
  {
    name: 'preset',
    value: 'NAME',
    choices: presetNames,
    explanation: 'photo: for photographs; paper: the method as it was published, slower.',
    byDefault: 'photo',
  },
  ...numberNames.map((name): OptionSpec => ({
    name: optionOf(name),
    value: 'N',
    explanation: numberSettings[name].explanation,
    range: rangeOf(numberSettings[name]),
    byDefault: describeDefault(name),
  })),
  {
    name: 'weighting',
    value: 'NAME',
    choices: weightingNames,
    explanation: 'How much each noise level counts.',
    byDefault: describeDefault('weighting'),
  },
  {
    name: 'optimizer',
    value: 'NAME',
    choices: optimizerNames,
    explanation: 'How each answer of the prior is followed.',
    byDefault: describeDefault('optimizer'),
  },
];

/** The settings that were given, completed from their preset. */
export function readSettings(given: ParsedArguments): RepairSettings {
  const numbers = numberNames.flatMap((name) => {
    const value = given.number(optionOf(name));
    return value === undefined ? [] : [[name, value] as const];
  });
  const preset = given.choice('preset', presetNames);
  const weighting = given.choice('weighting', weightingNames);
  const optimizer = given.choice('optimizer', optimizerNames);
  return completeSettings({
    ...Object.fromEntries(numbers),
    ...(preset && { preset }),
    ...(weighting && { weighting }),
    ...(optimizer && { optimizer }),
  });
}

/** "noiseStart" → "noise-start". */
function optionOf(name: NumberSettingName): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What may be given for a setting; whole numbers where its slider has whole steps. */
export function rangeOf({ minimum, maximum, step }: NumberSetting): NumberRange {
  return { minimum, maximum, isInteger: Number.isInteger(step) };
}

/** "1" where all presets agree, "14, paper 100" where they do not. */
function describeDefault(name: keyof RepairSettings): string {
  const [usual, ...others] = presetNames.map((preset) => ({
    preset,
    value: String(defaultSettings[preset][name] ?? 'automatic'),
  }));
  const differing = others.filter(({ value }) => value !== usual!.value);
  return [usual!.value, ...differing.map(({ preset, value }) => `${preset} ${value}`)].join(', ');
}
