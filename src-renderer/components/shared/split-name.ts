/** Characters at the end of a name that always stay: its ending, and what usually tells photos of a row apart. */
const usualEndLength = 12;

/** Splits a name where it may be cut; characters that are written as one, such as an emoji of several, stay whole. */
export function splitName(
  name: string,
  endLength = usualEndLength,
): { readonly start: string; readonly end: string } {
  const characters = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment);
  const place =
    characters.length > 2 * endLength ? characters.length - endLength : characters.length;
  return { start: characters.slice(0, place).join(''), end: characters.slice(place).join('') };
}
