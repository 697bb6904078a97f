import { createImageTensor, type ImageTensor } from '../tensor/image-tensor';
import type { Region } from '../tensor/region';
import type { TakeBreath } from './breath';
import type { Candidate } from './candidates';
import type { DamageNetwork } from './damage-network';
import type { LumaLevel } from './luma-pyramid';
import type { LumaStatistics } from './luma-statistics';
import { cutTile } from './tile';

/** What the network says of a candidate, in log odds. */
export interface NetworkOpinion {
  /** Mean over the candidate's own pixels. */
  readonly mean: number;
  /** Share of them that it takes for damage. */
  readonly share: number;
  /** Mean beside the candidate: high where it takes the whole surroundings for damage. */
  readonly beside: number;
}

/** What it says of those candidates that it was asked about. */
export type NetworkOpinions = ReadonlyMap<Candidate, NetworkOpinion>;

/** A place that counts for a candidate's opinion. */
interface Probe {
  readonly candidate: Candidate;
  readonly x: number;
  readonly y: number;
  readonly isBeside: boolean;
}

interface Sums {
  own: number;
  ownCount: number;
  damaged: number;
  beside: number;
  besideCount: number;
}

/** A large photo is asked about in larger pieces: less of them is halo. */
const tileSidePx = { usual: 256, large: 512 };
const largePixels = 2_000_000;
/** More than this says nothing more. */
const largestLogit = 8;
/** A long line or a large blob is asked about in so many places at most. */
const mostProbes = 400;
const besidePx = 6;
/** Share of the photo's pixels that are darker, or brighter, than what counts as its tones. */
const extremeFraction = 0.005;
/** What a picture without contrast is spread over. */
const smallestRange = 0.25;
/** How far damage may lie beyond the picture's tones, as a share of their range. */
const overshoot = 0.25;

/** Asks the network about candidates, tile by tile where there are any; a candidate outside its level gets no opinion. */
export async function askNetwork(
  network: DamageNetwork,
  candidates: readonly Candidate[],
  statistics: LumaStatistics,
  breathe: TakeBreath,
): Promise<NetworkOpinions> {
  const sums = new Map<Candidate, Sums>();
  const tones = toneRange(statistics);
  for (const [level, probes] of groupByLevel(candidates)) {
    for (const [region, inside] of groupByTile(level, probes, network)) {
      const planes = readPlanes(level, region, tones);
      addAnswers(await network.logits(planes), region, inside, sums);
      await breathe();
    }
  }
  return new Map(
    [...sums].map(([candidate, { own, ownCount, damaged, beside, besideCount }]) => [
      candidate,
      {
        mean: own / Math.max(1, ownCount),
        share: damaged / Math.max(1, ownCount),
        beside: beside / Math.max(1, besideCount),
      },
    ]),
  );
}

function groupByLevel(candidates: readonly Candidate[]): ReadonlyMap<LumaLevel, readonly Probe[]> {
  const groups = new Map<LumaLevel, Probe[]>();
  for (const candidate of candidates) {
    const probes = groups.get(candidate.level) ?? [];
    probes.push(...probesOf(candidate));
    groups.set(candidate.level, probes);
  }
  return groups;
}

function* probesOf(candidate: Candidate): Generator<Probe> {
  const { width } = candidate.level;
  if (candidate.kind === 'line') {
    const { line, facts } = candidate;
    const step = Math.max(1, Math.ceil(line.count / mostProbes));
    const aside = facts.widthPx / 2 + besidePx;
    for (let i = 0; i < line.count; i += step) {
      const [x, y, dx, dy] = [line.x[i]!, line.y[i]!, line.dx[i]!, line.dy[i]!];
      yield { candidate, x, y, isBeside: false };
      yield { candidate, x: x - aside * dy, y: y + aside * dx, isBeside: true };
      yield { candidate, x: x + aside * dy, y: y - aside * dx, isBeside: true };
    }
    return;
  }
  const { blob, facts } = candidate;
  const step = Math.max(1, Math.ceil(blob.pixels.length / mostProbes));
  let [middleX, middleY, count] = [0, 0, 0];
  for (let i = 0; i < blob.pixels.length; i += step, count++) {
    const x = blob.pixels[i]! % width;
    const y = Math.floor(blob.pixels[i]! / width);
    middleX += x;
    middleY += y;
    yield { candidate, x, y, isBeside: false };
  }
  const radius = Math.max(facts.lengthPx, facts.widthPx) / 2 + besidePx;
  for (let turn = 0; turn < 8; turn++) {
    const angle = (turn * Math.PI) / 4;
    const x = middleX / count + radius * Math.cos(angle);
    const y = middleY / count + radius * Math.sin(angle);
    yield { candidate, x, y, isBeside: true };
  }
}

