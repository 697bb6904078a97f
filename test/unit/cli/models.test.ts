import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeEnvironment, runInProcess } from '../../support/cli-environment';
import {
  edmDescription,
  identityGraph,
  temporaryFolder,
  writePrior,
} from '../../support/tiny-priors';

async function makeModels(): Promise<string> {
  const folder = await temporaryFolder();
  await writePrior(path.join(folder, 'tiny'), identityGraph);
  const described = edmDescription({ id: 'photo-unet-s7', name: 'Usual' });
  await writePrior(path.join(folder, 'photo-unet-s7'), identityGraph, described);
  return folder;
}

describe('heirloom models', () => {
  it('lists each prior with licence and state, and marks the default', async () => {
    const modelsFolder = await makeModels();
    const { exitCode, stdout } = await runInProcess(['models'], makeEnvironment({ modelsFolder }));
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`2 priors in ${modelsFolder}\n`);
    expect(stdout).toMatch(/\nphoto-unet-s7 \(default\)\n {2}Name +Usual, version 1\n/);
    expect(stdout).toMatch(/\ntiny\n/);
    expect(stdout.match(/Licence +Apache-2.0\n/g)).toHaveLength(2);
    expect(stdout.match(/State +complete and unaltered/g)).toHaveLength(2);
    expect(stdout.match(/Context +0 px\. No context is used\.\n/g)).toHaveLength(2);
  });

  it('tells which one is damaged, with code 5', async () => {
    const folder = await makeModels();
    appendFileSync(path.join(folder, 'tiny', 'tiny.onnx'), 'x');
    mkdirSync(path.join(folder, 'hollow'));
    const { exitCode, stdout } = await runInProcess(['models', '--models', folder]);
    expect(exitCode).toBe(5);
    expect(stdout.replace(/\s+/g, ' ')).toContain('are damaged or belong to another prior');
    expect(stdout.match(/State +complete and unaltered/g)).toHaveLength(1);
    const json = await runInProcess(['models', '--models', folder, '--json']);
    expect(json.exitCode).toBe(5);
    expect(JSON.parse(json.stdout)).toMatchObject([
      { id: 'hollow', isUsable: false },
      { id: 'photo-unet-s7', isDefault: true, isUsable: true, manifest: { name: 'Usual' } },
      { id: 'tiny', isDefault: false, isUsable: false },
    ]);
  });

  it('says when there is no such folder', async () => {
    const { exitCode, stderr } = await runInProcess(['models', '--models', '/not/there']);
    expect(exitCode).toBe(5);
    expect(stderr).toMatch(
      /^heirloom: The folder of priors \/not\/there could not be read[^\n]+\n$/,
    );
  });
});
