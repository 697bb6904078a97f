import {
  languageFor,
  localeFor,
  makeTranslate,
  say,
  type Language,
  type Sentence,
  type Translate,
} from '../../src-shared/messages';
import type { Preferences } from '../../src-shared/model/preferences';

/** The language that main speaks: in the menu bar and where it has something to say. */
export interface MainLanguage {
  readonly current: () => Language;
  readonly translate: () => Translate;
  /** A sentence of the engine's or of main's own in this language. */
  readonly say: (sentence: Sentence) => string;
}

/** Follows the preferences. @param systemLocale as a BCP 47 tag */
export function createLanguage(
  preferences: () => Pick<Preferences, 'language'>,
  systemLocale: string,
): MainLanguage {
  const current = () => languageFor(preferences().language, systemLocale);
  const translate = () => makeTranslate(current(), localeFor(current(), systemLocale));
  return { current, translate, say: (sentence) => say(sentence, current(), translate()) };
}
