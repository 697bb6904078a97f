import { z } from 'zod';
import type { Provenance } from '../../src-shared/model/provenance';
import { repairSettingsSchema, type RepairSettings } from '../../src-shared/model/settings';

/** Who writes a provenance. */
export const program = 'Heirloom';

/** What one repair was made with. */
export interface RepairFacts {
  readonly priorId: string;
  readonly priorSha256: string;
  /** Those it ended with. */
  readonly settings: RepairSettings;
  readonly damageMaskSha256: string;
  /** Below 1 for a picture that was kept before its repair was complete. */
  readonly repairedFraction: number;
  /** What came before, where it was extended or went on under other settings; in order. */
  readonly legs?: readonly RepairLeg[];
}

const count = z.number().int().min(0);

/** A stretch of a repair under one set of settings and with one prior, as it is kept in drafts. */
export const repairLegSchema = z
  .strictObject({
    settings: repairSettingsSchema,
    /** Number of the kept state that it began from; 0 = the picture before. */
    fromIteration: count,
    /** Added behind the plan. */
    extraIterations: count,
    /** The weights that ran; absent where none did, and in what older versions have kept. */
    prior: z
      .strictObject({ id: z.string(), sha256: z.string(), precision: z.string().exactOptional() })
      .readonly()
      .exactOptional(),
  })
  .readonly();

export type RepairLeg = z.infer<typeof repairLegSchema>;

/**
 * What is noted inside a saved photo.
 * @param repairs those in the picture, in order; at least one. Of several, the last one is named, and the settings list all.
 */
export function describeProvenance(version: string, repairs: readonly RepairFacts[]): Provenance {
  const last = repairs.at(-1)!;
  const described = repairs.map(describeSettings);
  const settings =
    repairs.length === 1
      ? described[0]
      : {
          repairs: repairs.map(({ damageMaskSha256, priorSha256 }, index) => ({
            ...described[index],
            damageMaskSha256,
            priorSha256,
          })),
        };
  return {
    program,
    version,
    priorId: last.priorId,
    priorSha256: last.priorSha256,
    seed: last.settings.seed,
    settingsJson: JSON.stringify(settings),
    damageMaskSha256: last.damageMaskSha256,
  };
}

function describeSettings({ settings, repairedFraction, legs }: RepairFacts) {
  return {
    ...chosen(settings),
    ...(repairedFraction < 1 && { repairedFraction }),
    ...(legs && { legs: legs.map((leg) => ({ ...leg, settings: chosen(leg.settings) })) }),
  };
}

/** What was left to the solver follows from the rest. */
function chosen(settings: RepairSettings): Partial<RepairSettings> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}
