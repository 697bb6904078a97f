import type { Mark } from '../../../../src-shared/model/mark';
import { MaskLayer } from '../../../../src-renderer/mask/mask-layer';
import { boundsOfRuns, countRuns } from '../../../../src-renderer/mask/runs';
import type { MaskEdit, PointerSample, ToolHost } from '../../../../src-renderer/tools/tool';
import type { ShownMark } from '../../../../src-renderer/viewer/photo-view-props';
import { centreOn, fitViewport, screenToPhoto } from '../../../../src-renderer/viewer/viewport';

/** A photo of 900 x 700 seen at 100 %, its corner in the pane's corner. */
export const viewport = centreOn(
  fitViewport({ width: 900, height: 700 }, { width: 900, height: 700 }, 0),
  { x: 450, y: 350 },
  1,
);

export const sample = (x: number, y: number, pressure = 1): PointerSample => ({
  screen: { x, y },
  photo: screenToPhoto(viewport, { x, y }),
  pressure,
});

/** A mark whose pixels are a rectangle. */
export function bar(id: string, x: number, y: number, width: number, height: number): ShownMark {
  const runs = Int32Array.from(
    Array.from({ length: height }, (_, row) => [y + row, x, x + width]).flat(),
  );
  const mark: Mark = {
    id,
    class: 'scratch',
    confidence: 0.9,
    polarity: 'brighter',
    bounds: boundsOfRuns(runs)!,
    pixelCount: countRuns(runs),
    lengthPx: Math.max(width, height),
    widthPx: Math.min(width, height),
    reasons: [],
    isProbablyPicture: false,
    runs,
  };
  return { mark, state: 'proposed' };
}

/** A tool's surroundings, with what it handed on. */
export function makeHost(restore?: MaskLayer): {
  readonly host: ToolHost;
  readonly mask: MaskLayer;
  readonly edits: MaskEdit[];
} {
  const mask = new MaskLayer(900, 700);
  const edits: MaskEdit[] = [];
  const host: ToolHost = {
    viewport: () => viewport,
    pixelRatio: () => 1,
    mask: () => mask,
    restoreLayer: () => restore,
    commitEdit: (label) => {
      const delta = mask.commit();
      if (delta) edits.push({ label, delta });
    },
    redraw: () => undefined,
  };
  return { host, mask, edits };
}
