import { explainProvider } from '../../inference/providers';
import { RepairSession } from '../../session/repair-session';
import { askYesNo } from './ask';
import type { ReadyPrior } from '../environment';
import { keepIterations, type IterationKeeper } from './iteration-keeper';
import { driveRepair } from './repair-loop';
import type { RestoreContext, RestoreVariant } from './context';
import type { RestoreInput } from './input';
import type { StoppedFacts } from '../report/reporter';
import { saveResult } from './save-result';

/**
 * Repairs a photo with one seed and saves the result; a stopped repair is saved as far as it is, or not, as the person says.
 * @param checkpoint from where it goes on
 * @returns true when the repair is complete, false when it was stopped
 * @throws PhotoError, EngineError or InputError
 */
export async function repairVariant(
  context: RestoreContext,
  input: RestoreInput,
  ready: ReadyPrior,
  variant: RestoreVariant,
  checkpoint: Uint8Array | undefined,
): Promise<boolean> {
  const { environment, reporter, stop } = context;
  const { clock } = environment;
  const startMs = clock();
  const session = new RepairSession(
    {
      photo: input.photo.samples,
      damageMask: input.damageMask,
      settings: variant.settings,
      prior: ready.prior,
      priorId: ready.manifest.weights.sha256,
      clock,
    },
    checkpoint,
  );
  reportStart(context, input, ready, variant, session);
  const keeper = await keepIterations(context, input, session);
  const repairedFraction = await driveRepair(session, stop, {
    progress: (progress) => reporter.progress(progress),
    iterationCompleted: () => keeper.keep(),
  });
  const save = async () =>
    saveResult(context, input, variant, {
      samples: await session.result(),
      ready,
      repairedFraction,
      durationMs: clock() - startMs,
    });
  if (repairedFraction === 1) {
    await save();
    return true;
  }
  await endEarly(context, keeper, repairedFraction, save);
  return false;
}

async function endEarly(
  context: RestoreContext,
  keeper: IterationKeeper,
  repairedFraction: number,
  save: () => Promise<void>,
): Promise<void> {
  const { reporter, stop } = context;
  const checkpointPath = keeper.checkpointPath();
  const isSaved = repairedFraction > 0 && (await wantsUnfinished(context, repairedFraction));
  if (isSaved) await save();
  const facts: StoppedFacts = {
    signal: stop.cause!,
    repairedFraction,
    isSaved,
    ...(checkpointPath !== undefined && { checkpointPath }),
  };
  reporter.stopped(facts);
}

async function wantsUnfinished(
  { request, environment, reporter, stop }: RestoreContext,
  repairedFraction: number,
): Promise<boolean> {
  if (request.onStop !== undefined) return request.onStop === 'save';
  const { stdin, stderr } = environment;
  const isSomeoneThere = stdin.isTTY === true && stderr.isTTY === true && !request.isJson;
  if (stop.cause !== 'SIGINT' || !isSomeoneThere) return false;
  reporter.close();
  const percent = Math.floor(repairedFraction * 100);
  return askYesNo(
    `Stopped at ${percent} %. Save the picture as far as it is repaired?`,
    environment,
    stop.insisted,
  );
}

function reportStart(
  { request, reporter }: RestoreContext,
  { photo, damageMask, damageMaskSha256, damagedPixelCount }: RestoreInput,
  { manifest, provider, rejections }: ReadyPrior,
  { number, settings }: RestoreVariant,
  session: RepairSession,
): void {
  const { path, sha256, inspection } = photo.source;
  reporter.started({
    photo: { path, sha256, inspection },
    damageMask: {
      path: request.maskPath ?? request.maskOutPath,
      sha256: damageMaskSha256,
      damagedPixelCount,
      damagedFraction: damagedPixelCount / damageMask.data.length,
    },
    prior: { id: manifest.id, sha256: manifest.weights.sha256 },
    provider,
    device: explainProvider(provider, rejections),
    places: session.windowCount,
    colourFamily: session.colourFamily,
    settings,
    variant: number,
    variants: request.output.variants,
  });
}
