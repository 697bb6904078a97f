import { tileSidePx, type TileAddress } from '../../../src-shared/model/picture-source';
import type { Region } from '../../engine/tensor/region';
import {
  changedByteLength,
  findChangedAtHalf,
  findChangedFrom,
  type ChangedPart,
  type ChangingPicture,
} from './changed-pixels';
import type { DisplayedPicture } from './picture';
import { regionOfTile } from './tile-region';

/** Memory that the changed pixels of all pictures may take. */
const budgetBytes = 96 * 1024 * 1024;

/**
 * The changed pixels of one picture at half its size and below, tile by tile. A tile is made of the four of the level above,
 * which stay: what the coarsest tile has taken, all others have for nothing.
 */
export class ChangedTiles {
  private readonly parts = new Map<string, ChangedPart>();
  private bytes = 0;

  /** Memory that it takes. */
  get byteLength(): number {
    return this.bytes;
  }

  /** The changed pixels of the tiles that a region of a level, 1 or more, touches. */
  around(picture: ChangingPicture, level: number, region: Region): readonly ChangedPart[] {
    const parts: ChangedPart[] = [];
    const right = region.x + region.width;
    const bottom = region.y + region.height;
    for (let row = Math.floor(region.y / tileSidePx); row * tileSidePx < bottom; row++) {
      for (let column = Math.floor(region.x / tileSidePx); column * tileSidePx < right; column++) {
        parts.push(this.tile(picture, { level, column, row }));
      }
    }
    return parts;
  }

  private tile(picture: ChangingPicture, address: TileAddress): ChangedPart {
    const { level, column, row } = address;
    const key = `${level} ${column} ${row}`;
    const known = this.parts.get(key);
    if (known) return known;
    const region = regionOfTile(picture, address);
    const pixels =
      level === 1
        ? findChangedAtHalf(picture, region)
        : findChangedFrom(picture, level, region, this.finerTiles(picture, address));
    const part = { pixels, x: region.x, y: region.y };
    this.parts.set(key, part);
    this.bytes += changedByteLength(pixels);
    return part;
  }

  private finerTiles(
    picture: ChangingPicture,
    { level, column, row }: TileAddress,
  ): readonly ChangedPart[] {
    const side = tileSidePx * 2 ** (level - 1);
    const finer: ChangedPart[] = [];
    for (const [right, down] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const address = { level: level - 1, column: 2 * column + right, row: 2 * row + down };
      const isInside = address.column * side < picture.width && address.row * side < picture.height;
      if (isInside) finer.push(this.tile(picture, address));
    }
    return finer;
  }
}

/** Keeps the changed pixels of the pictures that were drawn last. */
export class ChangedTileCache {
  /** The one drawn last is last. */
  private kept: { readonly picture: DisplayedPicture; readonly tiles: ChangedTiles }[] = [];

  /** The changed pixels of a picture, as far as they are known. */
  of(picture: DisplayedPicture): ChangedTiles {
    const known = this.kept.find((entry) => isSamePicture(entry.picture, picture));
    const entry = known ?? { picture, tiles: new ChangedTiles() };
    this.kept = [...this.kept.filter((other) => other !== entry), entry];
    return entry.tiles;
  }

  /** Lets go of the pictures that were not drawn for longest until the rest is within the budget. */
  trim(): void {
    let bytes = this.kept.reduce((sum, { tiles }) => sum + tiles.byteLength, 0);
    while (bytes > budgetBytes && this.kept.length > 1) {
      bytes -= this.kept.shift()!.tiles.byteLength;
    }
  }
}

/** True where two pictures are of the same things; these never change. */
function isSamePicture(a: DisplayedPicture, b: DisplayedPicture): boolean {
  if (a.kind === 'photo' && b.kind === 'photo') return a.replaced === b.replaced;
  if (a.kind === 'difference' && b.kind === 'difference') {
    return a.replaced === b.replaced && a.gain === b.gain;
  }
  if (a.kind === 'invented' && b.kind === 'invented') return a.layer === b.layer;
  if (a.kind === 'disagreement' && b.kind === 'disagreement') {
    const { pictures } = b;
    return (
      a.pictures.length === pictures.length &&
      a.pictures.every((picture, index) => picture === pictures[index])
    );
  }
  return false;
}
