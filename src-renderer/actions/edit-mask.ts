import type { Mark } from '../../src-shared/model/mark';
import type { MaskId } from '../../src-shared/model/ids';
import type { MaskTile } from '../../src-shared/model/picture-source';
import type { PixelRegion } from '../../src-shared/model/pixel-region';
import type { ChangeKind } from '../document/document-change';
import type { PhotoDocument } from '../document/photo-document';
import type { MaskDelta, MaskLayer } from '../mask/mask-layer';
import { paintedMarks } from '../mask/components';
import {
  raiseTile,
  regionOfTiles,
  tileKey,
  type SparseTiles,
  type TileBytes,
  type TileKey,
} from '../mask/mask-tiles';
import { editMask, writeCoverage } from '../mask/mask-write';
import { growRuns, growTiles, invertPainted } from '../mask/morphology';
import { boundsOfRuns, countRuns, cutRuns, fillRuns, type Runs } from '../mask/runs';
import { countCommonPixels } from '../mask/runs-overlap';
import { softPlaces } from '../mask/soft-edges';
import type { MaskEdit } from '../tools/tool';
import { regionsOverlap } from '../viewer/tile-grid';
import { update, type AppContext } from './context';
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
  if (!workspace) return;
  const { document } = workspace;
  const rejected = erasedMarks(document, delta);
  const { markStates: before } = document.snapshot;
  document.commit({
    kind: kindOfEdit[label],
    count: 1,
    mask: delta,
    ...(rejected.length > 0 && {
      markStates: {
        before,
        after: new Map([...before, ...rejected.map((id) => [id, 'rejected'] as const)]),
      },
    }),
  });
}

/** Marks that would be repaired if an edit had not rubbed out what was left of them. */
function erasedMarks(document: PhotoDocument, { changes }: MaskDelta): readonly string[] {
  const { mask } = document;
  const keys = changes.filter(({ plane }) => plane === 'erased').map(({ key }) => key);
  const region = regionOfTiles(keys, mask.width, mask.height);
  if (!region) return [];
  return document
    .activeMarks()
    .filter(({ bounds }) => regionsOverlap(bounds, region))
    .filter(({ runs }) => cutRuns(runs, mask.tiles('erased')).length === 0)
    .map(({ id }) => id);
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
      raiseTile(mask.writableTile('painted', tileKey(column, row)), data);
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
    const pixelCount = countRuns(runs);
    // A mark of one pixel does not shrink away: rejecting is another wish.
    if (bounds && pixelCount !== mark.pixelCount) {
      after.set(mark.id, { ...mark, runs, bounds, pixelCount });
    }
  }
  const places = placesOf(document.mask, ids);
  const mask = growPaintedPlaces(document.mask, places, byPx);
  const isShaped = [...after].some(([id, shape]) => markShapes.get(id) !== shape);
  if (!isShaped && !mask) return;
  document.commit({
    kind: byPx > 0 ? 'grow' : 'shrink',
    count: ids.length,
    markShapes: { before: markShapes, after },
    ...(mask && { mask }),
  });
  if (mask) chooseAgain(context, places);
}

/** A painted place that has another edge has another name: it stays chosen. */
function chooseAgain(context: AppContext, before: readonly Mark[]): void {
  const { selectedMarkIds, currentMarkId } = context.store.getState();
  const now = paintedMarks(context.workspace!.document.mask.committedTiles('painted'));
  const names = new Map(
    before.map((place) => {
      const [most] = now
        .map(({ id, runs }) => ({ id, common: countCommonPixels(place.runs, runs) }))
        .sort((a, b) => b.common - a.common);
      return [place.id, most && most.common > 0 ? most.id : undefined];
    }),
  );
  const nameOf = (id: string) => (names.has(id) ? names.get(id) : id);
  update(context, {
    selectedMarkIds: new Set([...selectedMarkIds].flatMap((id) => nameOf(id) ?? [])),
    currentMarkId: currentMarkId === undefined ? undefined : nameOf(currentMarkId),
  });
}

function placesOf(mask: MaskLayer, ids: readonly string[]): readonly Mark[] {
  return paintedMarks(mask.committedTiles('painted')).filter(({ id }) => ids.includes(id));
}

function growPaintedPlaces(
  mask: MaskLayer,
  places: readonly Mark[],
  byPx: 1 | -1,
): MaskDelta | undefined {
  if (places.length === 0) return undefined;
  const before = softPlaces(
    mask.committedTiles('painted'),
    places.map(({ runs }) => runs),
  );
  const after = growTiles(before, byPx, mask);
  return editMask(mask, () => {
    if (byPx < 0) clearTiles(mask, before);
    for (const [key, values] of after) raiseTile(mask.writableTile('painted', key), values);
  });
}

/** Takes painted places away. */
export function erasePlaces(mask: MaskLayer, ids: readonly string[]): MaskDelta | undefined {
  const places = placesOf(mask, ids);
  if (places.length === 0) return undefined;
  const tiles = softPlaces(
    mask.committedTiles('painted'),
    places.map(({ runs }) => runs),
  );
  return editMask(mask, () => clearTiles(mask, tiles));
}

/** Takes away what is painted wherever tiles hold anything. */
function clearTiles(mask: MaskLayer, tiles: SparseTiles): void {
  for (const [key, cover] of tiles) {
    const tile = mask.writableTile('painted', key);
    for (let index = 0; index < tile.length; index++) if (cover[index] !== 0) tile[index] = 0;
  }
}

/** Paints the pixels of shapes. */
export function paintRuns(mask: MaskLayer, shapes: readonly Runs[]): MaskDelta | undefined {
  return editMask(mask, () => {
    const covered = new Map<TileKey, TileBytes>();
    for (const runs of shapes) fillRuns(runs, covered);
    for (const [key, cover] of covered) raiseTile(mask.writableTile('painted', key), cover);
  });
}
