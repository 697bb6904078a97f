import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StopSignalName } from '../../../../src-main/cli/environment';
import { loadRequestedPrior } from '../../../../src-main/cli/requested-prior';
import { makeEnvironment, runInProcess } from '../../../support/cli-environment';
import { writeOnnx, type OnnxGraph } from '../../../support/onnx-writer';
import { makeRestoreCase } from '../../../support/restore-case';
import { makeTemporaryFolder } from '../../../support/temporary-folder';
import { edmDescription, identityGraph, writePrior } from '../../../support/tiny-priors';

const root = makeTemporaryFolder();
const modelsFolder = path.join(root, 'models');

beforeAll(async () => {
  const folder = path.join(modelsFolder, 'tiny');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'int8.onnx'), writeOnnx(scalingGraph(0.88)));
  const description = edmDescription({ int8Weights: { file: 'int8.onnx' } });
  await writePrior(folder, scalingGraph(0.9), description);
});

/** x0 = factor x */
function scalingGraph(factor: number): OnnxGraph {
  const [kernel] = identityGraph.constants!;
  const values = Float32Array.from(kernel!.values as Float32Array, (value) => factor * value);
  return { ...identityGraph, constants: [{ ...kernel!, values }] };
}

/** A computer that was found to be faster with bytes, or not; SIGTERM comes during call number `stopAt` of the prior. */
function computer(isFasterWithBytes: boolean, stopAt?: number) {
  const memory = {
    read: () => Promise.resolve(isFasterWithBytes),
    write: () => Promise.resolve(),
  };
  const folders = { modelsFolder, ownModelsFolder: path.join(root, 'none') };
  const environment = makeEnvironment({
    async loadPrior(request) {
      const ready = await loadRequestedPrior(request, folders, { memory });
      const denoise = ready.prior.denoise.bind(ready.prior);
      let calls = 0;
      ready.prior.denoise = async (...args) => {
        if (++calls === stopAt) environment.press('SIGTERM' satisfies StopSignalName);
        await denoise(...args);
      };
      return ready;
    },
  });
  return environment;
}

describe('a checkpoint', () => {
  it.each([true, false])(
    'goes on with its own weights where this computer would choose others (8-bit first: %s)',
    async (isFasterWithBytes) => {
      const { common: usual, at } = await makeRestoreCase(root);
      const common = [...usual, '--prior', 'tiny'];
      for (const [name, isFaster] of [
        ['whole.png', isFasterWithBytes],
        ['other.png', !isFasterWithBytes],
      ] as const) {
        const { exitCode, stderr } = await runInProcess(
          [...common, '-o', at(name)],
          computer(isFaster),
        );
        expect(exitCode, stderr).toBe(0);
      }
      expect(readFileSync(at('other.png'))).not.toEqual(readFileSync(at('whole.png')));

      const parts = [...common, '-o', at('parts.png'), '--checkpoint', at('state')];
      const stopped = await runInProcess(parts, computer(isFasterWithBytes, 3));
      expect(stopped.exitCode, stopped.stderr).toBe(130);
      const again = [...parts, '--resume', at('state')];
      const stoppedAgain = await runInProcess(again, computer(!isFasterWithBytes, 2));
      expect(stoppedAgain.exitCode, stoppedAgain.stderr).toBe(130);
      const resumed = await runInProcess(again, computer(!isFasterWithBytes));
      expect(resumed.exitCode, resumed.stderr).toBe(0);
      expect(readFileSync(at('parts.png'))).toEqual(readFileSync(at('whole.png')));
    },
  );
});
