import {
  findConflict,
  isReservedKey,
  keyOfPress,
  keysOf,
  type CommandId,
  type KeyPreferences,
  type KeyPress,
  type Platform,
} from '../../../src-shared/commands';

/** What a pressed key came to. */
export type ChosenKey =
  | { readonly kind: 'none' }
  | { readonly kind: 'taken'; readonly key: string; readonly by: CommandId }
  | { readonly kind: 'reserved'; readonly key: string }
  | { readonly kind: 'free'; readonly key: string };

/** Decides whether a command may have the key that was pressed. */
export function chooseKey(
  id: CommandId,
  press: KeyPress,
  platform: Platform,
  changed: KeyPreferences['keys'],
): ChosenKey {
  const key = keyOfPress(press, platform);
  if (key === undefined) return { kind: 'none' };
  if (isReservedKey(key, platform)) return { kind: 'reserved', key };
  const by = findConflict(id, key, platform, changed);
  return by === undefined ? { kind: 'free', key } : { kind: 'taken', key, by };
}

/** The changed keys with one more, or with one less where it is the command's own again. */
export function withKey(
  id: CommandId,
  key: string,
  platform: Platform,
  changed: KeyPreferences['keys'],
): KeyPreferences['keys'] {
  const { [id]: _, ...others } = changed;
  const own = keysOf(id, platform);
  return own.length === 1 && own[0] === key ? others : { ...others, [id]: key };
}

/** The changed keys without one: the command has its own again. */
export function withoutKey(id: CommandId, changed: KeyPreferences['keys']): KeyPreferences['keys'] {
  const { [id]: _, ...others } = changed;
  return others;
}
