import type { MenuItemConstructorOptions } from 'electron';
import {
  acceleratorOf,
  commandTable,
  isCommandId,
  keysOf,
  labelKeyOf,
  menuGroups,
  parseKey,
  sectionsOf,
  type CommandId,
  type KeyPreferences,
  type MenuGroup,
  type Platform,
} from '../../../src-shared/commands';
import type { Translate } from '../../../src-shared/messages';

/** What the menu bar depends on. */
export interface MenuState {
  readonly platform: Platform;
  readonly translate: Translate;
  readonly preferences: KeyPreferences;
  readonly enabledCommands: ReadonlySet<string>;
  /** Labels other than the usual ones, by command id. */
  readonly labels: Readonly<Record<string, string>>;
  readonly onCommand: (id: CommandId) => void;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

/** The whole menu bar: every command of the table has its item, on macOS some of them in the application's own menu. */
export function menuTemplate(state: MenuState): Item[] {
  const menus = menuGroups.map((group): Item => ({
    label: state.translate(`menu.${group}`),
    submenu: groupItems(group, state),
    ...(group === 'help' && { role: 'help' }),
    ...(group === 'window' && { role: 'windowMenu' }),
  }));
  return state.platform === 'darwin' ? [macAppMenu(state), ...menus] : menus;
}

function groupItems(group: MenuGroup, state: MenuState): Item[] {
  const isHere = (id: CommandId) =>
    state.platform !== 'darwin' || !('inMacAppMenu' in commandTable[id]);
  return joinSections(
    sectionsOf(group).map((section) => section.filter(isHere).map((id) => commandItem(id, state))),
  );
}

function macAppMenu(state: MenuState): Item {
  const item = (id: CommandId) => commandItem(id, state);
  const roles = (...names: NonNullable<Item['role']>[]) => names.map((role): Item => ({ role }));
  return {
    label: 'Heirloom',
    submenu: joinSections([
      [item('showAbout')],
      [item('showSettings')],
      roles('services'),
      roles('hide', 'hideOthers', 'unhide'),
      [item('quit')],
    ]),
  };
}

function joinSections(sections: readonly (readonly Item[])[]): Item[] {
  const filled = sections.filter((items) => items.length > 0);
  return filled.flatMap((items, index) => (index === 0 ? items : [separator, ...items]));
}

function commandItem(id: CommandId, state: MenuState): Item {
  const { role } = commandTable[id];
  const item: Item = {
    id,
    label: state.labels[id] ?? state.translate(labelKeyOf(id)),
    ...keyOf(id, state),
  };
  if (role !== undefined) return { ...item, role };
  return {
    ...item,
    enabled: isEnabled(id, state.enabledCommands),
    click: () => state.onCommand(id),
  };
}

/** True where the item can be chosen; what Electron carries out itself always can. */
export function isEnabled(id: string, enabledCommands: ReadonlySet<string>): boolean {
  const hasRole = isCommandId(id) && commandTable[id].role !== undefined;
  return hasRole || enabledCommands.has(id);
}

/**
 * Keys with Ctrl or ⌘ are answered by the menu. Others are shown only, for they must not fire while text is written; macOS
 * cannot show a key without answering it.
 */
function keyOf(id: CommandId, { platform, preferences }: MenuState): Item {
  const accelerator = acceleratorOf(id, platform, preferences.keys);
  if (accelerator !== undefined) return { accelerator };
  const [shown] = keysOf(id, platform, preferences.keys);
  if (shown === undefined || platform === 'darwin') return {};
  const text = displayAccelerator(shown);
  const isOff = !preferences.singleKeys && text?.length === 1;
  return text === undefined || isOff ? {} : { accelerator: text, registerAccelerator: false };
}

/** Electron's name for a key; undefined where it has none. */
function displayAccelerator(written: string): string | undefined {
  const { shift, name } = parseKey(written);
  if (name === 'ContextMenu') return undefined;
  const ownName = name.replace(/^Digit/, '').replace('Escape', 'Esc');
  return shift ? `Shift+${ownName}` : ownName;
}
