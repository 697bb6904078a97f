import { priorOfCheckpoint } from '../../session/checkpoint-seal';
import type { ParsedArguments } from '../args';
import type { CliEnvironment, PriorRequest } from '../environment';
import type { ExitCode } from '../exit-codes';
import { createEventWriter } from '../report/event-writer';
import { readCheckpoint } from './checkpoint-file';
import { planOutput, type OutputPlan } from './output-plan';
import { expectRecorded } from './recorded-hashes';
import { refuseHopeless } from './refuse-hopeless';
import { repairVariant } from './repair-variant';
import { openInputPhoto, readRestoreInput, type RestoreInput } from './input';
import type { RestoreContext } from './context';
import type { RestoreReporter } from '../report/reporter';
import { readRestoreRequest, type RestoreRequest } from './request';
import { saveResult } from './save-result';
import { listenForStop, StoppedError } from '../stop-signal';
import { createTextReporter } from '../report/text-reporter';

/**
 * `heirloom restore`.
 * @throws UsageError, and like `runRestoration`
 */
export async function restorePhoto(
  given: ParsedArguments,
  environment: CliEnvironment,
): Promise<ExitCode> {
  return runRestoration(readRestoreRequest(given), environment);
}

/**
 * Reads photo and mask, repairs, saves. Everything that can be refused is refused before the repair.
 * @throws PhotoError, EngineError or InputError, each with one sentence
 */
export async function runRestoration(
  request: RestoreRequest,
  environment: CliEnvironment,
): Promise<ExitCode> {
  const reporter = createReporter(request, environment);
  const stop = listenForStop(environment);
  try {
    return await restore({ request, environment, reporter, stop });
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    reporter.stopped({ signal: error.signal, repairedFraction: 0, isSaved: false });
    return 130;
  } finally {
    reporter.close();
    stop.close();
  }
}

function createReporter(
  { isJson, isQuiet }: RestoreRequest,
  { stdout, stderr, clock }: CliEnvironment,
): RestoreReporter {
  if (isJson) return createEventWriter(stdout);
  const narration = isQuiet ? { write: () => undefined } : stderr;
  return createTextReporter({ narration, results: stdout, clock });
}

async function restore(context: RestoreContext): Promise<ExitCode> {
  const { request, environment, reporter, stop } = context;
  reporter.stage(`Reading ${request.photoPath}`);
  const photo = await openInputPhoto(context);
  const output = await planOutput(
    { path: request.photoPath, format: photo.source.header.format },
    request.output,
  );
  await refuseHopeless(request, photo, output);
  const input = await readRestoreInput(context, photo);
  expectRecorded(request.recorded, {
    photo: input.photo.source.sha256,
    damageMask: input.damageMaskSha256,
  });
  if (input.damagedPixelCount === 0) {
    await saveUndamaged(context, input, output);
    return 0;
  }
  const { resumePath } = request;
  const checkpoint = resumePath === undefined ? undefined : await readCheckpoint(resumePath);
  reporter.stage('Starting the prior');
  const ready = await stop.race(environment.loadPrior(priorFor(request, checkpoint)));
  try {
    expectRecorded(request.recorded, { prior: ready.manifest.weights.sha256 });
    for (const [index, targetPath] of output.targetPaths.entries()) {
      const settings = { ...request.settings, seed: request.settings.seed + index };
      const { format, nextPath } = output;
      const variant = { number: index + 1, settings, targetPath, nextPath, format };
      const isWhole = await repairVariant(context, input, ready, variant, checkpoint);
      if (!isWhole) return 130;
    }
    return 0;
  } finally {
    await ready.prior.dispose();
  }
}

/** What was begun goes on with its own weights, also where this computer would choose others by now. */
function priorFor({ prior }: RestoreRequest, checkpoint: Uint8Array | undefined): PriorRequest {
  const weightsSha256 = checkpoint && priorOfCheckpoint(checkpoint);
  return weightsSha256 === undefined ? prior : { ...prior, weightsSha256 };
}

async function saveUndamaged(
  context: RestoreContext,
  input: RestoreInput,
  { format, targetPaths, nextPath }: OutputPlan,
): Promise<void> {
  const { request, reporter } = context;
  const sidecar = request.wantsSidecar ? ' and without a sidecar' : '';
  const reason =
    request.maskPath === undefined
      ? 'Nothing was marked'
      : `Nothing is marked as damaged in ${request.maskPath}`;
  reporter.notice(`${reason}, so the photo is copied as it is${sidecar}.`);
  for (const [index, targetPath] of targetPaths.entries()) {
    const settings = { ...request.settings, seed: request.settings.seed + index };
    await saveResult(context, input, { number: index + 1, settings, targetPath, nextPath, format });
  }
}
