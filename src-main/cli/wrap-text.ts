/** Breaks a text at its spaces into lines of at most `width` characters; a longer word gets a line of its own. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Two columns: `left` on the first line (or on one of its own, where it is too long), `right` wrapped beside it. */
export function twoColumns(left: string, right: string, leftWidth: number, width: number): string {
  const indent = ' '.repeat(leftWidth);
  const lines = wrapText(right, width - leftWidth);
  if (left.length > leftWidth - 2) return [left, ...lines.map((line) => indent + line)].join('\n');
  return [left.padEnd(leftWidth) + lines[0]!, ...lines.slice(1).map((line) => indent + line)].join(
    '\n',
  );
}
