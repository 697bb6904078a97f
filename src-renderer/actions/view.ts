import type { Preferences } from '../../src-shared/model/preferences';
import type { CompareMode, ToolName } from '../state/app-state';
import { showFailure, update, type AppContext } from './context';

/** Takes up a tool; the eraser taken twice gives back the tool before it. */
export function useTool(context: AppContext, tool: ToolName): void {
  const { tool: current, toolBefore } = context.store.getState();
  if (tool === 'eraser' && current === 'eraser') update(context, { tool: toolBefore });
  else update(context, { tool, toolBefore: current === 'eraser' ? toolBefore : current });
}

/** Takes up the hand, or the tool before it. */
export function takeOrLeaveHand(context: AppContext): void {
  const { tool, toolBefore } = context.store.getState();
  useTool(context, tool === 'hand' ? toolBefore : 'hand');
}

/** Switches a way of comparing on, or off where it is on. */
export function toggleCompare(context: AppContext, mode: CompareMode): void {
  const { compare } = context.store.getState();
  update(context, {
    compare: compare === mode ? 'off' : mode,
    originalShown: 'no',
    isEvidenceShown: false,
  });
}

/** What the detector sees in place of the picture, or the picture again. */
export function toggleEvidence(context: AppContext): void {
  const { isEvidenceShown } = context.store.getState();
  update(context, {
    isEvidenceShown: !isEvidenceShown,
    compare: 'off',
    originalShown: 'no',
    shownVariant: undefined,
  });
}

const hintMs = 8000;

/** Says something in the hint line, and to the screen reader, in place of what stands there; for a while. */
export function showHint(context: AppContext, hint: string): void {
  update(context, { hint, announcement: hint });
  setTimeout(() => {
    if (context.store.getState().hint === hint) update(context, { hint: undefined });
  }, hintMs);
}

/** The original instead of the result: while a key is held, or until it is asked for again. */
export function showOriginal(context: AppContext, originalShown: 'no' | 'held' | 'kept'): void {
  update(context, { originalShown });
}

/** Takes over preferences at once and stores them; a disk that does not take them is told of, but in place of nothing worse. */
export async function changePreferences(
  context: AppContext,
  part: Partial<Preferences>,
): Promise<void> {
  const { preferences } = context.store.getState();
  update(context, { preferences: { ...preferences, ...part } });
  const result = await context.api.setPreferences(part);
  if (result.ok || context.store.getState().error) return;
  const message = context.translate('error.preferencesNotKept');
  showFailure(context, { code: result.error.code, message });
}

const overlayModes = ['outline', 'filled', 'both'] as const;

/** The next way of drawing marks; also shows them where they were hidden. */
export async function useNextOverlayMode(context: AppContext): Promise<void> {
  const { overlayMode } = context.store.getState().preferences;
  const at = overlayModes.findIndex((mode) => mode === overlayMode);
  const next = overlayModes[(at + 1) % overlayModes.length]!;
  update(context, { isOverlayShown: true });
  await changePreferences(context, { overlayMode: next });
}

/** Leaves a temporary view: what Escape does when no menu and no gesture is open. */
export function leave(context: AppContext): void {
  const { dialog, originalShown, compare, isPhotoOnly, shownVariant, isEvidenceShown } =
    context.store.getState();
  if (dialog) update(context, { dialog: undefined });
  else if (isEvidenceShown) update(context, { isEvidenceShown: false });
  else if (originalShown !== 'no') update(context, { originalShown: 'no' });
  else if (shownVariant !== undefined) update(context, { shownVariant: undefined });
  else if (compare !== 'off') update(context, { compare: 'off' });
  else if (isPhotoOnly) update(context, { isPhotoOnly: false });
}
