import {
  keysOf,
  keyText,
  type CommandId,
  type KeyNames,
  type KeyPreferences,
  type Platform,
} from '../../src-shared/commands';
import type { Translate } from '../../src-shared/messages';

/** Keys as they are read. */
export interface KeyWords {
  /** The first key of a command, "Ctrl+O"; undefined where it has none. */
  readonly keyOf: (id: CommandId) => string | undefined;
  /** All keys of a command. */
  readonly keysOf: (id: CommandId) => readonly string[];
  /** A key of the command table. */
  readonly keyText: (written: string) => string;
}

/** What the names of keys depend on, beside the language. */
export interface KeyWordsOptions {
  readonly platform: Platform;
  readonly keys: KeyPreferences;
  /** What the keyboard prints, by DOM key code; undefined until it is known. */
  readonly layout?: ReadonlyMap<string, string> | undefined;
}

function keyNamesIn(t: Translate): KeyNames {
  return {
    ctrl: t('key.ctrl'),
    shift: t('key.shift'),
    alt: t('key.alt'),
    enter: t('key.enter'),
    delete: t('key.delete'),
    backspace: t('key.backspace'),
    escape: t('key.escape'),
    space: t('key.space'),
    contextMenu: t('key.contextMenu'),
  };
}

const isSingle = (written: string) =>
  !written.includes('Mod') && /(^|\+)(.|Digit\d)$/.test(written);

/** Makes the words for keys, on this platform and with what the person has changed. */
export function makeKeyWords(t: Translate, { platform, keys, layout }: KeyWordsOptions): KeyWords {
  const names = keyNamesIn(t);
  const textOf = (written: string) => keyText(written, { platform, names, layout });
  const keysOfCommand = (id: CommandId) =>
    keysOf(id, platform, keys.keys)
      .filter((written) => keys.singleKeys || !isSingle(written))
      .map(textOf);
  return { keyText: textOf, keysOf: keysOfCommand, keyOf: (id) => keysOfCommand(id)[0] };
}
