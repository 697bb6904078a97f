// Trees as the engine reads them.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../src-main/engine/detection',
);

/**
 * Writes NAME-trees.ts of src-main/engine/detection.
 * @param comment one line for the constant `NAMETrees`
 */
export async function writeTrees(name, comment, { base, trees }) {
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  // No value reaches 99: whatever comes goes left.
  const thresholds = trees.flatMap((tree) => tree.thresholds.map((value) => Math.min(99, value)));
  const text = `import type { BoostedTrees } from './boosted-trees';

/** ${comment} */
export const ${name}Trees: BoostedTrees = {
  base: ${base.toFixed(3)},
  features: ${JSON.stringify(trees.flatMap(({ features }) => features))},
  thresholds: ${JSON.stringify(thresholds)},
  leaves: ${JSON.stringify(trees.flatMap(({ leaves }) => leaves))},
};
`;
  await writeFile(path.join(folder, `${kebab}-trees.ts`), text);
}
