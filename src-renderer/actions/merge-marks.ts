import type { Mark } from '../../src-shared/model/mark';
import { countCommonPixels } from '../mask/runs-overlap';
import { regionsOverlap } from '../viewer/tile-grid';

/** From this share of the smaller of two marks on, they are the same damage. */
const sameFrom = 0.5;

/**
 * What takes the place of earlier marks when the detector has looked again. A mark at the place of an earlier one keeps that
 * one's id, and with it all that was decided on it; an earlier one that was decided on stays although it is not found again.
 * @param isDecided true where the person has accepted, rejected or reshaped a mark
 */
export function mergeMarks(
  earlier: readonly Mark[],
  isDecided: (id: string) => boolean,
  found: readonly Mark[],
): readonly Mark[] {
  const matches = matchMarks(earlier, found);
  const taken = new Set(earlier.map(({ id }) => id));
  const named = found.map((mark) => {
    const id = matches.get(mark)?.id ?? freeId(mark, taken);
    taken.add(id);
    return { ...mark, id };
  });
  const kept = earlier.filter(
    (mark) => isDecided(mark.id) && !named.some((other) => isSameDamage(other, mark)),
  );
  return [...named, ...kept];
}

/** Those of the found marks that are none of the earlier ones, with ids that nobody has. */
export function newMarks(earlier: readonly Mark[], found: readonly Mark[]): readonly Mark[] {
  const taken = new Set(earlier.map(({ id }) => id));
  return found
    .filter((mark) => !earlier.some((other) => isSameDamage(other, mark)))
    .map((mark) => {
      const id = freeId(mark, taken);
      taken.add(id);
      return { ...mark, id };
    });
}

/** Each found mark's earlier self; no earlier mark is given to two. */
function matchMarks(earlier: readonly Mark[], found: readonly Mark[]): ReadonlyMap<Mark, Mark> {
  const pairs = found.flatMap((mark) =>
    earlier
      .filter((other) => isSameDamage(mark, other))
      .map((other) => ({ mark, other, common: countCommonPixels(mark.runs, other.runs) })),
  );
  const matches = new Map<Mark, Mark>();
  const given = new Set<Mark>();
  for (const { mark, other } of pairs.sort((a, b) => b.common - a.common)) {
    if (matches.has(mark) || given.has(other)) continue;
    matches.set(mark, other);
    given.add(other);
  }
  return matches;
}

/** True where two marks are the same damage, seen twice. */
export function isSameDamage(one: Mark, other: Mark): boolean {
  if (!regionsOverlap(one.bounds, other.bounds)) return false;
  const smaller = Math.min(one.pixelCount, other.pixelCount);
  return countCommonPixels(one.runs, other.runs) >= sameFrom * smaller;
}

/** The detector's id, unless another mark has it. */
function freeId({ id }: Mark, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  let number = 2;
  while (taken.has(`${id}-${number}`)) number += 1;
  return `${id}-${number}`;
}
