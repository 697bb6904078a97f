import { mkdtempSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RestoreContext } from '../../../../src-main/cli/restore/context';
import { openInputPhoto, readRestoreInput } from '../../../../src-main/cli/restore/input';
import { saveResult } from '../../../../src-main/cli/restore/save-result';
import { hashSamples } from '../../../../src-main/cli/restore/sidecar';
import { listenForStop } from '../../../../src-main/cli/stop-signal';
import { createEventWriter } from '../../../../src-main/cli/report/event-writer';
import { completeSettings } from '../../../../src-shared/model/settings';
import { makeEnvironment, makeReadyPrior } from '../../../support/cli-environment';
import { writeDamagedPhoto } from '../../../support/damaged-photo';
import { makeSamples } from '../../../support/make-photos';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const root = makeTemporaryFolder();

describe('saveResult', () => {
  it('refuses a picture in which one sample outside the mask changed', async () => {
    const folder = mkdtempSync(path.join(root, 'save-'));
    const { photo, damageMask } = await writeDamagedPhoto(folder);
    const environment = makeEnvironment();
    const context: RestoreContext = {
      request: {
        photoPath: photo,
        maskPath: damageMask,
        sensitivity: 0.25,
        maskOutPath: undefined,
        acceptBroken: false,
        settings: completeSettings({}),
        output: { out: undefined, format: undefined, variants: 1 },
        overwrite: false,
        quality: undefined,
        sampleChoices: {},
        prior: { modelsFolder: '', id: undefined, provider: 'auto' },
        wantsSidecar: true,
        picturesFolder: undefined,
        checkpointPath: undefined,
        resumePath: undefined,
        onStop: undefined,
        sidecarPath: undefined,
        recorded: undefined,
        isJson: true,
        isQuiet: false,
      },
      environment,
      reporter: createEventWriter(environment.stdout),
      stop: listenForStop(environment),
    };
    const input = await readRestoreInput(context, await openInputPhoto(context));
    const settings = completeSettings({});
    const variant = {
      number: 1,
      settings,
      targetPath: path.join(folder, 'a.png'),
      nextPath: undefined,
      format: 'png',
    } as const;
    const data = input.photo.samples.data.slice();
    data[0]! ^= 1;
    const outcome = {
      samples: { ...input.photo.samples, data },
      ready: makeReadyPrior(),
      repairedFraction: 1,
      durationMs: 1,
    };
    await expect(saveResult(context, input, variant, outcome)).rejects.toThrow(
      'The repair changed 1 samples outside the mask',
    );
    expect(readdirSync(folder).sort()).toEqual(['mask.png', 'photo.png']);
  });
});

describe('hashSamples', () => {
  it('tells samples, sizes and kinds apart', () => {
    const grey = makeSamples(8, 4, { colourModel: 'grey' });
    const changed = { ...grey, data: grey.data.map((value) => value + 1) };
    const turned = { ...grey, width: 4, height: 8 };
    const hashes = [grey, changed, turned].map(hashSamples);
    expect(new Set(hashes).size).toBe(3);
    expect(hashSamples({ ...grey, data: grey.data.slice() })).toBe(hashes[0]);
  });
});
