import type { CommandId } from '../../src-shared/commands';
import { canRunOn, commandHandlers, runCommand } from '../actions/commands';
import { update } from '../actions/context';
import { shownEntries } from '../actions/marks';
import { takeableVariants, takeVariantHere } from '../actions/variants';
import { markMenu, variantOf } from '../components/inspector';
import { ContextMenu } from '../components/shared/context-menu';
import type { MenuEntry } from '../components/shared/menu-sections';
import { useMessages, type Messages } from '../i18n';
import type { AppState } from '../state/app-state';
import { useSettledState, useStudio } from './app-context';

/** The menu over the picture, or over a row of the list of marks, while it is open. */
export function MarkMenuArea() {
  const studio = useStudio();
  const state = useSettledState();
  const messages = useMessages();
  const { markMenu: open } = state;
  const document = studio.workspace?.document;
  if (!open || !document) return null;
  const { x, y, markId } = open;
  const entry =
    markId === undefined
      ? undefined
      : shownEntries(document, 'place').find(({ mark }) => mark.id === markId);
  const variantNumbers = takeableVariants(state);
  const sections = entry
    ? markMenu(
        entry,
        {
          isEnabled: (id) => canRunOn(state, id, entry.mark.id),
          variantNumbers,
          count: state.selectedMarkIds.size,
        },
        messages,
      )
    : pictureMenu(state, messages);
  const { t } = messages;
  return (
    <ContextMenu
      x={x}
      y={y}
      name={entry ? t('marks.menuOf', { mark: t(`class.${entry.mark.class}`) }) : t('area.photo')}
      sections={sections}
      onClose={() => update(studio, { markMenu: undefined })}
      onChoose={(id) => {
        const variant = variantOf(id);
        if (variant === undefined) runCommand(studio, id as CommandId);
        else if (entry) void takeVariantHere(studio, variant, entry.mark.id);
      }}
    />
  );
}

/** What can be done where no mark is. */
function pictureMenu(state: AppState, { t, keyOf }: Messages): readonly (readonly MenuEntry[])[] {
  const command = (id: CommandId): MenuEntry => ({
    id,
    label: t(`command.${id}`),
    key: keyOf(id),
    isDisabled: !commandHandlers[id]?.isEnabled(state),
  });
  return [
    [command('fitPhoto'), command('showActualSize')],
    [{ ...command('toggleOverlay'), isChecked: state.isOverlayShown }],
    [command('findDamage'), command('markArea')],
    [command('pastePhoto')],
  ];
}
