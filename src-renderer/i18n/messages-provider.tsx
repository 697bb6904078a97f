import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Platform } from '../../src-shared/commands';
import {
  localeFor,
  makeFormats,
  makeTranslate,
  type Formats,
  type Language,
  type Translate,
} from '../../src-shared/messages';
import { makeKeyWords, type KeyWords, type KeyWordsOptions } from './key-words';

/** What every component needs to say something. */
export interface Messages extends KeyWords {
  readonly t: Translate;
  readonly formats: Formats;
  readonly language: Language;
  readonly platform: Platform;
}

/** What the words depend on. */
export interface MessagesOptions extends KeyWordsOptions {
  readonly language: Language;
  /** Of the system, as a BCP 47 tag. */
  readonly systemLocale: string;
}

/** Makes the words of a language, without React: for titles, menus and tests. */
export function makeMessages(options: MessagesOptions): Messages {
  const { language, systemLocale, platform, keys, layout } = options;
  const locale = localeFor(language, systemLocale);
  const t = makeTranslate(language, locale);
  return {
    t,
    formats: makeFormats(locale, t),
    language,
    platform,
    ...makeKeyWords(t, { platform, keys, layout }),
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
