// node scripts/collect-set-examples.mjs DAMAGE_SET EXAMPLES.jsonl [FIRST_NUMBER [MODELS_FOLDER]]
// DAMAGE_SET is a folder of pictures with drawn damage, the same without, and labels, in the form that python -m training
// damage-set writes; for fit-detector-trees.mjs it has to be made of training photographs,
// for fit-opinion-trees.mjs of held-out ones. Writes examples like those of
// collect-detector-examples.mjs, of photographs numbered from FIRST_NUMBER on; with a folder of models, the opinions of its
// network come along.
import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { loadDetector } from './detection/engine-bundle.mjs';
import { collectCandidates, describeCandidate } from './detection/measure-candidates.mjs';

const ignoredLabel = 255;

const [folder, target, firstNumber = '10000', modelsFolder] = process.argv.slice(2);
const detector = await loadDetector();
const network = modelsFolder && (await detector.loadDamageNetwork(modelsFolder));
const names = (await readdir(folder)).filter((name) => /^\d+$/.test(name)).sort();
const output = createWriteStream(target);
for (const name of names) {
  const photo = Number(firstNumber) + Number(name);
  const open = (file) => readPicture(path.join(folder, name, file));
  const label = await open('label.png');
  for (const isDamaged of [false, true]) {
    const picture = await open(isDamaged ? 'picture.png' : 'clean.png');
    const labelAt = (x, y) => (isDamaged ? nameLabel(label.bytes[y * label.width + x]) : 'intact');
    for (const candidate of await collectCandidates(detector, picture, network)) {
      const example = describeCandidate(detector, candidate, picture, labelAt);
      output.write(`${JSON.stringify({ photo, isDamaged, ...example })}\n`);
    }
  }
}
output.end();

function nameLabel(value) {
  if (value === ignoredLabel) return 'ignored';
  return value === 0 ? 'intact' : 'damaged';
}

/** Size, one grey byte a pixel (of a label), and luma in 0..1 as the application weighs it. */
async function readPicture(file) {
  const { data, info } = await sharp(file)
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const bytes = Uint8Array.from({ length: width * height }, (_, i) => data[channels * i]);
  const luma = Float32Array.from({ length: width * height }, (_, i) => {
    const at = channels * i;
    return (0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]) / 255;
  });
  return { width, height, bytes, luma };
}
