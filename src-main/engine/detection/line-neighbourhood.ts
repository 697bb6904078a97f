import type { Centreline } from './centreline';
import type { Evidence } from './evidence';
import { directionCount } from './line-filter';
import { turnBetween, type Chain } from './ridge-chains';

/** What other lines there are around a possible line. */
export interface LineNeighbourhood {
  /** How far it goes on in its direction beyond its ends, as a share of what was looked at; of the two ends the larger. */
  readonly continuation: number;
  /** Parallel lines beside it (7..22 px) a station; the sides added. */
  readonly parallels: number;
  /** Lines of any direction there. */
  readonly otherLines: number;
  /** Share of the pixels around that lie on lines of any strength: grass, hair and bricks are full of them. */
  readonly clutter: number;
  /** Number of ends that lie at the edge of the photo. */
  readonly edgeEnds: number;
}

const collarPx = 7;
const reachPx = 22;
const edgePx = 4;
const clutterReachPx = 40;
const clutterStrength = 36;
const continuationStartPx = 8;
const continuationEndPx = 60;

/** Looks at line evidence at least half as strong as the line's own. */
export function measureNeighbourhood(
  evidence: Evidence,
  chain: Chain,
  line: Centreline,
): LineNeighbourhood {
  const bar = Math.max(24, (0.5 * chain.strengthSum) / chain.x.length);
  const last = line.count - 1;
  const ends = [
    { x: line.x[0]!, y: line.y[0]!, dx: -line.dx[0]!, dy: -line.dy[0]! },
    { x: line.x[last]!, y: line.y[last]!, dx: line.dx[last]!, dy: line.dy[last]! },
  ];
  const { width, height } = evidence.level;
  const isAtEdge = ({ x, y }: { x: number; y: number }) =>
    Math.min(x, y, width - 1 - x, height - 1 - y) <= edgePx;
  return {
    continuation: Math.max(
      ...ends.map((end) => followBeyond(evidence, end, { bar, isDark: chain.isDark })),
    ),
    ...countLinesBeside(evidence, line, bar),
    clutter: measureClutter(evidence, line),
    edgeEnds: ends.filter(isAtEdge).length,
  };
}

/** Share of the way beyond an end that shows a line of the same direction, within a cone. */
function followBeyond(
  { level, lineStrength, lineCode }: Evidence,
  end: { x: number; y: number; dx: number; dy: number },
  { bar, isDark }: { bar: number; isDark: boolean },
): number {
  const direction = directionOf(end.dx, end.dy);
  let hits = 0;
  let steps = 0;
  for (let s = continuationStartPx; s <= continuationEndPx; s += 2) {
    const reach = 2 + 0.08 * s;
    steps++;
    for (let t = -reach; t <= reach; t++) {
      const x = Math.round(end.x + s * end.dx - t * end.dy);
      const y = Math.round(end.y + s * end.dy + t * end.dx);
      if (x < 0 || y < 0 || x >= level.width || y >= level.height) continue;
      const index = y * level.width + x;
      const code = lineCode[index]!;
      if (lineStrength[index]! < bar || code >= directionCount !== isDark) continue;
      if (turnBetween(code, direction) > 2) continue;
      hits++;
      break;
    }
  }
  return hits / steps;
}

function countLinesBeside(
  { level, lineStrength, lineCode }: Evidence,
  line: Centreline,
  bar: number,
) {
  let parallels = 0;
  let otherLines = 0;
  for (let i = 0; i < line.count; i++) {
    const direction = directionOf(line.dx[i]!, line.dy[i]!);
    for (let t = -reachPx; t <= reachPx; t++) {
      if (Math.abs(t) < collarPx) continue;
      const x = Math.round(line.x[i]! - t * line.dy[i]!);
      const y = Math.round(line.y[i]! + t * line.dx[i]!);
      if (x < 0 || y < 0 || x >= level.width || y >= level.height) continue;
      const index = y * level.width + x;
      if (lineStrength[index]! < bar) continue;
      otherLines++;
      if (turnBetween(lineCode[index]!, direction) <= 1) parallels++;
    }
  }
  return { parallels: parallels / line.count, otherLines: otherLines / line.count };
}

/** Looks at squares around five places of the line. */
function measureClutter({ level, lineStrength }: Evidence, line: Centreline): number {
  let lines = 0;
  let pixels = 0;
  for (let part = 0; part < 5; part++) {
    const i = Math.round((part / 4) * (line.count - 1));
    const left = Math.round(line.x[i]!) - clutterReachPx;
    const top = Math.round(line.y[i]!) - clutterReachPx;
    for (let y = Math.max(0, top); y <= Math.min(level.height - 1, top + 2 * clutterReachPx); y++) {
      for (
        let x = Math.max(0, left);
        x <= Math.min(level.width - 1, left + 2 * clutterReachPx);
        x++
      ) {
        pixels++;
        if (lineStrength[y * level.width + x]! >= clutterStrength) lines++;
      }
    }
  }
  return lines / Math.max(1, pixels);
}

/** The number of the direction along a vector. */
export function directionOf(dx: number, dy: number): number {
  const angle = Math.atan2(dy, dx) + 2 * Math.PI;
  return Math.round((angle * directionCount) / Math.PI) % directionCount;
}
