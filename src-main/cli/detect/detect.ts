import path from 'node:path';
import type { FoundDamage } from '../../../src-shared/contract/engine-contract';
import { writeDamageMask } from '../../imaging/damage-mask';
import { openPhoto } from '../../imaging/decode';
import { damageMaskOfMarks } from '../../session/detection';
import { cautiousSensitivity } from '../../engine/detection/sensitivity';
import type { ParsedArguments } from '../args';
import type { CliEnvironment } from '../environment';
import type { ExitCode } from '../exit-codes';
import { withoutControls } from '../format-text';
import { listenForStop, StoppedError } from '../stop-signal';
import { describeFound, summarizeFound, type FoundFacts } from './describe-found';
import { findMarks } from './find-marks';
import { refuseMaskTarget } from './mask-target';

/**
 * `heirloom detect PHOTO`: what is damaged, in words or as JSON, and as a mask where one is wanted.
 * @throws PhotoError when the photo cannot be opened or the mask not be written
 */
export async function detectDamage(
  given: ParsedArguments,
  environment: CliEnvironment,
): Promise<ExitCode> {
  const photoPath = given.operands[0]!;
  const maskPath = given.text('mask-out');
  const sensitivity = given.number('sensitivity') ?? cautiousSensitivity;
  const overwrite = given.has('overwrite');
  if (maskPath !== undefined) await refuseMaskTarget(maskPath, photoPath, overwrite);
  const stop = listenForStop(environment);
  try {
    const { samples } = await stop.race(
      openPhoto(photoPath, { acceptDamaged: given.has('accept-broken') }),
    );
    const found = await findMarks(samples, {
      sensitivity,
      stop,
      loadDamageNetwork: environment.loadDamageNetwork,
      notice: (message) => environment.stderr.write(`${message}\n`),
    });
    const damageMask = damageMaskOfMarks(samples, found.marks);
    const facts = summarizeFound(found, { sensitivity, damageMask });
    if (maskPath !== undefined) await writeDamageMask(damageMask, maskPath, { overwrite });
    const text = given.has('json')
      ? asJson(photoPath, maskPath, found, facts)
      : asText(photoPath, maskPath, facts);
    environment.stdout.write(`${text}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    environment.stderr.write('Stopped; nothing was written.\n');
    return 130;
  } finally {
    stop.close();
  }
}

function asText(photoPath: string, maskPath: string | undefined, facts: FoundFacts): string {
  const name = withoutControls(path.basename(photoPath));
  const saved = maskPath === undefined ? [] : [`The mask is in ${withoutControls(maskPath)}.`];
  return [`${name}: ${describeFound(facts)}`, ...saved].join('\n');
}

function asJson(
  photoPath: string,
  maskPath: string | undefined,
  { marks }: FoundDamage,
  facts: FoundFacts,
): string {
  const { marks: counts, ...figures } = facts;
  const described = marks.map(({ runs: _, ...mark }) => mark);
  return JSON.stringify(
    { path: photoPath, maskPath, ...figures, counts, marks: described },
    null,
    2,
  );
}
