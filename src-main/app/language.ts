import {
  languageFor,
  localeFor,
  makeTranslate,
  type Language,
  type Translate,
} from '../../src-shared/messages';
import type { Preferences } from '../../src-shared/model/preferences';

/** The language that main speaks: in the menu bar and where it has something to say. */
export interface MainLanguage {
  readonly current: () => Language;
  readonly translate: () => Translate;
}

/** Follows the preferences. @param systemLocale as a BCP 47 tag */
export function createLanguage(preferences: () => Preferences, systemLocale: string): MainLanguage {
  const current = () => languageFor(preferences().language, systemLocale);
  return {
    current,
    translate: () => makeTranslate(current(), localeFor(current(), systemLocale)),
  };
}
