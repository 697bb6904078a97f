import type { LocalLuma } from './local-luma';

/** Length of a strip along the expected line, and how far it reaches to each side. */
export const stripLengthPx = 64;
const sidePx = 16;
const flankPx = 3;
const smoothingPx = 4;
const rowCount = 2 * sidePx + 1;
const sampledRows = rowCount + 2 * flankPx;

/** Responses of a flawless surface: what is weaker is nothing. */
export const quietResponse = 0.0025;
/** A single glint must not pay for a long way through nothing. */
const largestReward = 4;
/** What the best way through pure noise earns a pixel; found by tracing noise. */
const noiseReward = 1.9;
const turnCost = 0.25;
/** Reward of a place as strong as the line so far. */
const contrastReward = 4.5;

/** Where a strip begins and which way it runs; (dx, dy) is a unit vector. */
export interface StripStart {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

/** What is known of the line that is followed. */
export interface FollowedLine {
  /** 1: brighter than its sides, -1: darker. */
  readonly sign: 1 | -1;
  /** How much, in luma. */
  readonly contrast: number;
}

/** The most line-like way through a strip from the middle of its first column. */
export interface StripPath {
  /** Distance to the axis of the strip, column by column. */
  readonly offset: Float32Array;
  /** What each column adds for being on a line: positive on one, negative in noise. */
  readonly gain: Float32Array;
}

/** Follows a line of one sign through a strip: the way of the largest sum of rewards (dynamic programming). */
export function followStrip(luma: LocalLuma, start: StripStart, line: FollowedLine): StripPath {
  const reward = stripRewards(luma, start, line);
  const best = new Float32Array(stripLengthPx * rowCount).fill(-Infinity);
  const from = new Int8Array(stripLengthPx * rowCount);
  best[sidePx] = reward[sidePx]!;
  for (let s = 1; s < stripLengthPx; s++) {
    for (let row = 0; row < rowCount; row++) {
      const at = s * rowCount + row;
      for (let turn = -1; turn <= 1; turn++) {
        const before = row - turn;
        if (before < 0 || before >= rowCount) continue;
        const value = best[at - rowCount - turn]! - turnCost * Math.abs(turn);
        if (value > best[at]!) {
          best[at] = value;
          from[at] = turn;
        }
      }
      best[at]! += reward[at]!;
    }
  }
  return readBack(reward, best, from);
}

function readBack(reward: Float32Array, best: Float32Array, from: Int8Array): StripPath {
  const last = (stripLengthPx - 1) * rowCount;
  let row = 0;
  for (let other = 1; other < rowCount; other++) {
    if (best[last + other]! > best[last + row]!) row = other;
  }
  const offset = new Float32Array(stripLengthPx);
  const gain = new Float32Array(stripLengthPx);
  for (let s = stripLengthPx - 1; s >= 0; s--) {
    const at = s * rowCount + row;
    offset[s] = row - sidePx;
    gain[s] = reward[at]! - noiseReward;
    row -= from[at]!;
  }
  return { offset, gain };
}

/**
 * How line-like each place of the strip is: the larger of two yardsticks counts, what is usual in the strip and the contrast of
 * the line so far, so that a line never goes on as a much fainter one.
 */
function stripRewards(
  luma: LocalLuma,
  start: StripStart,
  { sign, contrast }: FollowedLine,
): Float32Array {
  const long = averageAlongStrip(sampleStrip(luma, start));
  const reward = new Float32Array(stripLengthPx * rowCount);
  let sum = 0;
  for (let s = 0; s < stripLengthPx; s++) {
    for (let row = 0; row < rowCount; row++) {
      const at = s * sampledRows + row + flankPx;
      const left = sign * (long[at]! - long[at - flankPx]!);
      const right = sign * (long[at]! - long[at + flankPx]!);
      const response = Math.max(0, Math.min(left, right));
      reward[s * rowCount + row] = response;
      sum += Math.max(response, Math.min(-left, -right));
    }
  }
  const usual = Math.max(quietResponse + sum / reward.length, contrast / contrastReward);
  return reward.map((response) => Math.min(largestReward, response / usual));
}

/** Column by column, `sampledRows` values across the strip each, from left to right as seen along it. */
function sampleStrip(luma: LocalLuma, { x, y, dx, dy }: StripStart): Float32Array {
  const samples = new Float32Array((stripLengthPx + 2 * smoothingPx) * sampledRows);
  let index = 0;
  for (let s = -smoothingPx; s < stripLengthPx + smoothingPx; s++) {
    for (let t = -sidePx - flankPx; t <= sidePx + flankPx; t++, index++) {
      samples[index] = luma.sample(x + s * dx - t * dy, y + s * dy + t * dx);
    }
  }
  return samples;
}

function averageAlongStrip(samples: Float32Array): Float32Array {
  const window = 2 * smoothingPx + 1;
  const means = new Float32Array(stripLengthPx * sampledRows);
  for (let row = 0; row < sampledRows; row++) {
    let sum = 0;
    for (let s = 0; s < stripLengthPx + 2 * smoothingPx; s++) {
      sum += samples[s * sampledRows + row]!;
      if (s < window - 1) continue;
      means[(s - window + 1) * sampledRows + row] = sum / window;
      sum -= samples[(s - window + 1) * sampledRows + row]!;
    }
  }
  return means;
}
