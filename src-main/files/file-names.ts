/** What file systems allow. */
export const maxNameBytes = 255;

/** The longest part of a name's beginning that fits into a number of UTF-8 bytes, with no character cut. */
export function fitBytes(text: string, maxBytes: number): string {
  let fitting = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    fitting += character;
  }
  return fitting;
}
