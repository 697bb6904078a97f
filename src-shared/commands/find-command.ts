import type { CommandContext, Platform } from './command';
import {
  commandIds,
  commandTable,
  keysOf,
  type CommandId,
  type KeyPreferences,
} from './command-table';
import { isCharacterKey, isTextKey, matchesKey, parseKey, writeKey, type KeyPress } from './key';

/** What decides, beside the key itself, which command a key means. */
export interface KeySituation {
  readonly platform: Platform;
  /** Those that hold where the focus is. */
  readonly contexts: readonly CommandContext[];
  /** True while text is written: characters are left to the field then. */
  readonly isInTextField: boolean;
  readonly preferences: KeyPreferences;
  /** True where the menu bar answers keys with Ctrl or ⌘ itself, so that they are not answered twice. */
  readonly hasNativeMenu: boolean;
}

/** Keys that the menu bar answers: the first of a command, where it has Ctrl or ⌘. */
export function nativeKeyOf(
  id: CommandId,
  platform: Platform,
  changed: KeyPreferences['keys'] = {},
): string | undefined {
  const [first] = keysOf(id, platform, changed);
  return first !== undefined && parseKey(first).mod ? first : undefined;
}

function answers(id: CommandId, press: KeyPress, situation: KeySituation): boolean {
  const { platform, preferences, isInTextField } = situation;
  const { yieldsToText, role } = commandTable[id];
  if (isInTextField && yieldsToText) return false;
  // Electron answers the keys of its own items.
  if (situation.hasNativeMenu && role !== undefined) return false;
  const native = situation.hasNativeMenu ? nativeKeyOf(id, platform, preferences.keys) : undefined;
  return keysOf(id, platform, preferences.keys).some((written) => {
    if (written === native || !matchesKey(written, press, platform)) return false;
    const key = parseKey(written);
    if (isInTextField && isTextKey(key)) return false;
    return preferences.singleKeys || !isCharacterKey(key);
  });
}

/** The command that a pressed key asks for; undefined where it means none here, or is held and does not repeat. */
export function findCommand(press: KeyPress, situation: KeySituation): CommandId | undefined {
  if (press.isComposing) return undefined;
  const order: readonly CommandContext[] = ['paint', 'picture', 'editor', 'window'];
  const found = order
    .filter((context) => situation.contexts.includes(context))
    .flatMap((context) => commandIds.filter((id) => commandTable[id].context === context))
    .find((id) => answers(id, press, situation));
  if (found === undefined) return undefined;
  return press.repeat && !commandTable[found].repeats ? undefined : found;
}

/** Two commands may share a key only where the keyboard cursor of a paint tool takes it from the picture. */
function canMeet(one: CommandContext, other: CommandContext): boolean {
  return one === other || (one !== 'paint' && other !== 'paint');
}

/** The command that already has a key where `id` would need it; undefined where the key is free. */
export function findConflict(
  id: CommandId,
  written: string,
  platform: Platform,
  changed: KeyPreferences['keys'] = {},
): CommandId | undefined {
  const key = writeKey(parseKey(written));
  return commandIds.find(
    (other) =>
      other !== id &&
      canMeet(commandTable[id].context, commandTable[other].context) &&
      keysOf(other, platform, changed).some((taken) => writeKey(parseKey(taken)) === key),
  );
}

const reservedNames = ['Escape', 'Tab', 'Enter', 'Space', 'ContextMenu', 'F6', 'F10'];
const reservedOnMac = ['Mod+H', 'Mod+M', 'Mod+Q', 'Mod+W', 'Mod+,'];

/** True for a key that belongs to the system or to moving about, so that no command may be given it. */
export function isReservedKey(written: string, platform: Platform): boolean {
  const key = parseKey(written);
  if (key.alt || key.name.startsWith('Arrow') || reservedNames.includes(key.name)) return true;
  if (platform === 'darwin') return reservedOnMac.includes(writeKey(key));
  return writeKey(key) === 'Mod+.';
}
