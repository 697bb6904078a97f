import { useEffect, useMemo, useRef } from 'react';
import { originalLayerId } from '../../src-shared/model/ids';
import type { AppContext } from '../actions/context';
import { update } from '../actions/context';
import { showPixelFailure } from '../actions/pixel-failure';
import { takeMaskEdit } from '../actions/edit-mask';
import { marksOf, openMarkMenu, shownEntries } from '../actions/marks';
import { eraseWholeMarks } from '../actions/original-here';
import { isRunning } from '../actions/repair';
import { takeFromLayer } from '../actions/take-from-layer';
import { showHint } from '../actions/view';
import { useMessages } from '../i18n';
import type { AppState } from '../state/app-state';
import { beforePicture, isRepaired, shownOverlay, shownPicture } from '../state/picture';
import type { Compare } from '../viewer/panes';
import { PhotoView, type PhotoViewHandle } from '../viewer/photo-view';
import type { PhotoViewEvents, ShownMark, ToolSettings } from '../viewer/photo-view-props';
import { useAppState, useStudio } from './app-context';

/** The picture with its marks and the tools on it; nothing where no photo is open. */
export function PhotoArea() {
  const studio = useStudio();
  const state = useAppState((whole) => whole);
  const { t, formats } = useMessages();
  const view = useRef<PhotoViewHandle>(null);
  const events = useMemo(() => makeEvents(studio), [studio]);
  const { photo } = state;
  const document = studio.workspace?.document;
  useEffect(() => {
    studio.view = view.current ?? undefined;
    return () => {
      studio.view = undefined;
    };
  }, [studio, photo]);
  const snapshot = state.document;
  const marks = useMemo<readonly ShownMark[]>(
    () => (document && snapshot ? shownEntries(document, 'place') : []),
    [document, snapshot],
  );
  if (!photo || !document) return null;
  const { preferences } = state;
  return (
    <PhotoView
      ref={view}
      photo={photo}
      client={studio.pixels}
      source={shownPicture(state)}
      compare={compareOf(studio, state)}
      tint={shownOverlay(state)}
      isOriginalHeld={state.originalShown !== 'no'}
      mask={document.mask}
      marks={marks}
      currentMarkId={state.hoveredMarkId ?? state.currentMarkId}
      selectedMarkIds={state.selectedMarkIds}
      showsRepairedMarks={false}
      look={{ ...preferences, overlayMode: overlayModeOf(state) }}
      wheel={preferences.wheel}
      isMac={state.start.platform === 'darwin'}
      toolId={state.tool}
      settings={toolSettings(state)}
      traceLine={async ({ x, y }, reachPx) => {
        const { photoId } = photo;
        const followsFaint = state.toolOptions.followsFaintLines;
        const answer = await studio.api.traceLine({ photoId, x, y, reachPx, followsFaint });
        if (answer.ok) return answer.value;
        throw new Error(answer.error.message);
      }}
      events={events}
      label={t('area.photoName', {
        name: photo.name,
        count: marks.length,
        zoom: formats.percent(state.zoomPercent / 100),
      })}
      describedBy="hint"
    />
  );
}

function toolSettings(state: AppState): ToolSettings {
  const { preferences, toolOptions } = state;
  return {
    brushSizePx: state.brushSizePx,
    brushHardness: preferences.brushHardness,
    isBrushLockedToPhoto: preferences.brushLockedToPhoto,
    usesPenPressure: preferences.penPressure,
    penCurve: preferences.penCurve,
    erasesWholeMarks: toolOptions.erasesWholeMarks,
    // The result of a repair in work would bury what is brought back meanwhile.
    eraserRestores: isRepaired(state) && !isRunning(state.run),
    lassoTakesAway: toolOptions.lassoMode === 'takeAway',
    lassoFeatherPx: toolOptions.featherPx,
    traceWidthPx: toolOptions.traceWidthPx ?? 'auto',
    traceFollowsFaint: toolOptions.followsFaintLines,
  };
}

