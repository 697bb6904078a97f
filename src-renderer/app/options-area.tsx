import {
  changePreferences,
  toggleCompare,
  toggleEvidence,
  useTool as takeTool,
} from '../actions/view';
import { update } from '../actions/context';
import type { FrameWidth } from '../components/frame';
import { OptionsBar, type CompareMode, type OverlayMode } from '../components/options-bar';
import { ToolRail } from '../components/tool-rail';
import { entryToRedo, entryToUndo } from '../document/history';
import { useMessages } from '../i18n';
import { isRepaired } from '../state/picture';
import { useAppState, useSettledState, useStudio } from './app-context';
import { changeName } from './change-names';
import { useCommandPort } from './command-port';
import { useInspector } from './use-inspector';
import { toolValuesOf, takeToolValues } from './tool-values';

/** The bar above the picture, with what the state says. */
export function OptionsArea({ width }: { readonly width: FrameWidth }) {
  const studio = useStudio();
  const state = useSettledState();
  const brushSizePx = useAppState(({ brushSizePx: size }) => size);
  const port = useCommandPort();
  const [isInspectorOpen, openInspector] = useInspector();
  const { t } = useMessages();
  const undone = state.document && entryToUndo(state.document.history);
  const redone = state.document && entryToRedo(state.document.history);
  return (
    <OptionsBar
      width={width}
      port={port}
      tool={state.tool}
      values={toolValuesOf(state, brushSizePx)}
      onValuesChange={(changes) => takeToolValues(studio, changes)}
      isEvidenceShown={state.isEvidenceShown}
      pixelsPerInch={state.photo?.inspection.density?.x}
      hasPen={state.hasPen}
      selectedCount={state.selectedMarkIds.size}
      undoName={undone && changeName(undone, t)}
      redoName={redone && changeName(redone, t)}
      overlayMode={state.isOverlayShown ? state.preferences.overlayMode : 'hidden'}
      onOverlayModeChange={(mode: OverlayMode) => {
        update(studio, { isOverlayShown: mode !== 'hidden' });
        if (mode !== 'hidden') void changePreferences(studio, { overlayMode: mode });
      }}
      compare={state.compare}
      compareModes={possibleModes(isRepaired(state), state.variants.length)}
      onCompareChange={(mode: CompareMode) => {
        if (mode === 'off') update(studio, { compare: 'off' });
        else if (state.compare !== mode) toggleCompare(studio, mode);
      }}
      isInspectorOpen={isInspectorOpen}
      onInspectorOpenChange={openInspector}
    />
  );
}

function possibleModes(hasResult: boolean, variantCount: number): readonly CompareMode[] {
  const modes: CompareMode[] = ['divider', 'sideBySide'];
  if (hasResult) modes.push('difference', 'invented');
  if (variantCount >= 2) modes.push('disagreement');
  return modes;
}

/** Six tools, and two ways to see more. */
export function RailArea() {
  const studio = useStudio();
  const tool = useAppState((state) => state.tool);
  const isOverlayShown = useAppState((state) => state.isOverlayShown);
  const isEvidenceShown = useAppState((state) => state.isEvidenceShown);
  return (
    <ToolRail
      tool={tool}
      onToolChange={(chosen) => takeTool(studio, chosen)}
      isOverlayShown={isOverlayShown}
      onOverlayToggle={() => update(studio, { isOverlayShown: !isOverlayShown })}
      isEvidenceShown={isEvidenceShown}
      onEvidenceToggle={() => toggleEvidence(studio)}
    />
  );
}