/** The probes within the level, by the tile that they lie in; a tile's region takes in its halo. */
function groupByTile(
  level: LumaLevel,
  probes: readonly Probe[],
  { haloPx, sizeMultiple }: DamageNetwork,
): ReadonlyMap<Region, readonly Probe[]> {
  const isLarge = level.width * level.height > largePixels;
  const tileSide = isLarge ? tileSidePx.large : tileSidePx.usual;
  const columns = Math.ceil(level.width / tileSide);
  const halo = Math.ceil(haloPx / sizeMultiple) * sizeMultiple;
  const groups = new Map<number, { readonly region: Region; readonly inside: Probe[] }>();
  for (const probe of probes) {
    const [x, y] = [Math.round(probe.x), Math.round(probe.y)];
    if (x < 0 || y < 0 || x >= level.width || y >= level.height) continue;
    const [column, row] = [Math.floor(x / tileSide), Math.floor(y / tileSide)];
    const key = row * columns + column;
    let group = groups.get(key);
    if (!group) {
      const fit = (start: number, whole: number) =>
        Math.ceil(Math.min(tileSide, whole - start) / sizeMultiple) * sizeMultiple + 2 * halo;
      const [left, top] = [column * tileSide, row * tileSide];
      const region = {
        x: left - halo,
        y: top - halo,
        width: fit(left, level.width),
        height: fit(top, level.height),
      };
      group = { region, inside: [] };
      groups.set(key, group);
    }
    group.inside.push(probe);
  }
  return new Map([...groups.values()].map(({ region, inside }) => [region, inside]));
}

/** Luma over the photo's tones; no colour: dust and scratches have none of their own that luma would not show. */
function readPlanes(
  level: LumaLevel,
  region: Region,
  { low, high }: { readonly low: number; readonly high: number },
): ImageTensor {
  const { width, height } = region;
  const planes = createImageTensor({ channels: 3, height, width });
  const { data } = cutTile(level, region, 0);
  const gain = 1 / (high - low);
  for (let i = 0; i < data.length; i++) {
    const tone = (data[i]! - low) * gain;
    planes.data[i] = 2 * Math.max(-overshoot, Math.min(1 + overshoot, tone)) - 1;
  }
  return planes;
}

function addAnswers(
  logits: Float32Array,
  region: Region,
  probes: readonly Probe[],
  sums: Map<Candidate, Sums>,
): void {
  const at = (x: number, y: number) => {
    const column = Math.max(0, Math.min(region.width - 1, x - region.x));
    const row = Math.max(0, Math.min(region.height - 1, y - region.y));
    return logits[row * region.width + column]!;
  };
  for (const { candidate, x: px, y: py, isBeside } of probes) {
    const [x, y] = [Math.round(px), Math.round(py)];
    const sum = sums.get(candidate) ?? {
      own: 0,
      ownCount: 0,
      damaged: 0,
      beside: 0,
      besideCount: 0,
    };
    sums.set(candidate, sum);
    const clip = (value: number) => Math.max(-largestLogit, Math.min(largestLogit, value));
    if (isBeside) {
      sum.beside += clip(at(x, y));
      sum.besideCount++;
      continue;
    }
    // The middle of a thin line is known to a pixel.
    const strongest = Math.max(at(x, y), at(x - 1, y), at(x + 1, y), at(x, y - 1), at(x, y + 1));
    sum.own += clip(strongest);
    sum.ownCount++;
    if (strongest > 0) sum.damaged++;
  }
}

function toneRange(statistics: LumaStatistics): { readonly low: number; readonly high: number } {
  const low = statistics.lumaAt(extremeFraction);
  const high = statistics.lumaAt(1 - extremeFraction);
  if (high - low >= smallestRange) return { low, high };
  const middle = (low + high) / 2;
  return { low: middle - smallestRange / 2, high: middle + smallestRange / 2 };
}
