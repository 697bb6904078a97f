import type { SigmaRange } from '../../engine/prior/prior';
import type { ImageTensor } from '../../engine/tensor/image-tensor';
import { cleanTestPicture } from '../test-picture';
import { addNoise, type Ask } from './ask';
import { refusal } from './network-walk';

/** The cut begins and ends on the grid of every multiple that a network may insist on. */
const SIDE_PX = 576;
const CUT_PX = 320;
const STEP_PX = 8;
const LARGEST_HALO_PX = 128;
const SIGMAS = [0.3, 0.1] as const;
/** How much darker the middle of each edge is than the middle of the picture, in [-1, 1] units. */
const DARKENING = 0.15;
/** In [-1, 1] units: no difference that can be seen, and at most one step of 8 bits. The shipped prior is held to the same. */
const LARGEST_RMS = 1e-3;
const LARGEST_DIFFERENCE = 2 / 255;
const CRITERION = `The middle ${CUT_PX} x ${CUT_PX} cut out of a made-up ${SIDE_PX} x ${SIDE_PX} picture, sigma ${[...SIGMAS].reverse().join(' and ')}, or the largest of its range where that is less: from so far inside the cut on, the answers differ by rms < 1e-3 and at most one 8-bit step (2/255).`;
const SEAMS = 'so seams may show where a repair is wider than one window';
const LOOKS_FAR = `This network looks farther than ${LARGEST_HALO_PX} px around each pixel, perhaps at the whole picture, ${SEAMS}.`;

/** How far from a cut the answers of a network are the whole picture's. */
export interface MeasuredContext {
  readonly haloPx: number;
  /** How it was measured, and what came of it. */
  readonly haloCriterion: string;
  /** One sentence, where `haloPx` is the most there is and not enough, or not known to be. */
  readonly warning?: string;
}

/**
 * Asks about a picture and about its middle alone. Networks that look at the whole picture (statistics over all of it,
 * attention) are none the worse for a repair of one window, so that they get the largest context and a warning.
 * @throws EngineError 'prior' where an answer holds values that are no numbers
 */
export async function measureContext(
  ask: Ask,
  { max }: SigmaRange,
  file: string,
): Promise<MeasuredContext> {
  let haloPx = 0;
  for (const sigma of SIGMAS) {
    // A repair never asks beyond the range: what the network answers there says nothing.
    const needed = await contextAt(ask, Math.min(sigma, max), file);
    if (needed === undefined) return atMost(LOOKS_FAR);
    haloPx = Math.max(haloPx, needed);
  }
  return { haloPx, haloCriterion: CRITERION };
}

function atMost(warning: string): MeasuredContext {
  return { haloPx: LARGEST_HALO_PX, haloCriterion: `${CRITERION} ${warning}`, warning };
}

/** Least distance from the cut from which on inwards no difference counts; undefined where the largest is not enough. */
async function contextAt(ask: Ask, sigma: number, file: string): Promise<number | undefined> {
  const whole = addNoise(darkenedTowardsEdges(cleanTestPicture(SIDE_PX, SIDE_PX)), sigma);
  const answer = cutMiddle({ ...whole, data: await ask(whole, sigma) });
  const partAnswer = await ask(cutMiddle(whole), sigma);
  if (![answer.data, partAnswer].every((data) => data.every(Number.isFinite))) {
    throw refusal(
      file,
      `answers with values that are no numbers about a picture of ${SIDE_PX} x ${SIDE_PX} px; export it again`,
    );
  }
  const rings = ringsOf(answer.data, partAnswer);
  let needed: number | undefined;
  const inwards: Ring = { count: 0, squares: 0, largest: 0 };
  for (let ring = rings.length - 1; ring >= 0; ring--) {
    const { count, squares, largest } = rings[ring]!;
    inwards.count += count;
    inwards.squares += squares;
    inwards.largest = Math.max(inwards.largest, largest);
    const distancePx = ring * STEP_PX;
    if (distancePx > LARGEST_HALO_PX) continue;
    if (!isNegligible(inwards)) break;
    needed = distancePx;
  }
  return needed;
}

/** Differences between two pictures over some of their pixels. */
interface Ring {
  count: number;
  squares: number;
  largest: number;
}

function isNegligible({ count, squares, largest }: Ring): boolean {
  return Math.sqrt(squares / count) < LARGEST_RMS && largest <= LARGEST_DIFFERENCE;
}

/** Differences by distance from the cut, a ring of `STEP_PX` after another, the outermost first. */
function ringsOf(answer: Float32Array, partAnswer: Float32Array): Ring[] {
  const rings = Array.from({ length: CUT_PX / 2 / STEP_PX }, () => ({
    count: 0,
    squares: 0,
    largest: 0,
  }));
  for (let i = 0; i < answer.length; i++) {
    const x = i % CUT_PX;
    const y = Math.floor(i / CUT_PX) % CUT_PX;
    const distancePx = Math.min(x, y, CUT_PX - 1 - x, CUT_PX - 1 - y);
    const ring = rings[Math.floor(distancePx / STEP_PX)]!;
    const difference = Math.abs(answer[i]! - partAnswer[i]!);
    ring.count += 1;
    ring.squares += difference ** 2;
    ring.largest = Math.max(ring.largest, difference);
  }
  return rings;
}

/** As in many photographs, the middle is not like the whole: statistics over all of a picture change with the cut. */
function darkenedTowardsEdges(picture: ImageTensor): ImageTensor {
  const { height, width } = picture;
  const data = picture.data.map((value, i) => {
    const x = (2 * (i % width)) / width - 1;
    const y = (2 * (Math.floor(i / width) % height)) / height - 1;
    return value - DARKENING * (x * x + y * y);
  });
  return { ...picture, data };
}

function cutMiddle({ channels, width, data }: ImageTensor): ImageTensor {
  const offset = (SIDE_PX - CUT_PX) / 2;
  const out = new Float32Array(channels * CUT_PX ** 2);
  for (let row = 0; row < channels * CUT_PX; row++) {
    const channel = Math.floor(row / CUT_PX);
    const from = (channel * SIDE_PX + (row % CUT_PX) + offset) * width + offset;
    out.set(data.subarray(from, from + CUT_PX), row * CUT_PX);
  }
  return { channels, height: CUT_PX, width: CUT_PX, data: out };
}
