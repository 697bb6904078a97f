import type { Catalogue, PluralMessage } from './catalogue';

const accents: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
};

/** A text 40 % longer and with accents, parameters untouched: shows what is not translated or would not fit. */
function lengthen(text: string): string {
  const parts = text.split(/(\{\w+\})/);
  const written = parts.filter((part) => !part.startsWith('{')).join('').length;
  const accented = parts.map((part) =>
    part.startsWith('{') ? part : part.replace(/[aeiouAEIOU]/g, (letter) => accents[letter]!),
  );
  return `${accented.join('')}${'~'.repeat(Math.ceil(written * 0.4))}`;
}

const lengthenMessage = (message: string | PluralMessage) =>
  typeof message === 'string'
    ? lengthen(message)
    : { one: lengthen(message.one), other: lengthen(message.other) };

/** A catalogue for trying the layout with longer words than any language here has. */
export function makePseudoCatalogue(source: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(source).map(([key, message]) => [key, lengthenMessage(message)]),
  ) as unknown as Catalogue;
}
