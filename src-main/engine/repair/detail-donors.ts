import { blurPlane } from './gaussian-blur';

/** Side of the squares that are compared and copied. */
export const patchPx = 11;
/** Wide structure is what the repair is trusted with; finer than this is detail. */
export const detailSigma = 1.6;
/** How far from a place its donors may lie. */
const reachPx = 56;
/** Donors are looked at on a lattice; another seed shifts it. */
const latticePx = 3;
/** A few pixels of a patch tell most donors apart; so many of the best are compared in full. */
const shortListLength = 24;
const roughTapsPx = 2;
/** A donor may be brighter or darker as a whole: only so much of the difference counts. */
const brightnessWeight = 0.3;
/** A donor beside the one of the patch before continues its structure, and is taken unless another is clearly better. */
const coherenceFactor = 0.8;
/** Where the hole's own value reaches a pixel through the blur with more than this weight, its detail is not the photo's. */
const reachOfHole = 0.02;

/** One plane of a window, split at detailSigma. */
export interface SplitPlane {
  readonly height: number;
  readonly width: number;
  readonly low: Float32Array;
  readonly high: Float32Array;
  /** 1 where `high` is of the photo alone. */
  readonly isKnown: Uint8Array;
}

/** Splits a plane whose hole has been filled. */
export function splitPlane(
  plane: Float32Array,
  hole: Uint8Array,
  { height, width }: { readonly height: number; readonly width: number },
): SplitPlane {
  const low = blurPlane(plane, height, width, detailSigma);
  const high = plane.map((value, index) => value - low[index]!);
  const reached = blurPlane(Float32Array.from(hole), height, width, detailSigma);
  const isKnown = Uint8Array.from(reached, (weight) => (weight > reachOfHole ? 0 : 1));
  return { height, width, low, high, isKnown };
}

/** Weights of the pixels of a patch, row by row, that sum to 1: those in its middle count most. */
export const patchWeights = Float32Array.from({ length: patchPx * patchPx }, (_, tap) => {
  const middle = patchPx >> 1;
  const across = (tap % patchPx) - middle;
  const down = Math.floor(tap / patchPx) - middle;
  return Math.exp(-(across * across + down * down) / (2 * (patchPx / 4) ** 2));
});
normalise(patchWeights);

/**
 * Finds for patches of a filled hole the most similar patch of the photo itself (Efros and Leung 1999; here guided by the
 * repair, as in image analogies, Hertzmann et al. 2001): alike in structure where the hole was filled, alike in detail
 * where the patch reaches beyond the hole.
 */
export class DonorSearch {
  private readonly plane: SplitPlane;
  private readonly columns: number;
  private readonly rows: number;
  /** 1 for the top left corners of patches that lie in the photo alone. */
  private readonly isDonor: Uint8Array;
  private readonly shortList = new Int32Array(shortListLength);
  private readonly shortScores = new Float32Array(shortListLength);
  private readonly knownWeights = new Float32Array(patchPx * patchPx);

  constructor(plane: SplitPlane) {
    this.plane = plane;
    this.columns = plane.width - patchPx + 1;
    this.rows = plane.height - patchPx + 1;
    this.isDonor = findDonors(plane);
  }

  /**
   * The top left corner of the best donor for the patch at (x, y), as an index of the plane; undefined where there is none.
   * @param shift of the lattice, [0, 9)
   * @param before the donor of the patch before, moved along: tried as well
   */
  find(x: number, y: number, shift: number, before: number | undefined): number | undefined {
    const { width } = this.plane;
    const target = y * width + x;
    const knownShare = this.weighKnownPixels(target);
    const count = this.collectShortList(target, x, y, shift, knownShare);
    if (count === 0) return undefined;
    let best: number | undefined;
    let bestScore = Infinity;
    for (let i = 0; i < count; i++) {
      const score = this.compare(target, this.shortList[i]!, 1, knownShare);
      if (score < bestScore) [best, bestScore] = [this.shortList[i]!, score];
    }
    if (before !== undefined && this.isDonor[before] === 1) {
      const score = coherenceFactor * this.compare(target, before, 1, knownShare);
      if (score <= bestScore) return before;
    }
    return best;
  }

