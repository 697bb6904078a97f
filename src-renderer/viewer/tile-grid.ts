import type { PixelRegion } from '../../src-shared/model/pixel-region';
import { tileSidePx, type TileAddress } from '../../src-shared/model/picture-source';
import { photoOrigin, screenToPhoto, type Size, type Viewport } from './viewport';

/** A rectangle in device pixels. */
export interface ScreenRect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The coarsest level: the first whose whole picture is one tile. */
export function coarsestLevel({ width, height }: Size): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / tileSidePx)));
}

/** The level that is drawn at a scale: never enlarged, and reduced to no less than half. */
export function levelForScale(scale: number, photo: Size): number {
  // 0.4999999 must not ask for four times the pixels.
  const level = Math.floor(-Math.log2(scale) + 1e-6);
  return Math.min(coarsestLevel(photo), Math.max(0, level));
}

/** Number of tiles of a level, across and down. */
export function gridSize(photo: Size, level: number): { columns: number; rows: number } {
  const side = tileSidePx * 2 ** level;
  return { columns: Math.ceil(photo.width / side), rows: Math.ceil(photo.height / side) };
}

/** The part of the photo that a tile shows, in photo pixels; clipped at the photo's edge. */
export function tileRegion(photo: Size, { level, column, row }: TileAddress): PixelRegion {
  const side = tileSidePx * 2 ** level;
  const x = column * side;
  const y = row * side;
  return {
    x,
    y,
    width: Math.min(side, photo.width - x),
    height: Math.min(side, photo.height - y),
  };
}

/** Where a part of the photo is drawn: edges on whole device pixels, so that neighbours meet without a seam. */
export function regionOnScreen(viewport: Viewport, region: PixelRegion): ScreenRect {
  const { x, y } = photoOrigin(viewport);
  const { scale } = viewport;
  return {
    left: Math.round(x + region.x * scale),
    top: Math.round(y + region.y * scale),
    right: Math.round(x + (region.x + region.width) * scale),
    bottom: Math.round(y + (region.y + region.height) * scale),
  };
}

/** The tiles of a level that a part of the pane shows, those nearest to its middle first. */
export function visibleTiles(
  viewport: Viewport,
  level: number,
  { left, top, right, bottom }: ScreenRect,
): TileAddress[] {
  const side = tileSidePx * 2 ** level;
  const first = screenToPhoto(viewport, { x: left, y: top });
  const last = screenToPhoto(viewport, { x: right, y: bottom });
  const { columns, rows } = gridSize(viewport.photo, level);
  const tiles: TileAddress[] = [];
  const lastColumn = Math.min(columns, Math.ceil(last.x / side));
  const lastRow = Math.min(rows, Math.ceil(last.y / side));
  for (let row = Math.max(0, Math.floor(first.y / side)); row < lastRow; row += 1) {
    for (let column = Math.max(0, Math.floor(first.x / side)); column < lastColumn; column += 1) {
      tiles.push({ level, column, row });
    }
  }
  const middleColumn = (first.x + last.x) / 2 / side - 0.5;
  const middleRow = (first.y + last.y) / 2 / side - 0.5;
  const distance = ({ column, row }: TileAddress) =>
    Math.hypot(column - middleColumn, row - middleRow);
  return tiles.sort((a, b) => distance(a) - distance(b));
}

/** The tile of a coarser level that holds another one. */
export function ancestorTile({ level, column, row }: TileAddress, steps: number): TileAddress {
  return { level: level + steps, column: column >> steps, row: row >> steps };
}

/** True where two rectangles of the photo share a pixel. */
export function regionsOverlap(a: PixelRegion, b: PixelRegion): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
