import { z } from 'zod';

/** Everything about a numeric setting that a slider, a schema and a command-line flag need to know. */
export interface NumberSetting {
  readonly label: string;
  readonly explanation: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
  readonly unit: string;
}

export const presetNames = ['photo', 'paper'] as const;
export const optimizerNames = ['relaxed', 'adam'] as const;
export const weightingNames = [
  'linear',
  'sqrt',
  'square',
  'log',
  'trunc_linear',
  'power2over3',
  'const',
] as const;

export type PresetName = (typeof presetNames)[number];

export const numberSettings = {
  iterations: {
    label: 'Iterations',
    explanation: 'How often the prior is asked about each damaged place.',
    minimum: 1,
    maximum: 1000,
    step: 1,
    unit: 'iterations',
  },
  seed: {
    label: 'Seed',
    explanation: 'Another seed invents other detail; the same seed gives the same bytes.',
    minimum: 0,
    maximum: 4_294_967_295,
    step: 1,
    unit: '',
  },
  strength: {
    label: 'Strength',
    explanation: 'From smooth (0: the safest guess) to lively (1: the most invented texture).',
    minimum: 0,
    maximum: 1,
    step: 0.05,
    unit: '',
  },
  lambda: {
    label: 'Lambda',
    explanation: 'Weight of the prior against the measurement.',
    minimum: 0.01,
    maximum: 4,
    step: 0.01,
    unit: '',
  },
  grain: {
    label: 'Grain',
    explanation: 'Share of the film grain around a repair that is added inside it.',
    minimum: 0,
    maximum: 1,
    step: 0.05,
    unit: '',
  },
  noiseStart: {
    label: 'Noise start',
    explanation: 'Noise level of the first iteration: more of it reaches further into wide damage.',
    minimum: 0.02,
    maximum: 1,
    step: 0.01,
    unit: 'σ',
  },
  noiseEnd: {
    label: 'Noise end',
    explanation: 'Noise level of the last iteration: more of it leaves the picture softer.',
    minimum: 0.01,
    maximum: 0.2,
    step: 0.01,
    unit: 'σ',
  },
  windowSide: {
    label: 'Tile size',
    explanation:
      'Longest side of what is solved as one picture; larger ones see more around the damage and need more memory.',
    minimum: 192,
    maximum: 768,
    step: 16,
    unit: 'px',
  },
} as const satisfies Record<string, NumberSetting>;

const between = ({ minimum, maximum }: NumberSetting) => z.number().min(minimum).max(maximum);

/** The settings of a repair as they are stored, sent and written into the result's provenance. */
export const repairSettingsSchema = z.strictObject({
  preset: z.enum(presetNames),
  iterations: between(numberSettings.iterations).int(),
  seed: between(numberSettings.seed).int(),
  strength: between(numberSettings.strength),
  weighting: z.enum(weightingNames),
  lambda: between(numberSettings.lambda),
  optimizer: z.enum(optimizerNames),
  grain: between(numberSettings.grain),
  /** In the unit of the solver, whose pictures reach from -1 to 1; null: by the damage and the preset. */
  noiseStart: between(numberSettings.noiseStart).nullable().default(null),
  noiseEnd: between(numberSettings.noiseEnd).nullable().default(null),
  /** Null: as the solver has it. */
  windowSide: between(numberSettings.windowSide).int().nullable().default(null),
});

export type RepairSettings = Readonly<z.infer<typeof repairSettingsSchema>>;

/** Settings that are chosen by what is to be repaired, unless somebody chooses otherwise. */
const automatic = { noiseStart: null, noiseEnd: null, windowSide: null } as const;

/** Names of the settings that may be left to the solver. */
export type AutomaticSetting = keyof typeof automatic;

/** What the solver usually takes for them; the noise at the start follows the widest damage. */
export const usualValues: Readonly<Record<AutomaticSetting, number>> = {
  noiseStart: 0.2,
  noiseEnd: 0.02,
  windowSide: 384,
};

/** How many iterations are added to a finished repair at once. */
export const extraIterations = 20;

/** The settings that each preset starts from. */
export const defaultSettings: Readonly<Record<PresetName, RepairSettings>> = {
  photo: {
    preset: 'photo',
    iterations: 14,
    seed: 1,
    strength: 0.5,
    weighting: 'linear',
    lambda: 1,
    optimizer: 'relaxed',
    grain: 1,
    ...automatic,
  },
  paper: {
    preset: 'paper',
    iterations: 100,
    seed: 1,
    strength: 0.5,
    weighting: 'linear',
    lambda: 0.25,
    optimizer: 'adam',
    grain: 0,
    ...automatic,
  },
};

/** Changed settings for iterations behind the end of a repair, whose course stays what it was. */
export function settingsBehindEnd(
  { preset, iterations, optimizer, windowSide }: RepairSettings,
  changed: RepairSettings,
): RepairSettings {
  return { ...changed, preset, iterations, optimizer, windowSide };
}

/**
 * Fills what is not given from the preset's defaults (preset 'photo' unless named).
 * @throws ZodError for a value outside its range.
 */
export function completeSettings(given: Partial<RepairSettings>): RepairSettings {
  return repairSettingsSchema.parse({ ...defaultSettings[given.preset ?? 'photo'], ...given });
}
