import type { MessageKey, Translate } from '../../../src-shared/messages';
import { numberSettings } from '../../../src-shared/model/settings';
import type { NumberRange } from '../shared/slider-scale';

const names = ['smooth', 'careful', 'balanced', 'detailed', 'lively'] as const;

/** The slider's range: five stops at equal distances, and everything between them. */
export const strengthRange: NumberRange = numberSettings.strength;

const stopCount = names.length;

/** Number of named stops. */
export const strengthStops: number = stopCount;

const stopOf = (strength: number) => {
  const { minimum, maximum } = strengthRange;
  return ((strength - minimum) / (maximum - minimum)) * (stopCount - 1);
};

/** The word for a strength: that of a stop, or "Between Careful and Balanced". */
export function strengthWord(strength: number, t: Translate): string {
  const place = stopOf(strength);
  const nearest = Math.round(place);
  if (Math.abs(place - nearest) < 1e-6) return t(`strength.${names[nearest]!}`);
  return t('strength.between', {
    lower: t(`strength.${names[Math.floor(place)]!}`),
    upper: t(`strength.${names[Math.ceil(place)]!}`),
  });
}

/** One sentence on what to expect; between two stops that of the bolder one, for it has the risk. */
export function strengthText(strength: number, t: Translate): string {
  const name = names[Math.min(stopCount - 1, Math.ceil(stopOf(strength) - 1e-6))]!;
  return t(`strength.${name}Text` satisfies MessageKey);
}
