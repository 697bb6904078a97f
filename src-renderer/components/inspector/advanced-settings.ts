import type { MessageKey } from '../../../src-shared/messages';
import {
  defaultSettings,
  type PresetName,
  type RepairSettings,
} from '../../../src-shared/model/settings';

/** Message keys of the values that are words. */
export const settingNames = {
  preset: { photo: 'advanced.presetPhoto', paper: 'advanced.presetPaper' },
  weighting: {
    linear: 'advanced.weightingLinear',
    sqrt: 'advanced.weightingSqrt',
    square: 'advanced.weightingSquare',
    log: 'advanced.weightingLog',
    trunc_linear: 'advanced.weightingTruncLinear',
    power2over3: 'advanced.weightingPower2over3',
    const: 'advanced.weightingConst',
  },
  optimizer: { relaxed: 'advanced.optimizerRelaxed', adam: 'advanced.optimizerAdam' },
} as const satisfies {
  preset: Record<PresetName, MessageKey>;
  weighting: Record<RepairSettings['weighting'], MessageKey>;
  optimizer: Record<RepairSettings['optimizer'], MessageKey>;
};

/** Settings of the panel Advanced that differ from their preset; Strength has its own place and is not among them. */
export function changedSettings(settings: RepairSettings): readonly (keyof RepairSettings)[] {
  const initial: RepairSettings = { ...defaultSettings[settings.preset], preset: 'photo' };
  const names = Object.keys(initial) as (keyof RepairSettings)[];
  return names.filter((name) => name !== 'strength' && settings[name] !== initial[name]);
}