/** Marks are hidden while the picture is judged: during a run, while comparing, and while the original is held. */
function overlayModeOf(state: AppState) {
  const { preferences, isOverlayShown, compare, run, originalShown } = state;
  const isJudging = compare !== 'off' || originalShown !== 'no' || (run && !run.result);
  return !isOverlayShown || isJudging ? 'hidden' : preferences.overlayMode;
}

function compareOf(studio: AppContext, state: AppState): Compare | undefined {
  if (state.originalShown !== 'no') return undefined;
  if (state.compare === 'divider') {
    return {
      mode: 'divider',
      before: beforePicture,
      position: state.dividerFraction,
      onPosition: (dividerFraction) => update(studio, { dividerFraction }),
    };
  }
  if (state.compare !== 'sideBySide') return undefined;
  const variants = state.variants.map(({ result, progress, runId }) => {
    if (result) return { kind: 'layer' as const, layerId: result.layerId };
    const index = progress?.keptIterations ?? 0;
    return index > 0 ? { kind: 'iteration' as const, runId, index } : beforePicture;
  });
  return {
    mode: 'sideBySide',
    panes: variants.length > 0 ? variants : [beforePicture, shownPicture(state)],
  };
}

/** "x 1204, y 866, on scratch". */
function cursorText(
  { workspace, translate }: AppContext,
  place: { readonly x: number; readonly y: number },
  markId: string | undefined,
): string {
  const [mark] = workspace && markId !== undefined ? marksOf(workspace, [markId]) : [];
  if (!mark) return translate('photo.cursor', place);
  return translate('photo.cursorOnMark', { ...place, mark: translate(`class.${mark.class}`) });
}

/** How often the number that says the zoom follows it; a frame has no time for it. */
const zoomIntervalMs = 100;

function makeZoomTeller(studio: AppContext): (zoomPercent: number) => void {
  let latest: number | undefined;
  return (zoomPercent) => {
    const isWaiting = latest !== undefined;
    latest = zoomPercent;
    if (isWaiting) return;
    setTimeout(() => {
      const told = latest!;
      latest = undefined;
      // Panning tells the same zoom again and again.
      if (studio.store.getState().zoomPercent !== told) update(studio, { zoomPercent: told });
    }, zoomIntervalMs);
  };
}

function makeEvents(studio: AppContext): PhotoViewEvents {
  const tellZoom = makeZoomTeller(studio);
  return {
    onMaskEdit: (edit) => takeMaskEdit(studio, edit),
    onEraseMarks: (markIds) => void eraseWholeMarks(studio, markIds),
    onRestoreOriginal: (tiles) => void takeFromLayer(studio, tiles, originalLayerId),
    onBrushSize: (brushSizePx) => update(studio, { brushSizePx }),
    onViewport: ({ scale }) => tellZoom(scale * 100),
    onSelectMarks: ({ markIds, mode }) => {
      const { selectedMarkIds } = studio.store.getState();
      const selected = new Set(mode === 'replace' ? [] : selectedMarkIds);
      for (const id of markIds) {
        if (mode === 'toggle' && selected.has(id)) selected.delete(id);
        else selected.add(id);
      }
      update(studio, { selectedMarkIds: selected, currentMarkId: markIds.at(-1) });
    },
    onHoverMark: (hoveredMarkId) => update(studio, { hoveredMarkId }),
    onOpenMark: (currentMarkId) => update(studio, { currentMarkId }),
    onContextMenu: ({ clientX, clientY, markId }) =>
      openMarkMenu(studio, { x: clientX, y: clientY, markId }),
    onNothingToTrace: () => showHint(studio, studio.translate('hint.nothingLine')),
    onCursorRest: ({ x, y, markId }) =>
      update(studio, { announcement: cursorText(studio, { x, y }, markId) }),
    onPenSeen: () => update(studio, { hasPen: true }),
    onFailure: (error) => showPixelFailure(studio, error),
  };
}
