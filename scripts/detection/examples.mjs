// Examples as collect-detector-examples.mjs and collect-set-examples.mjs write them, one a line.
import { readFile } from 'node:fs/promises';

export async function readExamples(file) {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** The candidates of each picture. */
export function groupByPicture(examples) {
  const groups = new Map();
  for (const example of examples) {
    const key = `${example.photo} ${example.isDamaged}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(example);
  }
  return [...groups.values()];
}
