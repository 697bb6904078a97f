import path from 'node:path';
import { cautiousSensitivity } from '../../engine/detection/sensitivity';
import { formatOfName } from '../../files/target-name';
import type { ParsedArguments } from '../args';
import type { CliEnvironment } from '../environment';
import type { ExitCode } from '../exit-codes';
import { InputError } from '../input-error';
import { runRestoration } from './restore';
import { readSidecar } from './sidecar';

/**
 * `heirloom redo SIDECAR`: the same repair from the same files, compared with the recorded result.
 * @throws InputError for an unusable sidecar or changed files, and like `runRestoration`
 */
export async function redoRestoration(
  given: ParsedArguments,
  environment: CliEnvironment,
): Promise<ExitCode> {
  const sidecarPath = given.operands[0]!;
  const sidecar = await readSidecar(sidecarPath);
  if (sidecar.repairedFraction < 1) {
    throw new InputError(
      'sidecar',
      'The recorded picture was saved when its repair was stopped, so it cannot be redone; repair it with heirloom restore.',
    );
  }
  const folder = path.dirname(sidecarPath);
  const located = (file: string) => (path.isAbsolute(file) ? file : path.join(folder, file));
  return runRestoration(
    {
      photoPath: located(sidecar.photo.path),
      maskPath: located(sidecar.damageMask.path),
      sensitivity: cautiousSensitivity,
      maskOutPath: undefined,
      // Its bytes are the recorded ones, so it opens as it did then.
      acceptBroken: true,
      settings: sidecar.settings,
      output: {
        out: given.text('out'),
        format: undefined,
        usualFormat: sidecar.result.format ?? formatOfName(sidecar.result.path),
        variants: 1,
      },
      overwrite: given.has('overwrite'),
      quality: sidecar.result.quality,
      sampleChoices: sidecar.result.sampleChoices ?? {},
      prior: {
        modelsFolder: given.text('models'),
        id: sidecar.prior.id,
        provider: sidecar.provider,
        weightsSha256: sidecar.prior.sha256,
      },
      wantsSidecar: false,
      picturesFolder: undefined,
      checkpointPath: undefined,
      resumePath: undefined,
      onStop: undefined,
      sidecarPath,
      recorded: {
        photo: sidecar.photo.sha256,
        damageMask: sidecar.damageMask.sha256,
        prior: sidecar.prior.sha256,
        samples: sidecar.result.samplesSha256,
        result: sidecar.result.sha256,
      },
      isJson: given.has('json'),
      isQuiet: given.has('quiet'),
    },
    environment,
  );
}
