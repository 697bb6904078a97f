import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadPrior } from '../../../src-main/inference/load-prior';
import { findPrior } from '../../../src-main/inference/prior-library';

/**
 * WebGPU with the shipped weights, on the software driver of Debian's packages `chromium` and `libvulkan1`, since test
 * machines have no graphics card. Slow (a minute): the driver computes shaders on the processor.
 */
const driver = '/usr/lib/chromium/vk_swiftshader_icd.json';
const root = fileURLToPath(new URL('../../../', import.meta.url));

const missing =
  process.platform !== 'linux' || process.arch !== 'x64'
    ? 'it needs Linux on x64'
    : existsSync(driver)
      ? undefined
      : `${driver} is absent (apt-get install chromium libvulkan1)`;
if (missing) console.warn(`SKIPPED: WebGPU was not tested, because ${missing}.`);

let folder: string;
let child: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'heirloom-webgpu-'));
  // Inside node_modules, so that the bundle finds onnxruntime-node.
  child = path.join(root, 'node_modules', '.cache', `webgpu-child-${process.pid}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL('./webgpu-child.ts', import.meta.url))],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
});
afterAll(() =>
  Promise.all([folder, child].map((entry) => rm(entry, { recursive: true, force: true }))),
);

interface Report {
  readonly provider?: string;
  readonly message: string;
}

/** Runs the child with a Vulkan driver; rejects when it dies. */
async function runChild(driverFile: string, files: readonly string[]): Promise<Report> {
  const env = { ...process.env, VK_ICD_FILENAMES: driverFile, VK_DRIVER_FILES: driverFile };
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [child, ...files], { env }, (error, stdout) => {
      if (error) reject(new Error(`The child ended with ${error.message}`));
      else resolve(stdout);
    });
  });
  return JSON.parse(output) as Report;
}

function noisySlope(side: number): Float32Array {
  let state = 3;
  return Float32Array.from({ length: 3 * side * side }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (i % side) / side - 0.5 + 0.35 * (2 * (state / 2 ** 32) - 1);
  });
}

test.skipIf(missing)('WebGPU stands its trial and answers as the processor does', async () => {
  const models = await findPrior(path.join(root, 'models'));
  const files = [models, path.join(folder, 'in.f32'), path.join(folder, 'out.f32')] as const;
  const side = 32;
  const data = noisySlope(side);
  await writeFile(files[1], data);

  expect(await runChild(driver, files)).toEqual({
    provider: 'webgpu',
    // Not every graphics processor multiplies in half precision.
    message: expect.stringMatching(
      /^Running on WebGPU\.( The faster weights .* are used\.)?$/,
    ) as string,
  });

  const { prior } = await loadPrior(models, { provider: 'cpu', precision: 'float32' });
  const x = { channels: 3, height: side, width: side, data };
  await prior.denoise(x, 0.2, x);
  await prior.dispose();
  const answer = await readFile(files[2]);
  const largest = data.reduce(
    (max, value, i) => Math.max(max, Math.abs(value - answer.readFloatLE(4 * i))),
    0,
  );
  expect(largest).toBeLessThan(1e-4);
});

test.skipIf(missing)(
  'without a driver WebGPU is refused in a sentence, and nothing crashes',
  async () => {
    const models = await findPrior(path.join(root, 'models'));
    const report = await runChild('/nowhere.json', [models, 'unused', 'unused']);
    expect(report.provider).toBeUndefined();
    expect(report.message).toMatch(
      /could not be started \(WebGPU could not start \(.*adapter.*\)\); choose "auto" or "cpu"\.$/,
    );
  },
);
