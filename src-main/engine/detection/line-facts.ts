import type { Centreline } from './centreline';
import type { Evidence } from './evidence';
import { measureNeighbourhood, type LineNeighbourhood } from './line-neighbourhood';
import type { LumaStatistics } from './luma-statistics';
import { sampleLuma } from './sample-luma';
import type { Chain } from './ridge-chains';

/** What was measured on a possible line; lengths in pixels of its level, contrasts in luma. */
export interface LineFacts extends LineNeighbourhood {
  readonly lengthPx: number;
  /** Share of the photo's longer side. */
  readonly lengthFraction: number;
  readonly widthPx: number;
  /** Mean difference of the core to the mean of both flanks, positive in the direction of the line's sign. */
  readonly contrast: number;
  /** Share of stations that show at least a third of it. */
  readonly coverage: number;
  /** Median difference of the two flanks as a share of the contrast: 0 = the same surface. */
  readonly flankStep: number;
  /** Contrast over the standard deviation within the flanks. */
  readonly contrastToTexture: number;
  /** Mean multiple of what line filters usually answer around it. */
  readonly strength: number;
  /** Share of the contrast by which the core surpasses everything within 12 px; negative where something is as bright. */
  readonly prominence: number;
  /** Share of the photo's pixels beyond the core: 0 = nothing is as bright (as dark). */
  readonly beyondFraction: number;
  /** Spread of the background along the line as a share of the contrast. */
  readonly backgroundSpread: number;
  /** Spread of the core along the line as a share of the contrast; far less than the background's where paper shows. */
  readonly coreSpread: number;
  /** Steepest step of the profile per pixel, as a share of the contrast, over the same of the picture's edges. */
  readonly sharpness: number;
  /** Largest distance from the chord, as a share of it. */
  readonly bend: number;
  /** Larger of the steps of the background past the two ends, as a share of the contrast: things end at other things. */
  readonly endStep: number;
  readonly isDark: boolean;
}

const profileReachPx = 14;
const profileLength = 2 * profileReachPx + 1;

/** Measures profiles across a line, on the luma of its level. */
export function measureLine(
  evidence: Evidence,
  chain: Chain,
  line: Centreline,
  statistics: LumaStatistics,
): LineFacts {
  const { level } = evidence;
  const sign = chain.isDark ? -1 : 1;
  const profiles = sampleProfiles(evidence, line, sign);
  const mean = meanProfile(profiles, line.count);
  const halfWidth = findHalfWidth(mean);
  const stations = measureStations(profiles, line.count, halfWidth);
  const contrast = Math.max(1e-4, average(stations.contrast));
  return {
    lengthPx: line.lengthPx,
    lengthFraction: line.lengthPx / Math.max(level.width, level.height),
    widthPx: 2 * halfWidth,
    contrast,
    coverage: average(stations.contrast.map((value) => (value > contrast / 3 ? 1 : 0))),
    flankStep: median(stations.step) / contrast,
    contrastToTexture: contrast / (0.004 + median(stations.texture)),
    strength: chain.strengthSum / chain.x.length / 16,
    prominence: average(stations.prominence) / contrast,
    beyondFraction: findBeyond(stations.core, sign, statistics),
    backgroundSpread: deviation(stations.background) / contrast,
    coreSpread: deviation(stations.core) / contrast,
    sharpness: steepestStep(mean) / contrast / statistics.edgeSharpness,
    bend: measureBend(line),
    endStep: measureEndStep(evidence, line, halfWidth) / contrast,
    isDark: chain.isDark,
    ...measureNeighbourhood(evidence, chain, line),
  };
}

/** Luma times the sign of the line at -14..14 px across it, station by station. */
function sampleProfiles({ level }: Evidence, line: Centreline, sign: number): Float32Array {
  const profiles = new Float32Array(line.count * profileLength);
  for (let i = 0, index = 0; i < line.count; i++) {
    for (let t = -profileReachPx; t <= profileReachPx; t++, index++) {
      profiles[index] =
        sign * sampleLuma(level, line.x[i]! - t * line.dy[i]!, line.y[i]! + t * line.dx[i]!);
    }
  }
  return profiles;
}

function meanProfile(profiles: Float32Array, count: number): Float32Array {
  const mean = new Float32Array(profileLength);
  for (let i = 0; i < profiles.length; i++) mean[i % profileLength]! += profiles[i]! / count;
  return mean;
}

