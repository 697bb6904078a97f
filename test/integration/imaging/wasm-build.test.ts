import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPhoto } from '../../../src-main/imaging/decode';
import { savePhoto } from '../../../src-main/imaging/save';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { bundleScript, startScript } from '../../support/run-script';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();

/** Opens and saves over and over and collects garbage, so that memory which the WebAssembly heap reuses would show. */
const openAndSave = `
Object.defineProperty(process.versions, 'electron', { value: '22.3.25' });
const { openPhoto } = require('./src-main/imaging/decode');
const { savePhoto } = require('./src-main/imaging/save');
const { sharpBuild } = require('./src-main/imaging/sharp-runtime');
require('node:v8').setFlagsFromString('--expose-gc');
const collectGarbage = require('node:vm').runInNewContext('gc');
async function run() {
  const [sourcePath, targetPath] = process.argv.slice(2);
  for (let turn = 0; turn < 5; turn += 1) {
    const { samples, source } = await openPhoto(sourcePath);
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 10));
    const copies = await Promise.all([1, 2, 3].map(() => openPhoto(sourcePath)));
    const isSame = (data) => data.every((sample, index) => sample === samples.data[index]);
    if (!copies.every((copy) => isSame(copy.samples.data))) throw new Error('decoded otherwise');
    await savePhoto({ samples, source, targetPath, overwrite: true });
  }
  console.log(sharpBuild);
}
void run();
`;

const canTry = process.platform === 'linux' && isInstalled();

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('@img/sharp-wasm32/sharp.node');
    return true;
  } catch {
    console.warn(
      'SKIPPED: @img/sharp-wasm32 is not installed, so sharp under Electron on Linux is not tried.',
    );
    return false;
  }
}

describe.skipIf(!canTry)('sharp under Electron on Linux', () => {
  it('is the WebAssembly build, although the native one is installed, and saves the same samples', async () => {
    const script = await bundleScript(folder, openAndSave);
    const source = path.join(folder, 'aunt.png');
    writeFileSync(
      source,
      await sharpFrom(makeSamples(500, 400, { bitDepth: 16 }))
        .png()
        .toBuffer(),
    );
    const target = path.join(folder, 'wasm.png');
    const { code, output } = await startScript(script, [source, target]).ended;
    expect(code, output).toBe(0);
    expect(output.trim()).toBe('wasm');
    const native = path.join(folder, 'native.png');
    await savePhoto({ ...(await openPhoto(source)), targetPath: native });
    expect((await openPhoto(target)).samples).toEqual((await openPhoto(native)).samples);
    expect(readFileSync(target).length).toBeGreaterThan(0);
  });
});
