// Makes the README's picture: the sample as it is on the left of a line, repaired on the right.
//     node scripts/before-after.mjs DAMAGED RESTORED docs/images/before-after.jpg
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

const [damaged, restored, output] = process.argv.slice(2);
const { width, height } = await sharp(restored).metadata();
const middle = Math.round(width * 0.5);
const line = 3;
const right = await sharp(restored)
  .extract({ left: middle, top: 0, width: width - middle, height })
  .toBuffer();
mkdirSync(path.dirname(output), { recursive: true });
await sharp(damaged)
  .composite([
    { input: right, left: middle, top: 0 },
    {
      input: { create: { width: line, height, channels: 3, background: '#ffffff' } },
      left: middle - 1,
      top: 0,
    },
  ])
  .jpeg({ quality: 88, mozjpeg: true })
  .toFile(output);
