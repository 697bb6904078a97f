import type { RunStanding } from '../../engine/repair/run-start';
import type { IterationPicture } from '../layers/iteration-picture';

/** What a run had made after one of its iterations, and where it stood; enough to go on from there. */
export interface KeptState {
  /** Number of iterations before; 0 = the picture that the run began with. */
  readonly index: number;
  readonly picture: IterationPicture;
  readonly passes: readonly RunStanding[];
  readonly doneFraction: number;
}

/** The states of a run that can be looked at, kept or gone on from, in the order of their indexes. */
export class KeptStates {
  private states: KeptState[];

  /** @param first the state with index 0 */
  constructor(first: KeptState) {
    this.states = [first];
  }

  get newest(): KeptState {
    return this.states.at(-1)!;
  }

  /** Memory that they take. */
  get byteLength(): number {
    return this.states.reduce((sum, { picture }) => sum + pictureByteLength(picture), 0);
  }

  /** How many there are; gaps are left out. */
  get count(): number {
    return this.states.length;
  }

  add(state: KeptState): void {
    this.states.push(state);
  }

  /** The state with this index; where it had to make room, the last one before that is still there. */
  at(index: number): KeptState {
    return this.states.filter((state) => state.index <= index).at(-1) ?? this.states[0]!;
  }

  /** Forgets all states after an index. */
  forgetAfter(index: number): void {
    this.states = this.states.filter((state) => state.index <= index || state.index === 0);
  }

  /** Lets go of every other state, evenly over the whole run; the first and the newest stay. @returns false where none can go */
  thin(): boolean {
    if (this.states.length < 3) return false;
    const { newest } = this;
    this.states = this.states.filter((state, place) => place % 2 === 0 || state === newest);
    return true;
  }
}

/** Lets states go, of the run that holds most, until those of all runs fit into a budget of bytes. */
export function thinToFit(all: readonly KeptStates[], byteBudget: number): void {
  const total = () => all.reduce((sum, { byteLength }) => sum + byteLength, 0);
  while (total() > byteBudget) {
    const [largest] = [...all].sort((a, b) => b.byteLength - a.byteLength);
    if (!largest?.thin()) return;
  }
}

/** Bytes of a kept picture; what all states of a run share does not count. */
function pictureByteLength({ triples }: IterationPicture): number {
  return triples.reduce(
    (sum, { codes }) => sum + codes.reduce((bytes, { byteLength }) => bytes + byteLength, 0),
    0,
  );
}
