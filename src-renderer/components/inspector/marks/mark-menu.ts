import type { CommandId } from '../../../../src-shared/commands';
import type { Messages } from '../../../i18n';
import type { MenuEntry } from '../../shared/menu-sections';
import type { MarkEntry } from './mark-rows';

/** What the menu of a mark depends on beside the mark. */
export interface MarkMenuFacts {
  readonly isEnabled: (command: CommandId) => boolean;
  /** Variants that the mark could be taken from. */
  readonly variantNumbers: readonly number[];
  /** Marks that are meant; 1 for this one alone. */
  readonly count: number;
}

const variantId = /^variant(\d)$/;

/** The variant that an entry of the menu stands for; undefined where it is a command. */
export function variantOf(id: string): number | undefined {
  const number = variantId.exec(id)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** What can be done with a mark, as a menu: the same in the picture and in the list. */
export function markMenu(
  entry: MarkEntry,
  facts: MarkMenuFacts,
  { t, keyOf }: Pick<Messages, 't' | 'keyOf'>,
): readonly (readonly MenuEntry[])[] {
  const { isEnabled, variantNumbers, count } = facts;
  const command = (id: CommandId, label: string): MenuEntry => ({
    id,
    label,
    key: keyOf(id),
    isDisabled: !isEnabled(id),
  });
  const isPainted = entry.mark.class === 'painted';
  const repairOnly = command(
    'repairSelected',
    count > 1 ? t('command.repairSelected') : t('marks.menu.repairOnly'),
  );
  const variants = variantNumbers.map((number) => ({
    id: `variant${number}`,
    label: t('marks.menu.useVariant', { number }),
  }));
  const original = command('showOriginalHere', t('marks.menu.showOriginal'));
  if (entry.state === 'repaired') return [[repairOnly, ...variants, original]];
  const shape = [
    command('traceMarkOn', t('marks.menu.traceOn')),
    command('growMark', t('marks.menu.grow')),
    command('shrinkMark', t('marks.menu.shrink')),
    command('findMoreLikeThis', t('marks.menu.findMore')),
  ];
  const accept = entry.mark.isProbablyPicture
    ? command('markAsDamage', t('command.markAsDamage'))
    : command('acceptMark', t('command.acceptMark'));
  const reject = command(
    'rejectMark',
    isPainted ? t('marks.menu.delete') : t('command.rejectMark'),
  );
  return [
    isPainted ? [repairOnly] : [accept, reject],
    isPainted ? [] : [repairOnly],
    shape,
    [...variants, original],
    isPainted ? [reject] : [],
  ].filter((entries) => entries.length > 0);
}
