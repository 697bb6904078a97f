import { tileSidePx } from '../../src-shared/model/picture-source';
import {
  halfMasked,
  keyColumn,
  keyRow,
  tileBytes,
  tileKey,
  type SparseTiles,
  type TileBytes,
  type TileKey,
} from './mask-tiles';
import { fillRuns, type Runs } from './runs';

const own = 1;
const another = 2;

/**
 * What was painted of some places, with their soft edges: what is painted more faintly than a place's own pixels belongs to the
 * place that it is nearest to, going through painted pixels only.
 * @param painted the painted plane @param places the runs of the places, which are at least half painted
 * @returns tiles with the painted values there, and 0 elsewhere
 */
export function softPlaces(painted: SparseTiles, places: readonly Runs[]): Map<TileKey, TileBytes> {
  const owners = seed(painted, places);
  spread(painted, owners);
  const found = new Map<TileKey, TileBytes>();
  for (const [key, labels] of owners) {
    if (!labels.includes(own)) continue;
    const values = painted.get(key)!;
    found.set(
      key,
      labels.map((label, index) => (label === own ? values[index]! : 0)),
    );
  }
  return found;
}

/** Who owns what is at least half painted. */
function seed(painted: SparseTiles, places: readonly Runs[]): Map<TileKey, TileBytes> {
  const wanted = new Map<TileKey, TileBytes>();
  for (const runs of places) fillRuns(runs, wanted);
  const owners = new Map<TileKey, TileBytes>();
  for (const [key, values] of painted) {
    const labels = new Uint8Array(tileBytes);
    const inside = wanted.get(key);
    for (let index = 0; index < tileBytes; index += 1) {
      if (values[index]! >= halfMasked) labels[index] = inside?.[index] ? own : another;
    }
    owners.set(key, labels);
  }
  return owners;
}

/** Gives fainter pixels to the owner that reaches them first, a pixel further in each round. */
function spread(painted: SparseTiles, owners: ReadonlyMap<TileKey, TileBytes>): void {
  let edge = firstRound(painted, owners);
  while (edge.length > 0) {
    const next: Claim[] = [];
    for (const { key, index, owner } of edge) {
      const labels = owners.get(key)!;
      if (labels[index] !== 0) continue;
      labels[index] = owner;
      forEachNeighbour(key, index, (nearKey, nearIndex) => {
        const isFaint = (painted.get(nearKey)?.[nearIndex] ?? 0) > 0;
        if (isFaint && owners.get(nearKey)![nearIndex] === 0) {
          next.push({ key: nearKey, index: nearIndex, owner });
        }
      });
    }
    edge = next;
  }
}

/** A faint pixel, and who reaches it. */
interface Claim {
  readonly key: TileKey;
  readonly index: number;
  readonly owner: number;
}

/** The faint pixels that touch a place. */
function firstRound(painted: SparseTiles, owners: ReadonlyMap<TileKey, TileBytes>): Claim[] {
  const edge: Claim[] = [];
  for (const [key, values] of painted) {
    for (let index = 0; index < tileBytes; index += 1) {
      const value = values[index]!;
      if (value === 0 || value >= halfMasked) continue;
      let owner = 0;
      forEachNeighbour(key, index, (nearKey, nearIndex) => {
        const label = owners.get(nearKey)?.[nearIndex] ?? 0;
        if (label !== 0 && owner !== own) owner = label;
      });
      if (owner !== 0) edge.push({ key, index, owner });
    }
  }
  return edge;
}

/** Visits the eight pixels around one of a tile; those beyond its edge are the next tile's. */
function forEachNeighbour(
  key: TileKey,
  index: number,
  visit: (key: TileKey, index: number) => void,
): void {
  const x = index % tileSidePx;
  const y = Math.floor(index / tileSidePx);
  for (let dy = -1; dy <= 1; dy += 1) {
    const row = keyRow(key) + stepBeyond(y + dy);
    for (let dx = -1; dx <= 1; dx += 1) {
      const column = keyColumn(key) + stepBeyond(x + dx);
      if ((dx === 0 && dy === 0) || column < 0 || row < 0) continue;
      const inTile = ((y + dy) & (tileSidePx - 1)) * tileSidePx + ((x + dx) & (tileSidePx - 1));
      visit(tileKey(column, row), inTile);
    }
  }
}

const stepBeyond = (place: number) => (place < 0 ? -1 : place >= tileSidePx ? 1 : 0);
