// node scripts/collect-detector-examples.mjs PHOTOS_FOLDER EXAMPLES.jsonl [COUNT [FIRST [MODELS_FOLDER]]]
// Draws damage on crops of clean photographs and writes what the detector measures on every candidate, with and without the
// damage, and whether it is some: the examples from which fit-detector-trees.mjs learns. The same folder gives the same examples.
// With a folder of models, the opinions of its network come along.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { loadDetector } from './detection/engine-bundle.mjs';
import { collectCandidates, describeCandidate } from './detection/measure-candidates.mjs';

const cropWidth = 440;
const cropHeight = 340;
/** Enlarged photographs are as soft as scans of prints; dust and scratches are sharper than those. */
const scales = [1, 1, 1, 1.6, 2.2, 3];
const scannerNoise = 0.003;

const [folder, target, count = '300', first = '0', modelsFolder] = process.argv.slice(2);
const detector = await loadDetector();
const network = modelsFolder && (await detector.loadDamageNetwork(modelsFolder));
const hashOf = (name) => createHash('sha256').update(name).digest().readUInt32LE(0);
const names = (await readdir(folder))
  .filter((name) => /\.(jpg|png)$/.test(name))
  .sort((a, b) => hashOf(a) - hashOf(b))
  .slice(Number(first), Number(first) + Number(count));
const output = createWriteStream(target);
for (const [photo, name] of names.entries()) {
  const dice = detector.createDice(hashOf(name));
  const clean = await readCrop(path.join(folder, name), dice);
  const damaged = drawOver(clean, dice);
  scan([clean, damaged.picture], dice);
  for (const { picture, owner } of [{ picture: clean }, damaged]) {
    const labelAt = (x, y) => (owner?.[y * picture.width + x] ? 'damaged' : 'intact');
    for (const candidate of await collectCandidates(detector, picture, network)) {
      const example = describeCandidate(detector, candidate, picture, labelAt);
      output.write(
        `${JSON.stringify({ photo: Number(first) + photo, isDamaged: owner !== undefined, ...example })}\n`,
      );
    }
  }
}
output.end();

/** A crop with grain over it; every third time the smoothest of six, for skies and walls are where damage shows. */
async function readCrop(file, dice) {
  const scale = scales[Math.floor(dice() * scales.length)];
  const grain = scale === 1 ? 0.006 * dice() : 0.004 + 0.012 * dice();
  const { width: fileWidth } = await sharp(file).metadata();
  const { data, info } = await sharp(file)
    .toColourspace('b-w')
    .resize({ width: Math.round(fileWidth * scale), kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const width = Math.min(info.width, cropWidth);
  const height = Math.min(info.height, cropHeight);
  let best = { roughness: Infinity };
  for (let attempt = dice() < 0.35 ? 6 : 1; attempt > 0; attempt--) {
    const left = Math.floor(dice() * (info.width - width + 1));
    const top = Math.floor(dice() * (info.height - height + 1));
    const luma = Float32Array.from(
      { length: width * height },
      (_, i) => data[(top + Math.floor(i / width)) * info.width + left + (i % width)] / 255,
    );
    let roughness = 0;
    for (let i = 2; i < luma.length; i += 7) roughness += Math.abs(luma[i] - luma[i - 2]);
    if (roughness < best.roughness) best = { roughness, luma };
  }
  addGrain(best.luma, grain, dice);
  return { width, height, luma: best.luma };
}

function drawOver({ width, height, luma }, dice) {
  const canvas = detector.startCanvas(luma, width, height);
  // Some photos have a single scratch.
  const count = dice() < 0.4 ? 1 + Math.floor(3 * dice()) : 6 + Math.floor(10 * dice());
  for (let number = 1; number <= count; number++) {
    const kind = detector.drawnKinds[Math.floor(dice() * detector.drawnKinds.length)];
    detector.drawDamage(canvas, kind, number, dice);
  }
  return { picture: { width, height, luma: canvas.luma }, owner: canvas.owner };
}

/** What the scanner adds to print and damage alike: its lens blurs (a part of each pixel to its neighbours), its sensor has noise. */
function scan(pictures, dice) {
  const spill = dice() < 0.7 ? 0.3 * dice() : 0;
  for (const { width, height, luma } of pictures) {
    spread(luma, 1, width, height, spill);
    spread(luma, width, width, height, spill);
    addGrain(luma, scannerNoise, dice);
  }
}

function spread(luma, step, width, height, spill) {
  const before = luma.slice();
  for (let i = step; i < width * height - step; i++) {
    luma[i] = (1 - 2 * spill) * before[i] + spill * (before[i - step] + before[i + step]);
  }
}

function addGrain(luma, deviation, dice) {
  for (let i = 0; i < luma.length; i++) {
    const normal = 1.73 * (dice() + dice() + dice() + dice() - 2);
    luma[i] = Math.max(0, Math.min(1, luma[i] + deviation * normal));
  }
}
