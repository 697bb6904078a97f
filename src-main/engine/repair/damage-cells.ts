import type { DamageRuns } from './component-labels';
import { damageCellPx } from './window-geometry';

/** The damage inside one square of a grid laid over the photo: the smallest piece that planning moves about. */
export interface DamageCell {
  readonly column: number;
  readonly row: number;
  /** Tight bounds of its damaged pixels, in photo pixels; right and bottom are exclusive. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly pixelCount: number;
  /** True when damage goes on to the left or above, corners included: a cut there makes a seam. */
  readonly joinsLeft: boolean;
  readonly joinsAbove: boolean;
}

type GrowingCell = { -readonly [Key in keyof DamageCell]: DamageCell[Key] };

/** Gathers runs into the damaged cells of the grid, in the order in which they are met. */
export function collectCells(runs: DamageRuns, photoWidth: number): readonly DamageCell[] {
  const columnCount = Math.ceil(photoWidth / damageCellPx);
  const cells: GrowingCell[] = [];
  const cellAt = new Map<number, GrowingCell>();
  for (let run = 0; run < runs.count; run++) {
    const y = runs.y[run]!;
    const endX = runs.endX[run]!;
    const row = Math.floor(y / damageCellPx);
    for (let left = runs.startX[run]!; left < endX;) {
      const column = Math.floor(left / damageCellPx);
      const right = Math.min(endX, (column + 1) * damageCellPx);
      const key = row * columnCount + column;
      const cell = cellAt.get(key);
      if (cell) {
        growCell(cell, left, right, y);
      } else {
        const first = newCell(column, row, left, right, y);
        cells.push(first);
        cellAt.set(key, first);
      }
      left = right;
    }
  }
  for (const cell of cells)
    markJoins(cell, (column, row) => cellAt.has(row * columnCount + column));
  return cells;
}

function newCell(column: number, row: number, left: number, right: number, y: number): GrowingCell {
  const bounds = { left, top: y, right, bottom: y + 1, pixelCount: right - left };
  return { column, row, ...bounds, joinsLeft: false, joinsAbove: false };
}

function growCell(cell: GrowingCell, left: number, right: number, y: number): void {
  cell.left = Math.min(cell.left, left);
  cell.right = Math.max(cell.right, right);
  cell.bottom = y + 1;
  cell.pixelCount += right - left;
}

function markJoins(cell: GrowingCell, has: (column: number, row: number) => boolean): void {
  const { column, row } = cell;
  for (const offset of [-1, 0, 1]) {
    if (column > 0 && has(column - 1, row + offset)) cell.joinsLeft = true;
    if (row > 0 && column + offset >= 0 && has(column + offset, row - 1)) cell.joinsAbove = true;
  }
}
