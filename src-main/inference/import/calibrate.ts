import { EngineError } from '../../engine/errors';
import type { SigmaRange } from '../../engine/prior/prior';
import type { ImageTensor } from '../../engine/tensor/image-tensor';
import type { NetworkAdapter } from '../network-adapter';
import type { NetworkSession } from '../onnx-runtime';
import { shortenOrtMessage } from '../ort-errors';
import { cleanTestPicture, seededNoise } from '../test-picture';
import { refusal } from './network-walk';

/** Noise levels that are tried, in [-1, 1] units. */
const LEVELS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20] as const;
/** What every repair asks about; a network that does not denoise here is of no use. */
const NEEDED_LEVELS = [0.05, 0.1, 0.2] as const;
/**
 * A level counts as known where no more than this share is left of the noise, and of the picture's contrast: a network that
 * answers one colour for any picture leaves less than the noise as soon as that is strong.
 */
const LARGEST_REST = 0.8;
/** Sides that a network may insist on multiples of. */
const SIZE_MULTIPLES = [1, 2, 4, 8, 16, 32, 64] as const;
const SIDE_PX = 128;
/** The cut begins and ends on the grid of every one of these multiples. */
const HALO_SIDE_PX = 576;
const HALO_CUT_PX = 320;
const HALO_STEP_PX = 8;
const LARGEST_HALO_PX = 128;
const HALO_SIGMAS = [0.1, 0.3] as const;
/** Half a step of an 8-bit picture: the made-up picture holds less than a photograph. */
const HALO_TOLERANCE = 1 / 255;
/** How a halo was measured, as the manifest says it. */
export const HALO_CRITERION = `Cut ${HALO_CUT_PX} x ${HALO_CUT_PX} out of a made-up ${HALO_SIDE_PX} x ${HALO_SIDE_PX} picture, sigma ${HALO_SIGMAS.join(' and ')}, or the largest of its range where that is less: at most half an 8-bit step.`;
/** A network that takes so long for a small picture is none for an ordinary computer. */
const LONGEST_CALL_MS = 60_000;

/** What was found out about a network by asking it. */
export interface Calibration {
  readonly sizeMultiple: number;
  readonly haloPx: number;
  readonly sigmaRange: SigmaRange;
  /** Share of the noise that is left in the answer, a noise level. */
  readonly rest: readonly { readonly sigma: number; readonly rest: number }[];
}

/**
 * Asks a network about a made-up picture at many noise levels: whether it denoises and where, which sizes it takes, and how
 * far from a cut its answers are the whole picture's.
 * @throws EngineError 'prior', one sentence on why it is of no use
 */
export async function calibrate(
  session: NetworkSession,
  adapter: NetworkAdapter,
  file: string,
): Promise<Calibration> {
  const ask = askOf(session, adapter, file);
  const sizeMultiple = await findSizeMultiple(ask, file);
  const clean = cleanTestPicture(SIDE_PX, SIDE_PX);
  const rest: { sigma: number; rest: number }[] = [];
  for (const sigma of LEVELS) {
    const answer = await ask(addNoise(clean, sigma), sigma);
    rest.push({ sigma, rest: rms(answer, clean.data) / sigma });
  }
  const sigmaRange = rangeOf(rest, contrastOf(clean), file);
  return { sizeMultiple, haloPx: await findHalo(ask, sigmaRange, file), sigmaRange, rest };
}

type Ask = (x: ImageTensor, sigma: number) => Promise<Float32Array>;

function askOf(session: NetworkSession, adapter: NetworkAdapter, file: string): Ask {
  return async (x, sigma) => {
    const startMs = performance.now();
    const answer = Float32Array.from(await adapter.denoise(session, x, sigma));
    if (performance.now() - startMs > LONGEST_CALL_MS) {
      throw refusal(file, 'needs more than a minute for a small picture');
    }
    return answer;
  };
}

