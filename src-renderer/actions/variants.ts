import type { RunId } from '../../src-shared/model/ids';
import type { AppState } from '../state/app-state';
import { update, newRunId, valueOf, type AppContext } from './context';
import { effectiveMask } from './effective-mask';
import { afterLayers } from './layer-turns';
import { giveMaskAgain } from './give-mask';
import { changeRun, isBusy, isRunning } from './repair';
import { takeFromLayer } from './take-from-layer';

/** Makes other inventions for the places of the last repair: the same settings, other seeds. */
export async function makeVariants(context: AppContext, count: number): Promise<void> {
  const { run, photo } = context.store.getState();
  if (!run || !photo || isBusy(context)) return;
  const first = run.result && {
    number: 1,
    runId: run.record.runId,
    settings: run.record.settings,
    progress: run.progress,
    result: run.result,
  };
  const others = Array.from({ length: count - (first ? 1 : 0) }, (_, index) => {
    const number = index + (first ? 2 : 1);
    const settings = { ...run.record.settings, seed: run.record.settings.seed + number - 1 };
    const runId = newRunId();
    return { number, runId, settings, progress: undefined, result: undefined };
  });
  update(context, { variants: [...(first ? [first] : []), ...others], compare: 'sideBySide' });
  // The engine forgets masks that have not been needed for long.
  if (!(await giveMaskAgain(context))) {
    dropVariants(context);
    return;
  }
  const { maskId, baseLayerId } = run.record;
  const { photoId } = photo;
  for (const { runId, settings } of others) {
    const request = { photoId, runId, maskId, baseLayerId, settings };
    const answer = await valueOf(context, context.api.startRepair(request));
    if (answer === undefined) leaveOut(context, runId);
  }
}

/** Makes a variant the result; one step that can be undone. */
export function takeVariant(context: AppContext, number: number): void {
  const document = context.workspace?.document;
  if (document) afterLayers(document, () => takeVariantNow(context, number));
}

function takeVariantNow(context: AppContext, number: number): void {
  const { workspace } = context;
  const { variants, run } = context.store.getState();
  const variant = variants.find((candidate) => candidate.number === number);
  // The end of a repair in work would bury it.
  if (!workspace || !run?.result || !variant?.result) return;
  const { layerId, run: before } = workspace.document.snapshot;
  const record = { ...run.record, runId: variant.runId, settings: variant.settings };
  workspace.document.commit({
    kind: 'variant',
    count: number,
    layerId: { before: layerId, after: variant.result.layerId },
    run: { before, after: record },
  });
  // From here on it is this run that can be refined and looked through.
  changeRun(context, {
    record,
    progress: variant.progress,
    points: variant.runId === run.record.runId ? run.points : [],
    shownIndex: undefined,
    result: variant.result,
  });
  dropVariants(context);
  update(context, { compare: 'divider' });
}

/** The result with one mark taken from a variant. */
export async function takeVariantHere(
  context: AppContext,
  number: number,
  markId: string,
): Promise<void> {
  const { workspace, store } = context;
  const { variants, run } = store.getState();
  const variant = variants.find((candidate) => candidate.number === number);
  if (!workspace || !run?.result || !variant?.result) return;
  const { tiles } = effectiveMask(workspace.document, new Set([markId]));
  await takeFromLayer(context, tiles, variant.result.layerId);
}

/** Numbers of the variants that can be taken: none while a repair is in work, whose end would bury them. */
export function takeableVariants({ variants, run }: Pick<AppState, 'variants' | 'run'>): number[] {
  return isRunning(run) ? [] : variants.flatMap(({ number, result }) => (result ? [number] : []));
}

/** Takes one variant from the strip. */
export function discardVariant(context: AppContext, number: number): void {
  const { variants } = context.store.getState();
  const variant = variants.find((candidate) => candidate.number === number);
  if (variant) leaveOut(context, variant.runId);
  update(context, { shownVariant: undefined });
}

/** Closes the strip; what is in work for it ends, or the next repair would wait for what nobody sees. */
export function dropVariants(context: AppContext): void {
  const { variants } = context.store.getState();
  update(context, { variants: [], shownVariant: undefined });
  // One that has ended by itself meanwhile is no failure to speak of.
  for (const { runId, result } of variants) if (!result) void context.api.stopRepair({ runId });
}

function leaveOut(context: AppContext, runId: RunId): void {
  const { variants } = context.store.getState();
  update(context, { variants: variants.filter((variant) => variant.runId !== runId) });
}
