import { directionCount } from './line-filter';
import type { Evidence } from './evidence';

/** A thin line, pixel by pixel, from one end to the other. */
export interface Chain {
  /** Positions in pixels of the level, in order. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly isDark: boolean;
  /** Sum of the strengths along it. */
  readonly strengthSum: number;
}

/** How strong a pixel must be, as a multiple of `usualStrength` in the evidence, to be part of a line. */
const lowestStrength = 32;
/** Two steps of 11 degrees: a bend between neighbours that a hair can make, two crossing lines do not. */
const largestTurn = 2;
const reachPx = 2;
export const shortestChainPx = 10;

/** Links neighbouring line pixels of similar direction and equal sign to chains; the longest way through each piece. */
export function linkRidges(evidence: Evidence): readonly Chain[] {
  const { level, lineStrength } = evidence;
  const isVisited = new Uint8Array(lineStrength.length);
  const chains: Chain[] = [];
  for (let start = 0; start < lineStrength.length; start++) {
    if (lineStrength[start]! < lowestStrength || isVisited[start] === 1) continue;
    const piece = floodPiece(evidence, start, isVisited);
    if (piece.length < shortestChainPx) continue;
    const path = longestWay(evidence, piece);
    if (path.length * 0.75 < shortestChainPx) continue;
    chains.push(makeChain(evidence, path, level.width));
  }
  return chains;
}

/** Visits the compatible neighbours of a pixel within `reachPx`. */
function forEachNeighbour(
  { level, lineStrength, lineCode }: Evidence,
  index: number,
  visit: (neighbour: number) => void,
): void {
  const { width, height } = level;
  const y = Math.floor(index / width);
  const x = index - y * width;
  const code = lineCode[index]!;
  const isDark = code >= directionCount;
  for (let ny = Math.max(0, y - reachPx); ny <= Math.min(height - 1, y + reachPx); ny++) {
    for (let nx = Math.max(0, x - reachPx); nx <= Math.min(width - 1, x + reachPx); nx++) {
      const neighbour = ny * width + nx;
      if (neighbour === index || lineStrength[neighbour]! < lowestStrength) continue;
      const other = lineCode[neighbour]!;
      if (other >= directionCount !== isDark) continue;
      if (turnBetween(code, other) <= largestTurn) visit(neighbour);
    }
  }
}

/** Steps between two directions, the shorter way round. */
export function turnBetween(a: number, b: number): number {
  const steps = Math.abs((a % directionCount) - (b % directionCount));
  return Math.min(steps, directionCount - steps);
}

function floodPiece(evidence: Evidence, start: number, isVisited: Uint8Array): number[] {
  const piece = [start];
  isVisited[start] = 1;
  for (let head = 0; head < piece.length; head++) {
    forEachNeighbour(evidence, piece[head]!, (neighbour) => {
      if (isVisited[neighbour] === 1) return;
      isVisited[neighbour] = 1;
      piece.push(neighbour);
    });
  }
  return piece;
}

/** From any pixel to the farthest one, and from there to the farthest again: the longest of all shortest ways in a tree. */
function longestWay(evidence: Evidence, piece: readonly number[]): number[] {
  const first = breadthFirst(evidence, piece[0]!);
  const second = breadthFirst(evidence, first.last);
  const path: number[] = [];
  for (let at: number | undefined = second.last; at !== undefined; at = second.parents.get(at)) {
    path.push(at);
  }
  return path;
}

function breadthFirst(evidence: Evidence, start: number) {
  const parents = new Map<number, number | undefined>([[start, undefined]]);
  const queue = [start];
  for (let head = 0; head < queue.length; head++) {
    const index = queue[head]!;
    forEachNeighbour(evidence, index, (neighbour) => {
      if (parents.has(neighbour)) return;
      parents.set(neighbour, index);
      queue.push(neighbour);
    });
  }
  return { parents, last: queue.at(-1)! };
}

function makeChain(evidence: Evidence, path: readonly number[], width: number): Chain {
  let strengthSum = 0;
  const x = new Float32Array(path.length);
  const y = new Float32Array(path.length);
  path.forEach((index, i) => {
    strengthSum += evidence.lineStrength[index]!;
    y[i] = Math.floor(index / width);
    x[i] = index - y[i] * width;
  });
  return { x, y, isDark: evidence.lineCode[path[0]!]! >= directionCount, strengthSum };
}
