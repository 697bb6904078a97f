import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { makeTiff } from '../../support/make-tiff';
import { bundleScript, startScript } from '../../support/run-script';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const width = 8660;
const height = 5774;
const maxMegabytes = 750;

const openChangeSave = `
import { openPhoto } from './src-main/imaging/decode';
import { savePhoto } from './src-main/imaging/save';
async function run() {
  const [sourcePath, targetPath] = process.argv.slice(2);
  const { samples, source } = await openPhoto(sourcePath);
  for (let y = 1000; y < 1400; y += 1) {
    const at = (y * samples.width + 2000) * 3;
    samples.data.fill(128, at, at + 3 * 400);
  }
  await savePhoto({ samples, source, targetPath });
  console.log('peak ' + Math.round(process.resourceUsage().maxRSS / 1000));
}
void run();
`;

describe('opening and saving 50 megapixels of 8 bits', () => {
  it(`never takes more than ${maxMegabytes} MB, which leaves room for the repair below 1 GB`, async () => {
    const script = await bundleScript(folder, openChangeSave);
    const samples = makeSamples(width, height);
    const pipeline = sharpFrom(samples);
    const files: Record<string, () => Promise<Buffer> | Buffer> = {
      'baseline.jpg': () => pipeline.clone().jpeg({ quality: 90 }).toBuffer(),
      'turned.jpg': () => pipeline.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      'progressive.jpg': () =>
        pipeline.clone().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
      'scan.tif': () => makeTiff(samples),
    };
    for (const [name, make] of Object.entries(files)) {
      const source = path.join(folder, name);
      writeFileSync(source, await make());
      const { code, output } = await startScript(script, [source, `${source}.copy`]).ended;
      expect(code, output).toBe(0);
      const megabytes = Number(/peak (\d+)/.exec(output)?.[1]);
      expect(megabytes, name).toBeGreaterThan(200);
      expect(megabytes, name).toBeLessThan(maxMegabytes);
    }
  });
});
