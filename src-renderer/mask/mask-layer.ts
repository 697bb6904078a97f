import type { PixelRegion } from '../../src-shared/model/pixel-region';
import {
  isEmptyTile,
  regionOfTiles,
  tileBytes,
  type SparseTiles,
  type TileBytes,
  type TileKey,
} from './mask-tiles';

/** `painted`: what the person added. `erased`: where nothing that was proposed counts. */
export const maskPlanes = ['painted', 'erased'] as const;
export type MaskPlane = (typeof maskPlanes)[number];

/** One tile before and after an edit; undefined = all 0. */
export interface TileChange {
  readonly plane: MaskPlane;
  readonly key: TileKey;
  readonly before: TileBytes | undefined;
  readonly after: TileBytes | undefined;
}

/** What one edit did to a mask; enough to take it back and to do it again. */
export interface MaskDelta {
  readonly changes: readonly TileChange[];
  /** What history pays for it: one of the two sides always lives in the mask, or in a neighbouring delta. */
  readonly byteLength: number;
}

/** @param mayErase false where only the painted plane can have changed */
export type MaskListener = (region: PixelRegion, mayErase: boolean) => void;

/**
 * The damage mask that a person paints, in two planes of sparse tiles. Tiles are copied when an edit first writes to them, so
 * that history and drafts may hold the old ones.
 */
export class MaskLayer {
  readonly width: number;
  readonly height: number;
  private readonly planes: Record<MaskPlane, Map<TileKey, TileBytes>> = {
    painted: new Map(),
    erased: new Map(),
  };
  private edit: Map<TileKey, TileBytes | undefined>[] | undefined;
  private waiting: (() => void)[] = [];
  private readonly listeners = new Set<MaskListener>();

  /** @param width of the photo @param height of the photo, in pixels */
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  tiles(plane: MaskPlane): SparseTiles {
    return this.planes[plane];
  }

  /** The tiles as they were before the open edit, if there is one: unlike those above, these are never written to. */
  committedTiles(plane: MaskPlane): SparseTiles {
    const edited = this.tilesBeforeEdit(plane);
    if (!edited?.size) return this.planes[plane];
    const tiles = new Map(this.planes[plane]);
    for (const [key, before] of edited) {
      if (before) tiles.set(key, before);
      else tiles.delete(key);
    }
    return tiles;
  }

  /** Replaces everything that the mask holds, outside any edit: it is no step that could be undone. */
  load(planes: Readonly<Record<MaskPlane, SparseTiles>>): void {
    for (const plane of maskPlanes) {
      this.planes[plane].clear();
      for (const [key, tile] of planes[plane]) this.planes[plane].set(key, tile);
    }
    this.notify({ x: 0, y: 0, width: this.width, height: this.height });
  }

  /** Calls `listener` with every region that changes; returns the function that ends this. */
  onChange(listener: MaskListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** @throws when an edit is open already */
  beginEdit(): void {
    if (this.edit) throw new Error('An edit of the mask is open already.');
    this.edit = [new Map(), new Map()];
  }

  get isEditing(): boolean {
    return this.edit !== undefined;
  }

  /** Resolves when no edit is open, after whoever ended it has taken it into the history. */
  async whenIdle(): Promise<void> {
    while (this.edit) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** The tiles as they were before the open edit touched them; undefined where no edit is open. */
  tilesBeforeEdit(plane: MaskPlane): ReadonlyMap<TileKey, TileBytes | undefined> | undefined {
    return this.edit?.[maskPlanes.indexOf(plane)];
  }

  /** The tile to write to, copied for the open edit. @throws when no edit is open */
  writableTile(plane: MaskPlane, key: TileKey): TileBytes {
    const before = this.tilesBeforeEdit(plane) as Map<TileKey, TileBytes | undefined> | undefined;
    if (!before) throw new Error('The mask is written to outside an edit.');
    const current = this.planes[plane].get(key);
    if (before.has(key) && current) return current;
    if (!before.has(key)) before.set(key, current);
    const tile = current ? current.slice() : new Uint8Array(tileBytes);
    this.planes[plane].set(key, tile);
    return tile;
  }

  /** Replaces a whole tile within the open edit; undefined = all 0. The tile is kept, not copied. */
  replaceTile(plane: MaskPlane, key: TileKey, tile: TileBytes | undefined): void {
    const before = this.tilesBeforeEdit(plane) as Map<TileKey, TileBytes | undefined> | undefined;
    if (!before) throw new Error('The mask is written to outside an edit.');
    if (!before.has(key)) before.set(key, this.planes[plane].get(key));
    this.put(plane, key, tile);
  }

  /** Says what was written, so that it is drawn. */
  notify(region: PixelRegion): void {
    const mayErase = (this.tilesBeforeEdit('erased')?.size ?? 1) > 0;
    for (const listener of this.listeners) listener(region, mayErase);
  }

  /** Ends the edit. @returns what it did; undefined where it changed nothing */
  commit(): MaskDelta | undefined {
    const changes: TileChange[] = [];
    for (const plane of maskPlanes) {
      for (const [key, before] of this.tilesBeforeEdit(plane) ?? []) {
        let after = this.planes[plane].get(key);
        if (after && isEmptyTile(after)) {
          after = undefined;
          this.put(plane, key, undefined);
        }
        if (!isSameTile(before, after)) changes.push({ plane, key, before, after });
        // The same bytes twice would be paid for twice.
        else this.put(plane, key, before);
      }
    }
    this.endEdit();
    this.notifyTiles(changes.map(({ key }) => key));
    return changes.length > 0 ? toDelta(changes) : undefined;
  }

  /** Ends the edit as if it had not been. */
  cancel(): void {
    const keys = new Set<TileKey>();
    for (const plane of maskPlanes) {
      for (const [key, before] of this.tilesBeforeEdit(plane) ?? []) {
        this.put(plane, key, before);
        keys.add(key);
      }
    }
    this.endEdit();
    this.notifyTiles(keys);
  }

  private endEdit(): void {
    this.edit = undefined;
    for (const goOn of this.waiting.splice(0)) goOn();
  }

  /** Takes an edit back, or does it again. @returns the region that changed */
  apply(delta: MaskDelta, direction: 'undo' | 'redo'): PixelRegion | undefined {
    if (this.edit) throw new Error('The mask is being edited.');
    for (const { plane, key, before, after } of delta.changes) {
      this.put(plane, key, direction === 'undo' ? before : after);
    }
    return this.notifyTiles(delta.changes.map(({ key }) => key));
  }

  private put(plane: MaskPlane, key: TileKey, tile: TileBytes | undefined): void {
    if (tile) this.planes[plane].set(key, tile);
    else this.planes[plane].delete(key);
  }

  private notifyTiles(keys: Iterable<TileKey>): PixelRegion | undefined {
    const region = regionOfTiles(keys, this.width, this.height);
    if (region) this.notify(region);
    return region;
  }
}

/** A delta of these changes, with what it costs. */
export function toDelta(changes: readonly TileChange[]): MaskDelta {
  const byteLength = changes.reduce(
    (sum, { before, after }) => sum + Math.max(before?.length ?? 0, after?.length ?? 0) + 64,
    0,
  );
  return { changes, byteLength };
}

function isSameTile(a: TileBytes | undefined, b: TileBytes | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
