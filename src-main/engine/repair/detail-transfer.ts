import type { ImageTensor } from '../tensor/image-tensor';
import { DonorSearch, patchPx, patchWeights, splitPlane, type SplitPlane } from './detail-donors';
import { blurPlane } from './gaussian-blur';
import { lumaOf } from './grain-model';

/** A patch is sought for every square of this side that the hole touches; anchored to the photo, not to the window. */
const gridPx = 4;
/** Across so much, present and missing detail are weighed against each other. */
const weighingSigma = 3;
/** Copies that cancel out are not amplified by more than this. */
const largestGain = 2.5;

/** How detail is added. */
export interface DetailOptions {
  /** Share of the missing detail, [0, 1]: 0 adds nothing, 1 makes the hole as rich as its donors. */
  readonly share: number;
  readonly seed: number;
}

/**
 * Adds to the filled hole of a window the fine detail of similar places of the photo.
 *
 * A repair in few iterations is nearly the mean of all pictures that fit, so its hole is softer than its surroundings. For each
 * small square of it the most similar patch of the photo is found (DonorSearch), the patches' detail (what a blur of 1.6 px
 * takes away) is blended, and as much of it is added as the hole lacks of the energy that its donors have. Wide structure
 * stays the repair's; smooth places have smooth donors and stay as they are.
 * @param image c x h x w, its hole filled; changed in place, inside the hole only
 * @param hole h x w, 1 = damaged
 * @param place of the window's first pixel in the photo, so that neighbouring windows use the same squares
 */
export function transferDetail(
  image: ImageTensor,
  hole: Uint8Array,
  place: { readonly x: number; readonly y: number },
  { share, seed }: DetailOptions,
): void {
  const { channels, height, width, data } = image;
  if (share === 0 || Math.min(height, width) < patchPx) return;
  const luma = splitPlane(lumaOf(image), hole, image);
  const planes = Array.from({ length: channels }, (_, channel) => {
    const plane = data.subarray(channel * hole.length, (channel + 1) * hole.length);
    return channels === 1 ? luma.high : splitPlane(plane, hole, image).high;
  });
  const copied = copyDetail(luma, planes, hole, place, seed);
  const gains = findGains(luma, copied, share);
  for (let index = 0; index < hole.length; index++) {
    if (hole[index] === 0 || copied.weights[index] === 0) continue;
    copied.planes.forEach((plane, channel) => {
      data[channel * hole.length + index]! += gains[index]! * plane[index]!;
    });
  }
}

/** Detail of the donors, blended. */
interface CopiedDetail {
  /** Sum of the blending weights; 0 where no donor was found. */
  readonly weights: Float32Array;
  readonly planes: readonly Float32Array[];
  /** Of the luma: what was blended, and the energy of the donors before they were blended. */
  readonly luma: Float32Array;
  readonly energy: Float32Array;
}

function copyDetail(
  luma: SplitPlane,
  planes: readonly Float32Array[],
  hole: Uint8Array,
  place: { readonly x: number; readonly y: number },
  seed: number,
): CopiedDetail {
  const { height, width } = luma;
  const search = new DonorSearch(luma);
  const copied: CopiedDetail = {
    weights: new Float32Array(hole.length),
    planes: planes.map(() => new Float32Array(hole.length)),
    luma: new Float32Array(hole.length),
    energy: new Float32Array(hole.length),
  };
  const middle = (patchPx - gridPx) >> 1;
  for (let top = -modulo(place.y, gridPx); top < height; top += gridPx) {
    const y = Math.max(0, Math.min(height - patchPx, top - middle));
    let before: number | undefined;
    for (let left = -modulo(place.x, gridPx); left < width; left += gridPx) {
      if (!touchesHole(hole, luma, left, top)) {
        before = undefined;
        continue;
      }
      const x = Math.max(0, Math.min(width - patchPx, left - middle));
      const shift = scatter(seed, place.x + left, place.y + top);
      const donor = search.find(x, y, shift, before);
      if (donor !== undefined) addPatch(copied, luma, planes, y * width + x, donor);
      before = donor !== undefined && (donor % width) + gridPx < width ? donor + gridPx : undefined;
    }
  }
  for (let index = 0; index < hole.length; index++) {
    const weight = copied.weights[index]!;
    if (weight === 0) continue;
    for (const plane of [...copied.planes, copied.luma, copied.energy]) plane[index]! /= weight;
  }
  return copied;
}

function addPatch(
  copied: CopiedDetail,
  luma: SplitPlane,
  planes: readonly Float32Array[],
  target: number,
  donor: number,
): void {
  const { width, high } = luma;
  for (let tap = 0; tap < patchWeights.length; tap++) {
    const offset = Math.floor(tap / patchPx) * width + (tap % patchPx);
    const weight = patchWeights[tap]!;
    const [to, from] = [target + offset, donor + offset];
    const detail = high[from]!;
    copied.weights[to]! += weight;
    copied.luma[to]! += weight * detail;
    copied.energy[to]! += weight * detail * detail;
    for (let channel = 0; channel < planes.length; channel++) {
      copied.planes[channel]![to]! += weight * planes[channel]![from]!;
    }
  }
}

/** The factor a pixel with which copied detail fills up what the repair has to the energy of the donors. */
function findGains(luma: SplitPlane, copied: CopiedDetail, share: number): Float32Array {
  const { height, width, high } = luma;
  const isCopied = (index: number) => (copied.weights[index]! > 0 ? 1 : 0);
  const spread = (valueOf: (index: number) => number) =>
    blurPlane(
      Float32Array.from(high, (_, index) => isCopied(index) * valueOf(index)),
      height,
      width,
      weighingSigma,
    );
  const wanted = spread((index) => copied.energy[index]!);
  const present = spread((index) => high[index]! ** 2);
  const blended = spread((index) => copied.luma[index]! ** 2);
  return Float32Array.from(wanted, (energy, index) => {
    const missing = Math.max(0, energy - present[index]!);
    const gain = Math.sqrt(missing / Math.max(blended[index]!, 1e-12));
    return share * Math.min(largestGain, gain);
  });
}

function touchesHole(
  hole: Uint8Array,
  { height, width }: SplitPlane,
  left: number,
  top: number,
): boolean {
  for (let y = Math.max(0, top); y < Math.min(height, top + gridPx); y++) {
    for (let x = Math.max(0, left); x < Math.min(width, left + gridPx); x++) {
      if (hole[y * width + x] !== 0) return true;
    }
  }
  return false;
}

/** 0 to 8, unlike for neighbouring places and other seeds. */
function scatter(seed: number, x: number, y: number): number {
  let hash = Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(x, 0x85ebca6b) ^ Math.imul(y, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) % 9;
}

const modulo = (value: number, divisor: number) => ((value % divisor) + divisor) % divisor;
