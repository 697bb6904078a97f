import type { MaskId } from '../../src-shared/model/ids';
import type { MaskTile } from '../../src-shared/model/picture-source';
import type { PixelRegion } from '../../src-shared/model/pixel-region';
import type { ChangeKind } from '../document/document-change';
import type { MaskDelta, MaskLayer } from '../mask/mask-layer';
import { paintedMarks } from '../mask/components';
import { tileKey, type TileBytes, type TileKey } from '../mask/mask-tiles';
import { editMask, writeCoverage } from '../mask/mask-write';
import { growRuns, invertPainted } from '../mask/morphology';
import { boundsOfRuns, countRuns, fillRuns, type Runs } from '../mask/runs';
import type { MaskEdit } from '../tools/tool';
import type { AppContext } from './context';
import { pixelsOf } from './pixel-failure';

const kindOfEdit = {
  stroke: 'stroke',
  erase: 'erase',
  lasso: 'lasso',
  lassoErase: 'erase',
  trace: 'trace',
} as const satisfies Record<MaskEdit['label'], ChangeKind>;

/** Notes an edit that a tool has made; from here on it can be undone, and it is in the draft. */
export function takeMaskEdit({ workspace }: AppContext, { label, delta }: MaskEdit): void {
  workspace?.document.commit({ kind: kindOfEdit[label], count: 1, mask: delta });
}

/** Takes everything away that was painted by hand. */
export function clearMask({ workspace }: AppContext): void {
  const mask = workspace && clearPainted(workspace.document.mask);
  if (mask) workspace.document.commit({ kind: 'clear', count: 1, mask });
}

/** Everything that was not painted by hand is, and the other way round. */
export function invertMask({ workspace }: AppContext): void {
  const mask = workspace?.document.mask;
  const delta = mask && editMask(mask, () => invertPainted(mask));
  if (delta) workspace.document.commit({ kind: 'invert', count: 1, mask: delta });
}

/** Empties the painted plane; undefined where it was empty. */
export function clearPainted(mask: MaskLayer): MaskDelta | undefined {
  const keys = [...mask.tiles('painted').keys()];
  return editMask(mask, () => {
    for (const key of keys) mask.replaceTile('painted', key, undefined);
  });
}

/** Takes away what was painted where a repair was; what was painted meanwhile stays. */
export function clearRepaired(
  mask: MaskLayer,
  repaired: readonly MaskTile[],
): MaskDelta | undefined {
  return editMask(mask, () => {
    for (const { column, row, data } of repaired) {
      const key = tileKey(column, row);
      if (!mask.tiles('painted').has(key)) continue;
      const tile = mask.writableTile('painted', key);
      for (let index = 0; index < tile.length; index++) if (data[index] !== 0) tile[index] = 0;
    }
  });
}

/** Adds an imported mask to what is painted. */
export async function takeImportedMask(context: AppContext, maskId: MaskId): Promise<void> {
  const { workspace } = context;
  if (!workspace) return;
  const { document } = workspace;
  const tiles = await pixelsOf(context, context.pixels.getMask(document.photo.photoId, maskId));
  if (!tiles) return;
  await document.mask.whenIdle();
  const mask = paintTiles(document.mask, tiles);
  if (mask) document.commit({ kind: 'importMask', count: 1, mask });
}

/** Paints tiles over what is painted already. */
function paintTiles(mask: MaskLayer, tiles: readonly MaskTile[]): MaskDelta | undefined {
  return editMask(mask, () => {
    for (const { column, row, data } of tiles) {
      const tile = mask.writableTile('painted', tileKey(column, row));
      for (let index = 0; index < tile.length; index++) {
        if (data[index]! > tile[index]!) tile[index] = data[index]!;
      }
    }
  });
}

/** Paints a rectangle: the way to mark that needs no pointer. */
export function paintRegion({ workspace }: AppContext, region: PixelRegion): void {
  if (!workspace) return;
  const { mask } = workspace.document;
  const coverage = new Uint8Array(region.width * region.height).fill(255);
  const delta = editMask(mask, () => void writeCoverage(mask, 'paint', region, coverage));
  if (delta) workspace.document.commit({ kind: 'area', count: 1, mask: delta });
}

/** Grows or shrinks the chosen marks by a pixel: the detector's get another shape, painted places another edge. */
export function growMarks(context: AppContext, ids: readonly string[], byPx: 1 | -1): void {
  const { workspace } = context;
  if (!workspace || ids.length === 0) return;
  const { document } = workspace;
  const { markShapes, marks } = document.snapshot;
  const after = new Map(markShapes);
  for (const mark of marks) {
    if (!ids.includes(mark.id)) continue;
    const runs = growRuns(mark.runs, byPx, document.mask);
    const bounds = boundsOfRuns(runs);
    // A mark of one pixel does not shrink away: rejecting is another wish.
    if (bounds) after.set(mark.id, { ...mark, runs, bounds, pixelCount: countRuns(runs) });
  }
  const mask = growPaintedPlaces(document.mask, ids, byPx);
  document.commit({
    kind: byPx > 0 ? 'grow' : 'shrink',
    count: ids.length,
    markShapes: { before: markShapes, after },
    ...(mask && { mask }),
  });
}

function growPaintedPlaces(
  mask: MaskLayer,
  ids: readonly string[],
  byPx: 1 | -1,
): MaskDelta | undefined {
  const places = paintedMarks(mask.committedTiles('painted')).filter(({ id }) => ids.includes(id));
  if (places.length === 0) return undefined;
  return editMask(mask, () => {
    for (const { runs } of places) {
      const grown = growRuns(runs, byPx, mask);
      if (byPx > 0) coverRuns(mask, grown, 255);
      else {
        const kept = new Map<TileKey, TileBytes>();
        fillRuns(grown, kept);
        coverRuns(mask, runs, 0, kept);
      }
    }
  });
}

/** Takes painted places away. */
export function erasePlaces(mask: MaskLayer, ids: readonly string[]): MaskDelta | undefined {
  const places = paintedMarks(mask.committedTiles('painted')).filter(({ id }) => ids.includes(id));
  if (places.length === 0) return undefined;
  return editMask(mask, () => {
    // Their soft edges reach one pixel further than what counts as theirs.
    for (const { runs } of places) coverRuns(mask, growRuns(runs, 2, mask), 0);
  });
}

/** Paints the pixels of shapes. */
export function paintRuns(mask: MaskLayer, shapes: readonly Runs[]): MaskDelta | undefined {
  return editMask(mask, () => {
    for (const runs of shapes) coverRuns(mask, runs, 255);
  });
}

/** Sets the pixels of runs in the painted plane, but for those that `except` covers. */
function coverRuns(
  mask: MaskLayer,
  runs: Runs,
  value: number,
  except: ReadonlyMap<TileKey, TileBytes> = new Map(),
): void {
  const covered = new Map<TileKey, TileBytes>();
  fillRuns(runs, covered);
  for (const [key, cover] of covered) {
    const tile = mask.writableTile('painted', key);
    const kept = except.get(key);
    for (let index = 0; index < tile.length; index++) {
      if (cover[index] !== 0 && !kept?.[index]) tile[index] = value;
    }
  }
  const bounds = boundsOfRuns(runs);
  if (bounds) mask.notify(bounds);
}
