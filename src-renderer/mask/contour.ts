import type { Runs } from './runs';

/** A closed line: x, y, x, y ... with the shape on its right, seen along it (y goes down). */
export type Polygon = Float32Array;

/** Edges by the vertex they begin at; a vertex where two corners touch has two. */
type Edges = Map<number, number[]>;

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly stride: number;
}

/**
 * The outline of runs along the edges of their pixels, as closed polygons; holes go the other way round.
 * @param isSmooth cuts corners half a pixel from the vertex, which turns stairs into slopes
 */
export function outlineRuns(runs: Runs, isSmooth: boolean): Polygon[] {
  if (runs.length === 0) return [];
  const frame = frameOf(runs);
  const edges = collectEdges(runs, frame);
  const polygons: Polygon[] = [];
  for (const start of edges.keys()) {
    while ((edges.get(start)?.length ?? 0) > 0) {
      const corners = followLoop(edges, start, frame);
      polygons.push(isSmooth ? cutCorners(corners) : Float32Array.from(corners));
    }
  }
  return polygons;
}

function frameOf(runs: Runs): Frame {
  let left = Infinity;
  let right = -Infinity;
  for (let index = 0; index < runs.length; index += 3) {
    left = Math.min(left, runs[index + 1]!);
    right = Math.max(right, runs[index + 2]!);
  }
  return { left, top: runs[0]!, stride: right - left + 1 };
}

function collectEdges(runs: Runs, { left, top, stride }: Frame): Edges {
  const edges: Edges = new Map();
  const add = (x1: number, y1: number, x2: number, y2: number) => {
    const from = (y1 - top) * stride + x1 - left;
    const to = (y2 - top) * stride + x2 - left;
    const known = edges.get(from);
    if (known) known.push(to);
    else edges.set(from, [to]);
  };
  let above: number[] = [];
  let aboveY = -Infinity;
  for (let index = 0; index < runs.length;) {
    const y = runs[index]!;
    const row: number[] = [];
    for (; index < runs.length && runs[index] === y; index += 3) {
      // Runs that meet are one.
      if (row.at(-1) === runs[index + 1]) row[row.length - 1] = runs[index + 2]!;
      else row.push(runs[index + 1]!, runs[index + 2]!);
    }
    if (aboveY !== y - 1) {
      addLevel(above, [], (x1, x2, isTop) => addFlat(add, x1, x2, aboveY + 1, isTop));
      above = [];
    }
    addLevel(above, row, (x1, x2, isTop) => addFlat(add, x1, x2, y, isTop));
    for (let at = 0; at < row.length; at += 2) {
      add(row[at]!, y + 1, row[at]!, y);
      add(row[at + 1]!, y, row[at + 1]!, y + 1);
    }
    above = row;
    aboveY = y;
  }
  addLevel(above, [], (x1, x2, isTop) => addFlat(add, x1, x2, aboveY + 1, isTop));
  return edges;
}

function addFlat(
  add: (x1: number, y1: number, x2: number, y2: number) => void,
  x1: number,
  x2: number,
  y: number,
  isTop: boolean,
): void {
  if (isTop) add(x1, y, x2, y);
  else add(x2, y, x1, y);
}

/** The stretches between two rows that only the lower one (its top) or only the upper one (its bottom) covers. */
function addLevel(
  above: readonly number[],
  below: readonly number[],
  add: (x1: number, x2: number, isTop: boolean) => void,
): void {
  let a = 0;
  let b = 0;
  let x = -Infinity;
  while (a < above.length || b < below.length) {
    const next = Math.min(above[a] ?? Infinity, below[b] ?? Infinity);
    const isInAbove = a % 2 === 1;
    const isInBelow = b % 2 === 1;
    if (next > x && isInAbove !== isInBelow) add(x, next, isInBelow);
    if (above[a] === next) a += 1;
    if (below[b] === next) b += 1;
    x = next;
  }
}

/** Takes one loop out of the edges. @returns its corners; where two corners touch it turns right, so that they stay apart */
function followLoop(edges: Edges, start: number, { left, top, stride }: Frame): number[] {
  const corners: number[] = [];
  const place = (vertex: number) =>
    [(vertex % stride) + left, Math.floor(vertex / stride) + top] as const;
  let vertex = start;
  let dx = 0;
  let dy = 0;
  const visit = (next: number) => {
    const [x1, y1] = place(vertex);
    const [x2, y2] = place(next);
    const nextDx = Math.sign(x2 - x1);
    const nextDy = Math.sign(y2 - y1);
    if (nextDx !== dx || nextDy !== dy) corners.push(x1, y1);
    dx = nextDx;
    dy = nextDy;
    vertex = next;
  };
  do {
    const choices = edges.get(vertex)!;
    const [x1, y1] = place(vertex);
    const right = choices.findIndex((choice) => {
      const [x2, y2] = place(choice);
      return Math.sign(x2 - x1) === -dy && Math.sign(y2 - y1) === dx;
    });
    const [next] = choices.splice(Math.max(0, right), 1);
    visit(next!);
  } while (vertex !== start);
  return corners;
}

function cutCorners(corners: readonly number[]): Polygon {
  const count = corners.length / 2;
  const cut = new Float32Array(count * 4);
  for (let index = 0; index < count; index += 1) {
    const x = corners[2 * index]!;
    const y = corners[2 * index + 1]!;
    for (const [side, neighbour] of [index - 1 + count, index + 1].entries()) {
      const dx = corners[(2 * neighbour) % corners.length]! - x;
      const dy = corners[(2 * neighbour + 1) % corners.length]! - y;
      const step = 0.5 / (Math.abs(dx) + Math.abs(dy));
      cut[4 * index + 2 * side] = x + dx * step;
      cut[4 * index + 2 * side + 1] = y + dy * step;
    }
  }
  return cut;
}
