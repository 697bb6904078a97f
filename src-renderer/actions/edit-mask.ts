import type { MaskId } from '../../src-shared/model/ids';
import type { MaskTile } from '../../src-shared/model/picture-source';
import type { ChangeKind } from '../document/document-change';
import type { MaskDelta, MaskLayer } from '../mask/mask-layer';
import { tileKey } from '../mask/mask-tiles';
import type { MaskEdit } from '../tools/tool';
import type { AppContext } from './context';

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

/** Empties the painted plane; undefined where it was empty. */
export function clearPainted(mask: MaskLayer): MaskDelta | undefined {
  const keys = [...mask.tiles('painted').keys()];
  mask.beginEdit();
  for (const key of keys) mask.replaceTile('painted', key, undefined);
  mask.notify({ x: 0, y: 0, width: mask.width, height: mask.height });
  return mask.commit();
}

/** Takes away what was painted where a repair was; what was painted meanwhile stays. */
export function clearRepaired(
  mask: MaskLayer,
  repaired: readonly MaskTile[],
): MaskDelta | undefined {
  mask.beginEdit();
  for (const { column, row, data } of repaired) {
    const key = tileKey(column, row);
    if (!mask.tiles('painted').has(key)) continue;
    const tile = mask.writableTile('painted', key);
    for (let index = 0; index < tile.length; index++) if (data[index] !== 0) tile[index] = 0;
  }
  mask.notify({ x: 0, y: 0, width: mask.width, height: mask.height });
  return mask.commit();
}

/** Adds an imported mask to what is painted. */
export async function takeImportedMask(context: AppContext, maskId: MaskId): Promise<void> {
  const { workspace } = context;
  if (!workspace) return;
  const { document } = workspace;
  const tiles = await context.pixels.getMask(document.photo.photoId, maskId);
  const mask = paintTiles(document.mask, tiles);
  if (mask) document.commit({ kind: 'importMask', count: 1, mask });
}

/** Paints tiles over what is painted already. */
function paintTiles(mask: MaskLayer, tiles: readonly MaskTile[]): MaskDelta | undefined {
  mask.beginEdit();
  for (const { column, row, data } of tiles) {
    const tile = mask.writableTile('painted', tileKey(column, row));
    for (let index = 0; index < tile.length; index++) {
      if (data[index]! > tile[index]!) tile[index] = data[index]!;
    }
  }
  mask.notify({ x: 0, y: 0, width: mask.width, height: mask.height });
  return mask.commit();
}
