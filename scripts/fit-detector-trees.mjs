// node scripts/fit-detector-trees.mjs EXAMPLES.jsonl ...
// Fits the trees that judge candidates to what collect-detector-examples.mjs and collect-set-examples.mjs have written, prints
// how well they do on photographs that they have not seen, writes line-trees.ts and blob-trees.ts and prints the weights of a
// candidate's company for judge.ts.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fitTrees, probabilityOf, scoreTrees } from './detection/boosting.mjs';

const treeCounts = { line: 140, blob: 110 };
const foldCount = 3;
/** In the order of features.ts: 1 may only speak for damage, -1 only against it. */
const directions = {
  line: [1, 0, 0, 1, 1, -1, 1, 1, 1, 0, 0, 1, 0, 0, -1, -1, -1, 0, 0, -1, -1],
  blob: [0, 0, 0, 1, 1, 1, 1, 1, 0, -1, -1, 1, 0, 0, -1],
};
const kinds = ['line', 'blob'];
const folder = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../src-main/engine/detection',
);

const examples = (await Promise.all(process.argv.slice(2).map(readExamples))).flat();
for (const kind of kinds) {
  const own = examples.filter((example) => example.kind === kind);
  const labelled = own.filter(({ label }) => label >= 0);
  for (let fold = 0; fold < foldCount; fold++) {
    const seen = labelled.filter(({ photo }) => photo % foldCount !== fold);
    const model = fitTrees(seen, directions[kind], treeCounts[kind]);
    for (const example of own) {
      if (example.photo % foldCount === fold) example.score = scoreTrees(model, example.features);
    }
  }
  await writeModel(kind, fitTrees(labelled, directions[kind], treeCounts[kind]));
}
const pictures = groupByPicture();
pictures.forEach(addCompany);
for (const kind of kinds) {
  const own = examples.filter((example) => example.kind === kind && example.label >= 0);
  const weights = fitCompany(own);
  for (const example of own) example.confidence = probabilityOf(companyScore(example, weights));
  console.log(kind, weights, `log loss ${meanLoss(own).toFixed(4)} of ${own.length}`);
}
printBars();

function groupByPicture() {
  const groups = new Map();
  for (const example of examples) {
    const key = `${example.photo} ${example.isDamaged}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(example);
  }
  return [...groups.values()];
}

async function readExamples(file) {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

async function writeModel(kind, { base, trees }) {
  // No value reaches 99: whatever comes goes left.
  const thresholds = trees.flatMap((tree) => tree.thresholds.map((value) => Math.min(99, value)));
  const text = `import type { BoostedTrees } from './boosted-trees';

/** Weighs \`${kind}Features\`; made by scripts/fit-detector-trees.mjs from drawn damage on clean photographs. */
export const ${kind}Trees: BoostedTrees = {
  base: ${base.toFixed(3)},
  features: ${JSON.stringify(trees.flatMap(({ features }) => features))},
  thresholds: ${JSON.stringify(thresholds)},
  leaves: ${JSON.stringify(trees.flatMap(({ leaves }) => leaves))},
};
`;
  await writeFile(path.join(folder, `${kind}-trees.ts`), text);
}

/** What judge.ts knows of the other candidates of a picture. */
function addCompany(picture) {
  const sureness = ({ score }) => Math.max(0, 2 * probabilityOf(score) - 1);
  const probable = ({ score }) => (probabilityOf(score) > 0.25 ? probabilityOf(score) : 0);
  const total = (measure) => picture.reduce((sum, example) => sum + measure(example), 0);
  const [totalSure, totalProbable] = [total(sureness), total(probable)];
  for (const example of picture) {
    const otherSure = Math.max(0, totalSure - sureness(example));
    const otherProbable = Math.max(0, totalProbable - probable(example));
    example.company = {
      sure: Math.log1p(Math.min(12, otherSure)),
      share: Math.log((otherProbable + 0.3) / (picture.length + 10)),
    };
  }
}

function companyScore({ score, company }, { bias, own, sure, share }) {
  return bias + own * score + sure * company.sure + share * company.share;
}

/** Logistic regression by gradient descent with a step of its own for each weight (Adam). */
function fitCompany(own) {
  const weights = { bias: 0, own: 1, sure: 0, share: 0 };
  const names = Object.keys(weights);
  const first = Object.fromEntries(names.map((name) => [name, 0]));
  const second = { ...first };
  const steps = 700;
  for (let step = 1; step <= steps; step++) {
    const gradient = Object.fromEntries(names.map((name) => [name, 0]));
    for (const example of own) {
      const error = probabilityOf(companyScore(example, weights)) - example.label;
      const inputs = { bias: 1, own: example.score, ...example.company };
      for (const name of names) gradient[name] += (error * inputs[name]) / own.length;
    }
    for (const name of names) {
      first[name] = 0.9 * first[name] + 0.1 * gradient[name];
      second[name] = 0.99 * second[name] + 0.01 * gradient[name] ** 2;
      const size = Math.sqrt(second[name] / (1 - 0.99 ** step)) + 1e-9;
      weights[name] -= (0.03 * (1 - step / steps) * first[name]) / (1 - 0.9 ** step) / size;
    }
  }
  return Object.fromEntries(names.map((name) => [name, Number(weights[name].toFixed(3))]));
}

function meanLoss(own) {
  const losses = own.map(({ label, confidence }) => -Math.log(label ? confidence : 1 - confidence));
  return losses.reduce((sum, loss) => sum + loss, 0) / own.length;
}

/** For the table of sensitivity.ts: what each bar lets pass in clean pictures, and what it finds in damaged ones. */
function printBars() {
  const clean = pictures.filter(([example]) => !example.isDamaged);
  const damage = examples.filter(({ label }) => label === 1);
  for (const bar of [0.25, 0.45, 0.6, 0.7, 0.75, 0.8, 0.9]) {
    for (const mistake of [0.0006, 0.0012, 0.003, 0.01]) {
      const passes = ({ confidence, areaFraction }) =>
        confidence >= bar && (1 - confidence) * areaFraction <= mistake;
      const marks = clean.map((picture) => picture.filter(passes).length);
      const areas = clean
        .map((picture) =>
          picture.filter(passes).reduce((sum, { areaFraction }) => sum + areaFraction, 0),
        )
        .sort((a, b) => a - b);
      const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
      console.log(
        `bar ${bar}, mistake ${mistake}: on clean pictures ${mean(marks).toFixed(2)} marks,`,
        `${(100 * mean(areas)).toFixed(3)} % (95th percentile ${(100 * areas[Math.floor(0.95 * areas.length)]).toFixed(2)} %),`,
        `at most 3 on ${Math.round((100 * marks.filter((count) => count <= 3).length) / marks.length)} %;`,
        `finds ${((100 * damage.filter(passes).length) / damage.length).toFixed(1)} % of the damage`,
      );
    }
  }
}
