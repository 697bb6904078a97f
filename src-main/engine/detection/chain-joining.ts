import type { Chain } from './ridge-chains';

/** Gaps up to this are closed whatever the length; longer ones up to half the shorter piece. */
const freeGapPx = 10;
const longestGapPx = 80;
const gapPerLength = 0.6;
/** Cosine of the largest angle between a piece and the way across the gap. */
const smallestCosine = Math.cos((14 * Math.PI) / 180);
const tangentPx = 12;

interface ChainEnd {
  readonly chain: number;
  readonly isStart: boolean;
  readonly x: number;
  readonly y: number;
  /** Unit vector out of the chain. */
  readonly dx: number;
  readonly dy: number;
  readonly length: number;
}

interface Bridge {
  readonly from: ChainEnd;
  readonly to: ChainEnd;
  readonly gapPx: number;
}

/** Joins pieces that lie on one line with a gap between them, the narrowest gaps first. */
export function joinChains(chains: readonly Chain[]): readonly Chain[] {
  const ends = chains.flatMap((chain, index) => [
    describeEnd(chain, index, true),
    describeEnd(chain, index, false),
  ]);
  const bridges = findBridges(chains, ends).sort((a, b) => a.gapPx - b.gapPx);
  const joined: (Chain | undefined)[] = [...chains];
  const owner = chains.map((_, index) => index);
  const isUsed = new Set<ChainEnd>();
  for (const { from, to } of bridges) {
    const a = findOwner(owner, from.chain);
    const b = findOwner(owner, to.chain);
    if (a === b || isUsed.has(from) || isUsed.has(to)) continue;
    isUsed.add(from).add(to);
    joined[a] = concatenate(joined[a]!, from, joined[b]!, to);
    joined[b] = undefined;
    owner[b] = a;
  }
  return joined.filter((chain) => chain !== undefined);
}

function findOwner(owner: number[], chain: number): number {
  let at = chain;
  while (owner[at] !== at) at = owner[at]!;
  return at;
}

function describeEnd({ x, y }: Chain, chain: number, isStart: boolean): ChainEnd {
  const end = isStart ? 0 : x.length - 1;
  const inner = isStart ? Math.min(tangentPx, x.length - 1) : Math.max(0, end - tangentPx);
  const dx = x[end]! - x[inner]!;
  const dy = y[end]! - y[inner]!;
  const size = Math.hypot(dx, dy) || 1;
  return { chain, isStart, x: x[end]!, y: y[end]!, dx: dx / size, dy: dy / size, length: x.length };
}

function findBridges(chains: readonly Chain[], ends: readonly ChainEnd[]): Bridge[] {
  const cells = new Map<string, ChainEnd[]>();
  const cellOf = (value: number) => Math.floor(value / longestGapPx);
  for (const end of ends) {
    const key = `${cellOf(end.x)},${cellOf(end.y)}`;
    const cell = cells.get(key);
    if (cell) cell.push(end);
    else cells.set(key, [end]);
  }
  const bridges: Bridge[] = [];
  for (const from of ends) {
    for (let row = cellOf(from.y) - 1; row <= cellOf(from.y) + 1; row++) {
      for (let column = cellOf(from.x) - 1; column <= cellOf(from.x) + 1; column++) {
        for (const to of cells.get(`${column},${row}`) ?? []) {
          if (to.chain <= from.chain || chains[from.chain]!.isDark !== chains[to.chain]!.isDark) {
            continue;
          }
          const gapPx = bridgeGap(from, to);
          if (gapPx !== undefined) bridges.push({ from, to, gapPx });
        }
      }
    }
  }
  return bridges;
}

/** Width of the gap where both ends point at each other across it. */
function bridgeGap(from: ChainEnd, to: ChainEnd): number | undefined {
  const gx = to.x - from.x;
  const gy = to.y - from.y;
  const gapPx = Math.hypot(gx, gy);
  const allowedPx = Math.min(
    longestGapPx,
    Math.max(freeGapPx, gapPerLength * Math.min(from.length, to.length)),
  );
  if (gapPx > allowedPx) return undefined;
  // Across a gap of a few pixels the way itself says little; the two directions must agree.
  const together = -(from.dx * to.dx + from.dy * to.dy);
  if (together < smallestCosine) return undefined;
  if (gapPx < 4) return gapPx;
  const leaving = (from.dx * gx + from.dy * gy) / gapPx;
  const arriving = -(to.dx * gx + to.dy * gy) / gapPx;
  return Math.min(leaving, arriving) >= smallestCosine ? gapPx : undefined;
}

/** `a` so that it ends at `from`, then `b` so that it begins at `to`. */
function concatenate(a: Chain, from: ChainEnd, b: Chain, to: ChainEnd): Chain {
  const first = isNear(a, from, false) ? a : reverseChain(a);
  const second = isNear(b, to, true) ? b : reverseChain(b);
  return {
    x: Float32Array.from([...first.x, ...second.x]),
    y: Float32Array.from([...first.y, ...second.y]),
    isDark: a.isDark,
    strengthSum: a.strengthSum + b.strengthSum,
  };
}

function isNear({ x, y }: Chain, end: ChainEnd, atStart: boolean): boolean {
  const at = atStart ? 0 : x.length - 1;
  return x[at] === end.x && y[at] === end.y;
}

function reverseChain(chain: Chain): Chain {
  return { ...chain, x: chain.x.slice().reverse(), y: chain.y.slice().reverse() };
}
