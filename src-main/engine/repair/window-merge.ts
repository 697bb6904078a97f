import { regionArea, uniteRegions, type Region } from '../tensor/region';
import { maxTargetSide, windowAround, type WindowOptions } from './window-geometry';
import type { DamagePiece } from './window-partition';

/** The pieces of damage that one window takes. */
export interface WindowLoad {
  readonly targets: readonly Region[];
  readonly bounds: Region;
  readonly pixelCount: number;
}

interface Candidate extends WindowLoad {
  readonly areaPx: number;
  /** The partner whose company saves most, and how much; undefined while unknown. */
  partner: { readonly other: Candidate; readonly savingPx: number } | undefined;
}

/**
 * Joins pieces as long as one window costs fewer pixels than two (specks near each other, halves of what a cut went
 * through), the greatest saving first.
 */
export function mergePieces(
  pieces: readonly DamagePiece[],
  photo: Region,
  options: WindowOptions,
): readonly WindowLoad[] {
  let candidates = pieces.map(({ bounds, pixelCount }) =>
    toCandidate({ targets: [bounds], bounds, pixelCount }),
  );
  for (const candidate of candidates) findPartner(candidate);
  for (let best = greatestSaving(candidates); best?.partner; best = greatestSaving(candidates)) {
    const gone = new Set([best, best.partner.other]);
    const merged = unite(best, best.partner.other);
    candidates = candidates.filter((candidate) => !gone.has(candidate));
    candidates.push(merged);
    findPartner(merged);
    for (const candidate of candidates) {
      if (candidate.partner && gone.has(candidate.partner.other)) findPartner(candidate);
      else offer(candidate, merged);
    }
  }
  return candidates;

  function toCandidate(load: WindowLoad): Candidate {
    const areaPx = regionArea(windowAround(load.bounds, photo, options));
    return { ...load, areaPx, partner: undefined };
  }

  function unite(a: Candidate, b: Candidate): Candidate {
    return toCandidate({
      targets: [...a.targets, ...b.targets],
      bounds: uniteRegions(a.bounds, b.bounds),
      pixelCount: a.pixelCount + b.pixelCount,
    });
  }

  function findPartner(candidate: Candidate): void {
    candidate.partner = undefined;
    for (const other of candidates) offer(candidate, other);
  }

  function offer(candidate: Candidate, other: Candidate): void {
    if (candidate === other) return;
    const bounds = uniteRegions(candidate.bounds, other.bounds);
    if (Math.max(bounds.width, bounds.height) > maxTargetSide(options)) return;
    const together = regionArea(windowAround(bounds, photo, options));
    const savingPx = candidate.areaPx + other.areaPx - together;
    if (savingPx > (candidate.partner?.savingPx ?? 0)) candidate.partner = { other, savingPx };
  }
}

function greatestSaving(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const candidate of candidates) {
    if ((candidate.partner?.savingPx ?? 0) > (best?.partner?.savingPx ?? 0)) best = candidate;
  }
  return best;
}
