import type { CommandDefinition, MenuGroup, Platform } from './command';
import { fileCommands } from './file-commands';
import { toolCommands } from './tool-commands';
import { workCommands } from './work-commands';

const definitions = { ...fileCommands, ...toolCommands, ...workCommands };

/** Stable name of a command: in menus, preferences, handlers and messages. */
export type CommandId = keyof typeof definitions;

/** Every command, in the order of the menus: menus, tooltips, the page of shortcuts and the handlers are made from this. */
export const commandTable: Readonly<Record<CommandId, CommandDefinition>> = definitions;

/** The ids of `commandTable` in its order. */
export const commandIds = Object.keys(definitions) as readonly CommandId[];

/** Key of a command's name in the message catalogue. */
export type CommandLabelKey = `command.${CommandId}`;

/** Name of a command in the message catalogue. */
export function labelKeyOf(id: CommandId): CommandLabelKey {
  return `command.${id}`;
}

/** True for the id of a command, for ids that come from a file or another process. */
export function isCommandId(id: string): id is CommandId {
  return Object.hasOwn(definitions, id);
}

/** What a person has changed about keys: those of `Preferences` that matter here. */
export interface KeyPreferences {
  /** Command id → the key that it has instead of its own; '' = none. */
  readonly keys: Readonly<Record<string, string>>;
  /** False: no command is reached by a character without Ctrl or ⌘. */
  readonly singleKeys: boolean;
}

/** The keys of a command on a platform, as written in the table; changed keys are taken into account. */
export function keysOf(
  id: CommandId,
  platform: Platform,
  changed: KeyPreferences['keys'] = {},
): readonly string[] {
  const own = changed[id];
  if (own !== undefined) return own === '' ? [] : [own];
  const { keys, macKeys } = commandTable[id];
  return platform === 'darwin' ? (macKeys ?? keys) : keys;
}

/** The commands of a menu by section, in order, as the menu bar shows them. */
export function sectionsOf(menu: MenuGroup): readonly (readonly CommandId[])[] {
  const sections = new Map<string, CommandId[]>();
  for (const id of commandIds) {
    const definition = commandTable[id];
    if (definition.menu !== menu) continue;
    const section = sections.get(definition.section) ?? [];
    section.push(id);
    sections.set(definition.section, section);
  }
  return [...sections.values()];
}
