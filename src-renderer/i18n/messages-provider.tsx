import { createContext, useContext, useState, type ReactNode } from 'react';
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

/** Makes the words of a language. */
function makeMessages(options: MessagesOptions): Messages {
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

/**
 * Makes the words anew only where something is another that they depend on: every component that says something renders
 * again with them, and they cost some milliseconds.
 */
export function keepMessages(): (options: MessagesOptions) => Messages {
  let last: { readonly parts: readonly unknown[]; readonly messages: Messages } | undefined;
  return (options) => {
    const { language, systemLocale, platform, layout } = options;
    const { keys, singleKeys } = options.keys;
    const parts = [language, systemLocale, platform, layout, keys, singleKeys];
    if (!last || parts.some((part, index) => part !== last?.parts[index])) {
      last = { parts, messages: makeMessages(options) };
    }
    return last.messages;
  };
}

const MessagesContext = createContext<Messages | undefined>(undefined);

/** Gives all components below their language, formats and key names. */
export function MessagesProvider({
  children,
  ...options
}: MessagesOptions & { readonly children: ReactNode }) {
  const { language, systemLocale } = options;
  const [messagesFor] = useState(keepMessages);
  const messages = messagesFor(options);
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
