import {
  commandIds,
  commandTable,
  labelKeyOf,
  menuGroups,
  type CommandId,
  type MenuGroup,
} from '../../../src-shared/commands';
import type { Translate } from '../../../src-shared/messages';

/** Commands of a menu whose names fit a search; menus without any are left out. */
export interface ShortcutGroup {
  readonly menu: MenuGroup;
  readonly ids: readonly CommandId[];
}

/** Finds commands by the words of their names, in the order of the menus. */
export function searchCommands(
  text: string,
  t: Translate,
  isWanted: (id: CommandId) => boolean,
): readonly ShortcutGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (id: CommandId) => {
    const name = `${t(labelKeyOf(id))} ${t(`menu.${commandTable[id].menu}`)}`.toLowerCase();
    return words.every((word) => name.includes(word));
  };
  return menuGroups
    .map((menu) => ({
      menu,
      ids: commandIds.filter((id) => commandTable[id].menu === menu && isWanted(id) && fits(id)),
    }))
    .filter(({ ids }) => ids.length > 0);
}