async function findSizeMultiple(ask: Ask, file: string): Promise<number> {
  let lastError: unknown;
  for (const multiple of SIZE_MULTIPLES) {
    const side = 64 + multiple;
    try {
      await ask(cleanTestPicture(side, 64), 0.1);
      return multiple;
    } catch (error) {
      if (error instanceof EngineError) throw error;
      // This size is not taken: the next one is coarser.
      lastError = error;
    }
  }
  const message = lastError instanceof Error ? lastError.message : String(lastError);
  throw refusal(
    file,
    `fails on every size of picture that was tried (${shortenOrtMessage(message)})`,
    lastError,
  );
}

/** The longest run of levels without a gap around those that repairs need. */
function rangeOf(rest: Calibration['rest'], contrast: number, file: string): SigmaRange {
  const knows = (sigma: number) => {
    const share = rest.find((level) => level.sigma === sigma)?.rest ?? Infinity;
    return share * sigma <= LARGEST_REST * Math.min(sigma, contrast);
  };
  if (!NEEDED_LEVELS.every(knows)) {
    throw refusal(file, 'does not take noise away at the levels that a repair asks about');
  }
  const middle = rest.findIndex(({ sigma }) => sigma === NEEDED_LEVELS[1]);
  let low = middle;
  let high = middle;
  while (low > 0 && knows(rest[low - 1]!.sigma)) low -= 1;
  while (high < rest.length - 1 && knows(rest[high + 1]!.sigma)) high += 1;
  return { min: rest[low]!.sigma, max: rest[high]!.sigma };
}

/** The distance from a cut beyond which an answer does not depend on what was cut off. */
async function findHalo(ask: Ask, { max }: SigmaRange, file: string): Promise<number> {
  const halos: number[] = [];
  // A repair never asks beyond the range: what the network answers there says nothing.
  for (const sigma of HALO_SIGMAS) halos.push(await haloAt(ask, Math.min(sigma, max)));
  const haloPx = Math.max(...halos);
  if (haloPx > LARGEST_HALO_PX) {
    throw refusal(file, 'answers differently as soon as a far part of the picture is cut off');
  }
  return Math.ceil(haloPx / HALO_STEP_PX) * HALO_STEP_PX;
}

async function haloAt(ask: Ask, sigma: number): Promise<number> {
  const whole = addNoise(cleanTestPicture(HALO_SIDE_PX, HALO_SIDE_PX), sigma);
  const offset = (HALO_SIDE_PX - HALO_CUT_PX) / 2;
  const answer = cut(await ask(whole, sigma), HALO_SIDE_PX, offset, HALO_CUT_PX);
  const part = {
    channels: 3,
    height: HALO_CUT_PX,
    width: HALO_CUT_PX,
    data: cut(whole.data, HALO_SIDE_PX, offset, HALO_CUT_PX),
  };
  const partAnswer = await ask(part, sigma);
  let haloPx = 0;
  for (let i = 0; i < answer.length; i++) {
    if (Math.abs(answer[i]! - partAnswer[i]!) < HALO_TOLERANCE) continue;
    const x = i % HALO_CUT_PX;
    const y = Math.floor(i / HALO_CUT_PX) % HALO_CUT_PX;
    haloPx = Math.max(haloPx, 1 + Math.min(x, y, HALO_CUT_PX - 1 - x, HALO_CUT_PX - 1 - y));
  }
  return haloPx;
}

function cut(data: Float32Array, side: number, offset: number, size: number): Float32Array {
  const out = new Float32Array(3 * size * size);
  for (let row = 0; row < 3 * size; row++) {
    const channel = Math.floor(row / size);
    const from = (channel * side + (row % size) + offset) * side + offset;
    out.set(data.subarray(from, from + size), row * size);
  }
  return out;
}

function addNoise(picture: ImageTensor, sigma: number): ImageTensor {
  const noise = seededNoise();
  return { ...picture, data: picture.data.map((value) => value + sigma * noise()) };
}

/** Not a number where an answer holds one that is none: such a level is never known. */
function rms(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum / a.length);
}

/** How far a picture is from one colour: what an answer that shows nothing of it is off by. */
function contrastOf({ data }: ImageTensor): number {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  return rms(data, new Float32Array(data.length).fill(mean));
}
