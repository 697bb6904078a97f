import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import {
  keysOf,
  keyText,
  type CommandId,
  type KeyNames,
  type KeyPreferences,
  type Platform,
} from '../../src-shared/commands';
import {
  localeFor,
  makeFormats,
  makeTranslate,
  type Formats,
  type Language,
  type Translate,
} from '../../src-shared/messages';

/** What every component needs to say something. */
export interface Messages {
  readonly t: Translate;
  readonly formats: Formats;
  readonly language: Language;
  readonly platform: Platform;
  /** The first key of a command as it is read, "Ctrl+O"; undefined where it has none. */
  readonly keyOf: (id: CommandId) => string | undefined;
  /** All keys of a command as they are read. */
  readonly keysOf: (id: CommandId) => readonly string[];
  /** A key of the command table as it is read. */
  readonly keyText: (written: string) => string;
}

/** What the words depend on. */
export interface MessagesOptions {
  readonly language: Language;
  /** Of the system, as a BCP 47 tag. */
  readonly systemLocale: string;
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

/** Makes the words of a language, without React: for titles, menus and tests. */
export function makeMessages(options: MessagesOptions): Messages {
  const { language, systemLocale, platform, keys, layout } = options;
  const locale = localeFor(language, systemLocale);
  const t = makeTranslate(language, locale);
  const names = keyNamesIn(t);
  const textOf = (written: string) => keyText(written, { platform, names, layout });
  const keysOfCommand = (id: CommandId) =>
    keysOf(id, platform, keys.keys)
      .filter((written) => keys.singleKeys || !isSingle(written))
      .map(textOf);
  return {
    t,
    formats: makeFormats(locale, t),
    language,
    platform,
    keyText: textOf,
    keysOf: keysOfCommand,
    keyOf: (id) => keysOfCommand(id)[0],
  };
}

const MessagesContext = createContext<Messages | undefined>(undefined);

/** Gives all components below their language, formats and key names. */
export function MessagesProvider({
  children,
  ...options
}: MessagesOptions & { readonly children: ReactNode }) {
  const { language, systemLocale, platform, keys, layout } = options;
  const messages = useMemo(
    () => makeMessages({ language, systemLocale, platform, keys, layout }),
    [language, systemLocale, platform, keys, layout],
  );
  return (
    <I18nProvider locale={localeFor(language, systemLocale)}>
      <MessagesContext value={messages}>{children}</MessagesContext>
    </I18nProvider>
  );
}

/** The words of the provider above. @throws Error without one: a component was rendered outside the window */
export function useMessages(): Messages {
  const messages = useContext(MessagesContext);
  if (!messages) throw new Error('useMessages needs a MessagesProvider above');
  return messages;
}
