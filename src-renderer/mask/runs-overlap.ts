import type { Runs } from './runs';

/** Number of pixels that two shapes have in common. */
export function countCommonPixels(a: Runs, b: Runs): number {
  let count = 0;
  let at = 0;
  let other = 0;
  while (at < a.length && other < b.length) {
    const rows = a[at]! - b[other]!;
    if (rows < 0) at += 3;
    else if (rows > 0) other += 3;
    else {
      const end = Math.min(a[at + 2]!, b[other + 2]!);
      count += Math.max(0, end - Math.max(a[at + 1]!, b[other + 1]!));
      if (a[at + 2]! <= b[other + 2]!) at += 3;
      else other += 3;
    }
  }
  return count;
}

/** The pixels of both. */
export function uniteRuns(a: Runs, b: Runs): Runs {
  const starts = [...rowsOf(a), ...rowsOf(b)].sort(
    (one, two) => one[0] - two[0] || one[1] - two[1],
  );
  const united: number[] = [];
  for (const [y, first, end] of starts) {
    const continues = united.at(-3) === y && united.at(-1)! >= first;
    if (continues) united[united.length - 1] = Math.max(united.at(-1)!, end);
    else united.push(y, first, end);
  }
  return Int32Array.from(united);
}

function rowsOf(runs: Runs): (readonly [number, number, number])[] {
  return Array.from(
    { length: runs.length / 3 },
    (_, index) => [runs[3 * index]!, runs[3 * index + 1]!, runs[3 * index + 2]!] as const,
  );
}
