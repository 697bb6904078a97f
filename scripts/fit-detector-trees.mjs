// node scripts/fit-detector-trees.mjs EXAMPLES.jsonl ...
// Fits the trees that judge candidates to what collect-detector-examples.mjs and collect-set-examples.mjs have written, prints
// how well they do on photographs that they have not seen, writes line-trees.ts and blob-trees.ts and prints the weights of a
// candidate's company for judge.ts.
import { fitTrees, probabilityOf, scoreTrees } from './detection/boosting.mjs';
import { addCompany, fitCompany, meanLoss } from './detection/company.mjs';
import { loadDetector } from './detection/engine-bundle.mjs';
import { groupByPicture, readExamples } from './detection/examples.mjs';
import { printBars } from './detection/print-bars.mjs';
import { writeTrees } from './detection/write-trees.mjs';

const treeCounts = { line: 140, blob: 110 };
const foldCount = 3;
/** In the order of features.ts: 1 may only speak for damage, -1 only against it. */
const directions = {
  line: [1, 0, 0, 1, 1, -1, 1, 1, 1, 0, 0, 1, 0, 0, -1, -1, -1, 0, 0, -1, -1],
  blob: [0, 0, 0, 1, 1, 1, 1, 1, 0, -1, -1, 1, 0, 0, -1],
};
const kinds = ['line', 'blob'];

const detector = await loadDetector();
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
  await writeTrees(
    kind,
    `Weighs \`${kind}Features\`; made by scripts/fit-detector-trees.mjs from drawn damage on clean photographs.`,
    fitTrees(labelled, directions[kind], treeCounts[kind]),
  );
}
const pictures = groupByPicture(examples);
for (const picture of pictures) addCompany(detector, picture);
for (const kind of kinds) {
  const own = examples.filter((example) => example.kind === kind && example.label >= 0);
  const weights = fitCompany(detector, own);
  for (const example of examples) {
    if (example.kind !== kind) continue;
    example.confidence = probabilityOf(
      detector.scoreInCompany(example.score, example.company, weights),
    );
  }
  console.log(kind, weights, `log loss ${meanLoss(own).toFixed(4)} of ${own.length}`);
}
printBars(detector, pictures, 'measurements');
