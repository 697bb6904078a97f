import { originalLayerId } from '../../src-shared/model/ids';
import type { PictureSource } from '../../src-shared/model/picture-source';
import type { AppState } from './app-state';

const original: PictureSource = { kind: 'layer', layerId: originalLayerId };

/** Factor by which differences are made visible. */
const differenceGain = 4;

/** The picture as it stands: a kept state of a run while there is one to look at, else the layer of the document. */
export function currentPicture(state: AppState): PictureSource {
  const { run, document, shownVariant, variants } = state;
  const variant = variants.find(({ number }) => number === shownVariant);
  if (variant?.result) return { kind: 'layer', layerId: variant.result.layerId };
  if (run && (run.result === undefined || run.shownIndex !== undefined)) {
    const kept = run.progress?.keptIterations ?? 0;
    const index = run.shownIndex ?? kept;
    if (kept > 0) return { kind: 'iteration', runId: run.record.runId, index };
  }
  return { kind: 'layer', layerId: document?.layerId ?? originalLayerId };
}

/** What the picture area shows: the original while it is asked for, an analysis, or the picture as it stands. */
export function shownPicture(state: AppState): PictureSource {
  if (state.originalShown !== 'no') return original;
  if (state.isEvidenceShown) return { kind: 'evidence', threshold: state.evidenceThreshold };
  const picture = currentPicture(state);
  if (state.compare === 'difference' && picture.kind === 'layer') {
    return { kind: 'difference', layerId: picture.layerId, gain: differenceGain };
  }
  return picture;
}

/** The overlay of pixels that are tinted and hatched, where one is shown. */
export function shownOverlay(state: AppState): PictureSource | undefined {
  if (state.originalShown !== 'no') return undefined;
  const picture = currentPicture(state);
  if (state.compare === 'invented' && picture.kind === 'layer') {
    return { kind: 'invented', layerId: picture.layerId };
  }
  if (state.compare === 'disagreement') {
    const layerIds = state.variants.flatMap(({ result }) => (result ? [result.layerId] : []));
    if (layerIds.length >= 2) return { kind: 'disagreement', layerIds };
  }
  return undefined;
}

/** Before: what the divider shows on its left. */
export const beforePicture = original;

/** True where something of the document differs from the file as it was opened. */
export function isRepaired({ document }: AppState): boolean {
  return document !== undefined && document.layerId !== originalLayerId;
}

/** True where work would be lost but for the draft: repaired, and not saved as it stands. */
export function isEdited({ document, saved }: AppState): boolean {
  return (
    document !== undefined &&
    document.layerId !== originalLayerId &&
    saved?.layerId !== document.layerId
  );
}
