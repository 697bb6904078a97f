// node scripts/fit-opinion-trees.mjs EXAMPLES.jsonl ...
// Fits the trees that weigh the network's opinion on a candidate beside what was measured on it, to what
// collect-set-examples.mjs has written with a network, prints how well they do on photographs that they have not seen, writes
// line-opinion-trees.ts and blob-opinion-trees.ts and prints the weights of a candidate's company for judge.ts. The examples
// have to be of photographs that neither the network nor the trees that judge candidates have seen.
import { fitTrees, probabilityOf, scoreTrees } from './detection/boosting.mjs';
import { addCompany, fitCompany, meanLoss } from './detection/company.mjs';
import { loadDetector } from './detection/engine-bundle.mjs';
import { groupByPicture, readExamples } from './detection/examples.mjs';
import { printBars } from './detection/print-bars.mjs';
import { writeTrees } from './detection/write-trees.mjs';

const treeCount = 40;
const foldCount = 4;
/** In the order of opinionFeatures: 1 may only speak for damage. */
const directions = [1, 1, 1, 0, 1, 0];
const kinds = ['line', 'blob'];
const mostShare = 0.7;

const detector = await loadDetector();
const examples = (await Promise.all(process.argv.slice(2).map(readExamples))).flat();
for (const example of examples) {
  const { alone, opinion, features } = example;
  example.score = alone;
  example.isAsked = opinion !== undefined && alone >= detector.leastAskedScore;
  example.opinionFeatures = opinion && detector.opinionFeatures(alone, opinion, features);
}
for (const kind of kinds) {
  const asked = examples
    .filter((example) => example.kind === kind && example.isAsked)
    .map((example) => ({ example, label: example.label, features: example.opinionFeatures }));
  const labelled = asked.filter(({ label }) => label >= 0);
  for (let fold = 0; fold < foldCount; fold++) {
    const isSeen = ({ example }) => example.photo % foldCount !== fold;
    const model = fitTrees(labelled.filter(isSeen), directions, treeCount);
    for (const each of asked) {
      if (!isSeen(each)) each.example.score = scoreTrees(model, each.features);
    }
  }
  await writeTrees(
    `${kind}Opinion`,
    'Weighs `opinionFeatures`; made by scripts/fit-opinion-trees.mjs from drawn damage on held-out photographs.',
    fitTrees(labelled, directions, treeCount),
  );
  const own = examples.filter((example) => example.kind === kind && example.label >= 0);
  const precision = (scoreOf) => averagePrecision(own, scoreOf).toFixed(3);
  console.log(
    `${kind}: average precision ${precision(({ alone }) => alone)} measured alone, ${precision(({ score }) => score)} with the opinion`,
  );
}
const pictures = groupByPicture(examples);
for (const picture of pictures) addCompany(detector, picture);
for (const kind of kinds) {
  const own = examples.filter((example) => example.kind === kind && example.label >= 0);
  const weights = fitCompany(detector, own, mostShare);
  for (const example of examples) {
    if (example.kind === kind)
      example.confidence = probabilityOf(
        detector.scoreInCompany(example.score, example.company, weights),
      );
  }
  console.log(kind, weights, `log loss ${meanLoss(own).toFixed(4)} of ${own.length}`);
}
printBars(detector, pictures, 'network');

function averagePrecision(own, scoreOf) {
  const ranked = [...own].sort((a, b) => scoreOf(b) - scoreOf(a));
  let [found, sum] = [0, 0];
  ranked.forEach(({ label }, index) => {
    if (label !== 1) return;
    found++;
    sum += found / (index + 1);
  });
  return sum / found;
}
