import { EngineError } from '../../engine/errors';
import type { SigmaRange } from '../../engine/prior/prior';
import type { ImageTensor } from '../../engine/tensor/image-tensor';
import { createAdapter } from '../network-adapter';
import type { NetworkSession } from '../onnx-runtime';
import { shortenOrtMessage } from '../ort-errors';
import type { PriorManifest } from '../prior-manifest';
import { cleanTestPicture } from '../test-picture';
import { addNoise, createAsk, type Ask } from './ask';
import { measureContext, type MeasuredContext } from './measure-context';
import { refusal } from './network-walk';
import { levelsFor, noiseRangeOf, type LevelRest } from './noise-range';

/** Sides that a network may insist on multiples of. */
const SIZE_MULTIPLES = [1, 2, 4, 8, 16, 32, 64] as const;
/** Side of the picture on which a network is timed and shows whether it denoises. */
export const TRIED_SIDE_PX = 128;
/**
 * The window's engine says nothing while a call lasts, and is ended as hung after half a minute without a sign of life. The
 * largest tile of a repair that nobody has made larger, 384 x 384 px, has nine times as many pixels: 27 s at most.
 */
export const LONGEST_CALL_MS = 3000;

/** What was found out about a network by asking it. */
export interface Calibration extends MeasuredContext {
  readonly sizeMultiple: number;
  readonly sigmaRange: SigmaRange;
  /** Share of the noise that is left in the answer, a noise level. */
  readonly rest: readonly LevelRest[];
  /** The shortest call about a picture of `TRIED_SIDE_PX` x `TRIED_SIDE_PX`, milliseconds. */
  readonly callMs: number;
}

/**
 * Asks a network about a made-up picture at many noise levels: whether it denoises and where, which sizes it takes, how long
 * it takes, and how far from a cut its answers are the whole picture's.
 * @param clock milliseconds of a clock that never goes back
 * @throws EngineError 'prior', one sentence on why it is of no use
 */
export async function calibrate(
  session: NetworkSession,
  adapter: PriorManifest['adapter'],
  file: string,
  clock: () => number = () => performance.now(),
): Promise<Calibration> {
  const ask = createAsk(session, createAdapter(adapter));
  const sizeMultiple = await findSizeMultiple(ask, file);
  const clean = cleanTestPicture(TRIED_SIDE_PX, TRIED_SIDE_PX);
  const levels = levelsFor(adapter);
  const rest: LevelRest[] = [];
  let callMs = Infinity;
  for (const sigma of levels.sigmas) {
    const noisy = addNoise(clean, sigma);
    const startMs = clock();
    const answer = await ask(noisy, sigma);
    // What else the computer does only ever adds time.
    callMs = Math.min(callMs, clock() - startMs);
    expectUsableTime(callMs, file);
    rest.push({ sigma, rest: rms(answer, clean.data) / sigma });
  }
  const sigmaRange = noiseRangeOf(rest, levels, contrastOf(clean), file);
  const context = await measureContext(ask, sigmaRange, file);
  return { ...context, sizeMultiple, sigmaRange, rest, callMs };
}

function expectUsableTime(callMs: number, file: string): void {
  if (callMs <= LONGEST_CALL_MS) return;
  const [taken, most] = [Math.ceil(callMs / 100) / 10, LONGEST_CALL_MS / 1000];
  throw refusal(
    file,
    `took ${taken} s for a picture of ${TRIED_SIDE_PX} x ${TRIED_SIDE_PX} px, and a repair asks dozens of times about larger ones; use one that takes ${most} s at most`,
  );
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

/** Not a number where an answer holds one that is none: such a level is never known. */
function rms(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum / a.length);
}

/** How far a picture is from one colour, its mean, rms: what an answer that shows nothing of it is off by. */
function contrastOf({ data }: ImageTensor): number {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  return rms(data, new Float32Array(data.length).fill(mean));
}
