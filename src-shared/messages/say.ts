import type { MessageKey } from './catalogue';
import { makeTranslate, type Language, type Translate } from './translate';

/** A text of the catalogue by its name, with what is filled in; unlike a text it can be said in any language. */
export interface CatalogueText {
  readonly key: MessageKey;
  readonly values?: TextValues;
}

/** What is filled into a text of the catalogue. */
export type TextValues = Readonly<Record<string, string | number>>;

/** A sentence for people as it crosses processes. */
export interface Sentence {
  /** In English: what happened, what was done about it, what the person can do. It may name files and causes. */
  readonly message: string;
  /** What other languages say instead. */
  readonly text?: CatalogueText;
}

/** A text in a language. */
export function textIn({ key, values }: CatalogueText, translate: Translate): string {
  // Which values a key needs is known where the text is named, not here.
  return (translate as (name: MessageKey, given?: TextValues) => string)(key, values);
}

const english = makeTranslate('en', 'en');

/** A text of the catalogue as a sentence that can be said in any language. */
export function sentenceOf(key: MessageKey, values?: TextValues): Required<Sentence> {
  const text: CatalogueText = values ? { key, values } : { key };
  return { message: textIn(text, english), text };
}

/** A sentence in the person's language: English as it was put, other languages out of the catalogue. */
export function say({ message, text }: Sentence, language: Language, translate: Translate): string {
  return language === 'en' || !text ? message : textIn(text, translate);
}
