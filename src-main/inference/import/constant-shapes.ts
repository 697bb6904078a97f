import { describeSizes } from './inspect-tensor';
import type { NetworkWalk } from './network-walk';

/** 1 GB of float32: more than any denoiser makes at once out of nothing. */
const LARGEST_MADE_ELEMENTS = 2n ** 28n;

/** Operators that make a tensor as large as one of their inputs says, and which input that is. */
const shapeInputs: Readonly<Record<string, number>> = {
  ConstantOfShape: 0,
  Expand: 1,
  Tile: 1,
  Resize: 3,
};

/** Inputs behind these are no shapes. */
export const MOST_SHAPE_INPUTS = 4;

/**
 * Sizes that a network asks for in so many words: a file of a hundred bytes can ask for gigabytes. Sizes that are computed
 * are known only when the network runs; what goes wrong then is told as its failure.
 */
export class ConstantShapes {
  readonly #walk: NetworkWalk;
  /** The largest by name: graphs inside graphs may use a name again. */
  readonly #known = new Map<string, readonly bigint[]>();
  readonly #asked: string[] = [];

  constructor(walk: NetworkWalk) {
    this.#walk = walk;
  }

  /** A list of whole numbers that is called `name` in the network. */
  know(name: string, numbers: readonly bigint[]): void {
    const known = this.#known.get(name);
    if (!known || elementsOf(known) < elementsOf(numbers)) this.#known.set(name, numbers);
  }

  /** An operator of the network, with the names of its inputs. */
  ask(operator: string, inputs: readonly string[]): void {
    const name = inputs[shapeInputs[operator] ?? -1];
    if (name) this.#asked.push(name);
  }

  /** Constants may come after the operators that use them, so this is for the end. @throws EngineError 'prior' */
  check(): void {
    for (const name of this.#asked) {
      const numbers = this.#known.get(name) ?? [];
      if (elementsOf(numbers) <= LARGEST_MADE_ELEMENTS) continue;
      throw this.#walk.refusal(
        `makes a tensor of ${describeSizes(numbers)} elements; export it for ordinary pictures`,
      );
    }
  }
}

function elementsOf(numbers: readonly bigint[]): bigint {
  return numbers.reduce((product, side) => (side > 0n ? product * side : product), 1n);
}
