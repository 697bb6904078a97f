import type { InputOf, StudioContract } from '../../src-shared/contract';
import { isAtRest, isRunning } from '../actions/repair';
import type { AppState, RunView, VariantView } from '../state/app-state';
import { waitsForAnswers, type Batch, type BatchPhotoState } from '../state/batch-state';

type ShellProgress = NonNullable<InputOf<StudioContract['updateShell']>['progress']>;

/**
 * What the taskbar shows of the work: the computer is kept awake over what is `normal`, and not over what waits for the
 * person. Null where nothing is in work.
 */
export function shellProgress({
  run,
  variants,
  batch,
}: Pick<AppState, 'run' | 'variants' | 'batch'>): ShellProgress | null {
  const works = [progressOfRun(run), progressOfVariants(variants, run), progressOfBatch(batch)];
  const known = works.filter((work) => work !== undefined);
  const shown = known.find(({ state }) => state === 'normal') ?? known[0];
  return shown ? { ...shown, fraction: Math.round(shown.fraction * 100) / 100 } : null;
}

function progressOfRun(run: RunView | undefined): ShellProgress | undefined {
  if (!isRunning(run) || !run.progress) return undefined;
  return { fraction: run.progress.doneFraction, state: isAtRest(run) ? 'paused' : 'normal' };
}

function progressOfVariants(
  variants: readonly VariantView[],
  run: RunView | undefined,
): ShellProgress | undefined {
  // The first one is the repair that they vary: it was there before.
  const asked = variants.filter(({ runId }) => runId !== run?.record.runId);
  const inWork = asked.filter(({ result }) => !result);
  if (inWork.length === 0) return undefined;
  const done = asked.map(({ result, progress }) => (result ? 1 : (progress?.doneFraction ?? 0)));
  return {
    fraction: done.reduce((sum, fraction) => sum + fraction, 0) / asked.length,
    state: inWork.every(isAtRest) ? 'paused' : 'normal',
  };
}

/** States of photos that are still to be repaired; looking at one and saving it take no time beside that. */
const isUnrepaired: ReadonlySet<BatchPhotoState['kind']> = new Set([
  'waiting',
  'looking',
  'repairing',
]);

function progressOfBatch(batch: Batch): ShellProgress | undefined {
  const { photos, state, photoFraction } = batch;
  if (state !== 'running' && state !== 'paused') return undefined;
  const kinds = photos.map((photo) => photo.state.kind);
  const done = kinds.filter((kind) => !isUnrepaired.has(kind)).length;
  const partOfOne = kinds.includes('repairing') ? photoFraction : 0;
  return {
    fraction: (done + partOfOne) / photos.length,
    state: state === 'paused' || waitsForAnswers(batch) ? 'paused' : 'normal',
  };
}
