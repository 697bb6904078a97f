import { createInpaintingOperator } from '../../../engine/operators/inpainting';
import { ddnm } from '../../../engine/peers/ddnm';
import { ddrm } from '../../../engine/peers/ddrm';
import { diffPir } from '../../../engine/peers/diff-pir';
import type { ChannelRange, PeerProblem, PeerStep } from '../../../engine/peers/peer';
import { geometricSigmas } from '../../../engine/peers/sigma-levels';
import type { CancelSignal, Prior, SigmaRange } from '../../../engine/prior/prior';
import { createGaussianField } from '../../../engine/random/gaussian-field';
import { addToCanvas, createDamageCanvas } from '../../../engine/repair/damage-canvas';
import { cutHole } from '../../../engine/repair/damage-field';
import { fillHarmonic } from '../../../engine/repair/harmonic-fill';
import {
  denormalise,
  measureNormalisation,
  normalise,
  type Normalisation,
} from '../../../engine/repair/normalisation';
import { createImageTensor, shapeOf, type ImageTensor } from '../../../engine/tensor/image-tensor';
import { compositeRepair } from '../../../session/composite';
import { createPhotoSource } from '../../../session/photo-source';
import type { PhotoSamples } from '../../../../src-shared/model/photo';
import type { RepairSettings } from '../../../../src-shared/model/settings';
import type { BenchMethod, DamagedCase } from './bench-method';

/**
 * Highest noise level of the peers, chosen on four crops of other photographs (CBSD68) at 14 calls: 0.15 gives them up to
 * 0.2 dB more or less at less texture, 1 costs 0.1 to 0.8 dB and 3 costs 0.5 to 1.8 dB, as the calls then lie far apart.
 */
const sigmaStart = 0.3;
/** Lowest one: below it nothing is left to see in 8 bits. */
const sigmaEnd = 0.02;
const seed = 1;
const colours = [0, 1, 2] as const;

type Peer = (problem: PeerProblem, sigmas: readonly number[]) => AsyncGenerator<PeerStep>;

const peers: readonly { readonly name: string; readonly settings: string; readonly run: Peer }[] = [
  {
    name: 'diffpir',
    // The authors' choice for inpainting.
    settings: 'zeta 1, clipped to black and white',
    run: (problem, sigmas) => diffPir(problem, { sigmas, zeta: 1 }),
  },
  {
    name: 'ddrm',
    settings: 'eta 0.85, eta_b 1',
    run: (problem, sigmas) => ddrm(problem, { sigmas, eta: 0.85, etaB: 1 }),
  },
  {
    name: 'ddnm',
    settings: 'eta 0.85',
    run: (problem, sigmas) => ddnm(problem, { sigmas, eta: 0.85 }),
  },
];

/**
 * DiffPIR, DDRM and DDNM over the whole crop, from the same start, in the same normalised contrast as ours.
 * @param ends noise levels to begin and end with instead of the chosen ones
 */
export function peerMethods(
  calls: number,
  { min, max }: SigmaRange,
  ends: Partial<Pick<RepairSettings, 'noiseStart' | 'noiseEnd'>> = {},
): readonly BenchMethod[] {
  const from = Math.min(max, ends.noiseStart ?? sigmaStart);
  const to = Math.min(from, Math.max(min, ends.noiseEnd ?? sigmaEnd));
  const sigmas = geometricSigmas(from, to, calls);
  return peers.map(({ name, settings, run }) => ({
    name,
    family: name,
    calls,
    settings: `${calls} calls, sigma ${from} to ${to} geometric, ${settings}`,
    repair: (damaged, prior, signal) =>
      repairWithPeer((problem) => run(problem, sigmas), damaged, prior, signal),
  }));
}

/** The crop with the membrane over its holes: what every method but the published RED-Diff starts from. */
export function fillHoleHarmonically(damaged: DamagedCase): PhotoSamples {
  const { picture } = readFilled(damaged);
  return paste(damaged, picture);
}

async function repairWithPeer(
  run: (problem: PeerProblem) => AsyncGenerator<PeerStep>,
  damaged: DamagedCase,
  prior: Prior,
  signal: CancelSignal,
): Promise<PhotoSamples> {
  const { picture, hole, region } = readFilled(damaged);
  const normalisation = measureNormalisation(picture, hole);
  normalise(picture, normalisation, picture);
  const observedMask = createImageTensor(
    { ...shapeOf(picture), channels: 1 },
    Float32Array.from(hole, (isHole) => 1 - isHole),
  );
  const operator = createInpaintingOperator(shapeOf(picture), observedMask);
  const measurement = createImageTensor(shapeOf(picture));
  operator.forward(picture, measurement);
  const noise = createGaussianField(seed);
  const ranges = rangesOf(normalisation);
  const problem = { operator, measurement, prior, noise, region, ranges, signal };
  const steps = run({ ...problem, start: picture, measurementSigma: 0 });
  let estimate = picture;
  for await (const step of steps) estimate = step.estimate;
  const repaired = createImageTensor(shapeOf(picture));
  denormalise(estimate, normalisation, repaired);
  return paste(damaged, repaired);
}

/** Where normalisation puts black and white: beyond -1 and 1 as a rule, at which highlights and shadows would be cut off. */
function rangesOf({ means, gain }: Normalisation): readonly ChannelRange[] {
  return means.map((mean) => ({ black: (-1 - mean) * gain, white: (1 - mean) * gain }));
}

function readFilled({ damaged, damageMask }: DamagedCase) {
  const region = { x: 0, y: 0, width: damaged.width, height: damaged.height };
  const picture = createPhotoSource(damaged, damageMask, colours).readWindow(region);
  const hole = cutHole(damageMask, region);
  fillHarmonic(picture, hole, picture);
  return { picture, hole, region };
}

/** Rounds to 8 bits and pastes by the very code that finishes a person's repair. */
function paste({ damaged, damageMask }: DamagedCase, picture: ImageTensor): PhotoSamples {
  const region = { x: 0, y: 0, width: damaged.width, height: damaged.height };
  const canvas = createDamageCanvas(damageMask);
  addToCanvas(canvas, region, picture, new Float32Array(region.width * region.height).fill(1));
  return compositeRepair(damaged, damageMask, [{ triple: colours, canvas }]);
}