/** Where the mean profile falls to the middle between its peak and its lowest value within 7 px, on both sides. */
function findHalfWidth(mean: Float32Array): number {
  const peak = Math.max(...mean.subarray(profileReachPx - 1, profileReachPx + 2));
  const walk = (step: 1 | -1) => {
    let base = Infinity;
    for (let t = 2; t <= 7; t++) base = Math.min(base, mean[profileReachPx + step * t]!);
    const half = (peak + base) / 2;
    for (let t = 1; t < 7; t++) {
      const value = mean[profileReachPx + step * t]!;
      if (value > half) continue;
      const before = mean[profileReachPx + step * (t - 1)]!;
      return t - 1 + Math.min(1, Math.max(0, (before - half) / Math.max(1e-6, before - value)));
    }
    return 7;
  };
  return Math.max(0.5, (walk(1) + walk(-1)) / 2);
}

interface Stations {
  readonly core: number[];
  readonly contrast: number[];
  readonly step: number[];
  readonly texture: number[];
  readonly prominence: number[];
  readonly background: number[];
}

function measureStations(profiles: Float32Array, count: number, halfWidth: number): Stations {
  const stations: Stations = {
    core: [],
    contrast: [],
    step: [],
    texture: [],
    prominence: [],
    background: [],
  };
  const inner = Math.min(profileReachPx - 5, Math.round(halfWidth + 2));
  const outer = Math.min(profileReachPx, inner + 5);
  for (let i = 0; i < count; i++) {
    const profile = profiles.subarray(i * profileLength, (i + 1) * profileLength);
    const at = (t: number) => profile[profileReachPx + t]!;
    const core = Math.max(at(0), (at(-1) + at(0)) / 2, (at(1) + at(0)) / 2);
    const left = flank(profile, -outer, -inner);
    const right = flank(profile, inner, outer);
    stations.core.push(core);
    stations.contrast.push(core - (left.mean + right.mean) / 2);
    stations.step.push(Math.abs(left.mean - right.mean));
    stations.texture.push((left.deviation + right.deviation) / 2);
    stations.prominence.push(core - Math.max(left.peak, right.peak));
    stations.background.push((left.mean + right.mean) / 2);
  }
  return stations;
}

function flank(profile: Float32Array, from: number, to: number) {
  let sum = 0;
  let squares = 0;
  let peak = -Infinity;
  for (let t = from; t <= to; t++) {
    const value = profile[profileReachPx + t]!;
    sum += value;
    squares += value * value;
    peak = Math.max(peak, value);
  }
  const count = to - from + 1;
  const mean = sum / count;
  return { mean, peak, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}

function steepestStep(mean: Float32Array): number {
  let steepest = 0;
  for (let t = profileReachPx - 7; t < profileReachPx + 7; t++) {
    steepest = Math.max(steepest, Math.abs(mean[t + 1]! - mean[t]!));
  }
  return steepest;
}

function findBeyond(cores: readonly number[], sign: number, statistics: LumaStatistics): number {
  const darker = statistics.darkerFraction(sign * average(cores));
  return sign === 1 ? 1 - darker : darker;
}

/** Compares the background beside the line, 5 px before each end, with what is 5 and 8 px past it. */
function measureEndStep({ level }: Evidence, line: Centreline, halfWidth: number): number {
  const asidePx = halfWidth + 3;
  const backgroundAt = (i: number, direction: 1 | -1, along: number) => {
    const x = line.x[i]! + direction * along * line.dx[i]!;
    const y = line.y[i]! + direction * along * line.dy[i]!;
    const side = (t: number) => sampleLuma(level, x - t * line.dy[i]!, y + t * line.dx[i]!);
    return along < 0
      ? (side(asidePx) + side(-asidePx)) / 2
      : (side(asidePx) + side(0) + side(-asidePx)) / 3;
  };
  const stepAt = (i: number, direction: 1 | -1) => {
    const past = (backgroundAt(i, direction, 5) + backgroundAt(i, direction, 8)) / 2;
    return Math.abs(past - backgroundAt(i, direction, -5));
  };
  return Math.max(stepAt(0, -1), stepAt(line.count - 1, 1));
}

function measureBend({ x, y, count }: Centreline): number {
  const cx = x[count - 1]! - x[0]!;
  const cy = y[count - 1]! - y[0]!;
  const chord = Math.hypot(cx, cy);
  if (chord < 1) return 1;
  let largest = 0;
  for (let i = 0; i < count; i++) {
    largest = Math.max(largest, Math.abs((x[i]! - x[0]!) * cy - (y[i]! - y[0]!) * cx) / chord);
  }
  return largest / chord;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function deviation(values: readonly number[]): number {
  const mean = average(values);
  return Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
}
