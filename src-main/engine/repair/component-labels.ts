import type { Region } from '../tensor/region';
import { expectDamageField, type DamageField } from './damage-field';

/** Horizontal runs of damaged pixels, row by row; run i covers x from startX[i] to endX[i] (exclusive) in row y[i]. */
export interface DamageRuns {
  readonly count: number;
  readonly y: Uint32Array;
  readonly startX: Uint32Array;
  readonly endX: Uint32Array;
}

/** One 8-connected piece of damage. */
export interface DamageComponent {
  /** The smallest region that holds it. */
  readonly region: Region;
  readonly pixelCount: number;
}

/** The components of a photo's damage in the order of their first pixel, and the component each run belongs to. */
export interface ComponentLabels {
  readonly runs: DamageRuns;
  /** Index into `components`, one a run. */
  readonly componentOfRun: Uint32Array;
  readonly components: readonly DamageComponent[];
}

/**
 * Finds the runs of damaged pixels in one pass over the bytes.
 * @throws EngineError 'shape' for a damage field of the wrong length.
 */
export function findDamageRuns(damage: DamageField): DamageRuns {
  expectDamageField(damage);
  const { width, data } = damage;
  const y: number[] = [];
  const startX: number[] = [];
  const endX: number[] = [];
  const nextDamaged = damagedPixelFinder(data);
  for (let start = nextDamaged(0); start < data.length;) {
    const row = Math.floor(start / width);
    const rowStart = row * width;
    const rowEnd = rowStart + width;
    let end = start + 1;
    while (end < rowEnd && data[end] !== 0) end++;
    y.push(row);
    startX.push(start - rowStart);
    endX.push(end - rowStart);
    start = nextDamaged(end);
  }
  return {
    count: y.length,
    y: Uint32Array.from(y),
    startX: Uint32Array.from(startX),
    endX: Uint32Array.from(endX),
  };
}

/** Groups damaged pixels that touch at a side or a corner. */
export function labelComponents(damage: DamageField): ComponentLabels {
  const runs = findDamageRuns(damage);
  const parents = connectRuns(runs);
  const componentOfRun = new Uint32Array(runs.count);
  const boxes: { left: number; top: number; right: number; bottom: number; pixels: number }[] = [];
  for (let run = 0; run < runs.count; run++) {
    const root = findRoot(parents, run);
    const left = runs.startX[run]!;
    const right = runs.endX[run]!;
    const top = runs.y[run]!;
    if (root === run) {
      componentOfRun[run] = boxes.length;
      boxes.push({ left, top, right, bottom: top + 1, pixels: right - left });
      continue;
    }
    const component = componentOfRun[root]!;
    const box = boxes[component]!;
    componentOfRun[run] = component;
    box.left = Math.min(box.left, left);
    box.right = Math.max(box.right, right);
    box.bottom = top + 1;
    box.pixels += right - left;
  }
  const components = boxes.map(({ left, top, right, bottom, pixels }) => ({
    region: { x: left, y: top, width: right - left, height: bottom - top },
    pixelCount: pixels,
  }));
  return { runs, componentOfRun, components };
}

/** Answers the first damaged index at or after another; intact stretches are skipped four bytes at a time. */
function damagedPixelFinder(data: Uint8Array): (from: number) => number {
  const lead = (4 - (data.byteOffset % 4)) % 4;
  const wordCount = Math.max(0, (data.length - lead) >> 2);
  const words = new Uint32Array(data.buffer, wordCount > 0 ? data.byteOffset + lead : 0, wordCount);
  return (from) => {
    let index = from;
    while (index < data.length && ((index - lead) & 3) !== 0) {
      if (data[index] !== 0) return index;
      index++;
    }
    let word = (index - lead) >> 2;
    while (word < wordCount && words[word] === 0) word++;
    index = Math.max(index, lead + word * 4);
    while (index < data.length && data[index] === 0) index++;
    return index;
  };
}

/** Union-find over runs of neighbouring rows; the earliest run is the root of its component. */
function connectRuns({ count, y, startX, endX }: DamageRuns): Uint32Array {
  const parents = new Uint32Array(count);
  let above = 0;
  for (let run = 0; run < count; run++) {
    parents[run] = run;
    const row = y[run]!;
    while (above < run && (y[above]! + 1 < row || isLeftOf(above, run))) above++;
    for (let other = above; other < run && y[other]! + 1 === row; other++) {
      if (startX[other]! > endX[run]!) break;
      uniteRuns(parents, other, run);
    }
  }
  return parents;

  function isLeftOf(other: number, run: number): boolean {
    return y[other]! + 1 === y[run]! && endX[other]! < startX[run]!;
  }
}

function uniteRuns(parents: Uint32Array, first: number, second: number): void {
  const a = findRoot(parents, first);
  const b = findRoot(parents, second);
  parents[Math.max(a, b)] = Math.min(a, b);
}

function findRoot(parents: Uint32Array, run: number): number {
  let index = run;
  while (parents[index] !== index) {
    parents[index] = parents[parents[index]!]!;
    index = parents[index]!;
  }
  return index;
}