  /** Whether a whole patch of the photo begins at this index of the plane. */
  begins(index: number): boolean {
    return this.isDonor[index] === 1;
  }

  private weighKnownPixels(target: number): number {
    const { width, isKnown } = this.plane;
    let sum = 0;
    for (let tap = 0; tap < patchWeights.length; tap++) {
      const at = target + Math.floor(tap / patchPx) * width + (tap % patchPx);
      const weight = isKnown[at] === 1 ? patchWeights[tap]! : 0;
      this.knownWeights[tap] = weight;
      sum += weight;
    }
    return sum;
  }

  /** The best donors by a few of their pixels, unordered. */
  private collectShortList(
    target: number,
    x: number,
    y: number,
    shift: number,
    knownShare: number,
  ): number {
    const { width } = this.plane;
    const firstColumn = Math.max(0, x - reachPx) + (shift % latticePx);
    const firstRow = Math.max(0, y - reachPx) + Math.floor(shift / latticePx);
    const lastColumn = Math.min(this.columns - 1, x + reachPx);
    const lastRow = Math.min(this.rows - 1, y + reachPx);
    let count = 0;
    let worst = 0;
    for (let row = firstRow; row <= lastRow; row += latticePx) {
      for (let column = firstColumn; column <= lastColumn; column += latticePx) {
        const donor = row * width + column;
        if (this.isDonor[donor] === 0) continue;
        const score = this.compare(target, donor, roughTapsPx, knownShare);
        if (count < shortListLength) {
          this.shortList[count] = donor;
          this.shortScores[count] = score;
          count += 1;
          if (count === shortListLength) worst = this.worstOfShortList();
        } else if (score < this.shortScores[worst]!) {
          this.shortList[worst] = donor;
          this.shortScores[worst] = score;
          worst = this.worstOfShortList();
        }
      }
    }
    return count;
  }

  private worstOfShortList(): number {
    let worst = 0;
    for (let i = 1; i < shortListLength; i++) {
      if (this.shortScores[i]! > this.shortScores[worst]!) worst = i;
    }
    return worst;
  }

  /** How unlike two patches are, by every `step`-th pixel each way. */
  private compare(target: number, donor: number, step: number, knownShare: number): number {
    const { width, low, high } = this.plane;
    let weights = 0;
    let mean = 0;
    let squares = 0;
    let detail = 0;
    for (let row = 0; row < patchPx; row += step) {
      const line = row * width;
      for (let column = 0; column < patchPx; column += step) {
        const tap = row * patchPx + column;
        const here = target + line + column;
        const there = donor + line + column;
        const weight = patchWeights[tap]!;
        const difference = low[there]! - low[here]!;
        weights += weight;
        mean += weight * difference;
        squares += weight * difference * difference;
        const known = this.knownWeights[tap]!;
        if (known > 0) detail += known * (high[there]! - high[here]!) ** 2;
      }
    }
    mean /= weights;
    const structure = squares / weights - (1 - brightnessWeight) * mean * mean;
    return structure + (knownShare > 0 ? detail / weights : 0);
  }
}

function findDonors({ height, width, isKnown }: SplitPlane): Uint8Array {
  const isDonor = new Uint8Array(height * width);
  // Pixels to the right that are known without a gap, and rows below for which a whole patch's width is.
  const run = new Int32Array(width + 1);
  const depth = new Int32Array(width);
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      run[x] = isKnown[y * width + x] === 1 ? run[x + 1]! + 1 : 0;
      depth[x] = run[x]! >= patchPx ? depth[x]! + 1 : 0;
      if (depth[x]! >= patchPx) isDonor[y * width + x] = 1;
    }
  }
  return isDonor;
}

function normalise(weights: Float32Array): void {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  weights.forEach((weight, tap) => (weights[tap] = weight / sum));
}
