import type { Catalogue, MessageKey, ParameterArguments } from './catalogue';
import { de } from './de';
import { en } from './en';
import { makePseudoCatalogue } from './pseudo';

/** Languages of the window; `pseudo` is for trying the layout. */
export const languages = ['en', 'de', 'pseudo'] as const;
export type Language = (typeof languages)[number];

/** Gives a text of the catalogue with its parameters filled in. */
export type Translate = <Key extends MessageKey>(
  key: Key,
  ...parameters: ParameterArguments<Key>
) => string;

/** The catalogue of a language. */
export function catalogueOf(language: Language): Catalogue {
  if (language === 'de') return de;
  return language === 'pseudo' ? makePseudoCatalogue(en) : en;
}

/**
 * The language for a person: the one chosen, else that of the system where there is one, else English.
 * @param locale the system's, as a BCP 47 tag
 */
export function languageFor(chosen: Language | 'system', locale: string): Language {
  if (chosen !== 'system') return chosen;
  return locale.toLowerCase().startsWith('de') ? 'de' : 'en';
}

/** The locale for numbers and dates: the system's where it has the language, so that regional habits are kept. */
export function localeFor(language: Language, systemLocale: string): string {
  const spoken = language === 'pseudo' ? 'en' : language;
  return systemLocale.toLowerCase().startsWith(spoken) ? systemLocale : spoken;
}

/**
 * Makes the function that gives texts of a language.
 * @param locale for plurals and for numbers among the parameters
 */
export function makeTranslate(language: Language, locale: string): Translate {
  const catalogue = catalogueOf(language);
  const plurals = new Intl.PluralRules(language === 'pseudo' ? 'en' : language);
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  return (key, ...rest) => {
    const [parameters] = rest as readonly [Readonly<Record<string, string | number>>?];
    const message = catalogue[key];
    const text =
      typeof message === 'string'
        ? message
        : message[plurals.select(Number(parameters?.['count'])) === 'one' ? 'one' : 'other'];
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = parameters?.[name] ?? '';
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
}
