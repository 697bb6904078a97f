import type { NumberAttribute } from './attribute-numbers';
import type { ConstantNumbers } from './constant-numbers';
import { describeSizes } from './inspect-tensor';
import {
  elementsOf,
  PADS_ATTRIBUTE,
  padsInput,
  rangeInputs,
  sidesOfPads,
  sidesOfShape,
  sizeAttributes,
  sizeInputs,
  type LeastSides,
} from './made-sizes';
import type { NetworkWalk } from './network-walk';

/** 1 GB of float32: more than any denoiser makes at once out of nothing. */
const LARGEST_MADE_ELEMENTS = 2 ** 28;

/** What the constants of one name say at worst: graphs inside graphs may use a name again. */
interface KnownConstant {
  readonly shape: LeastSides;
  readonly pads: LeastSides;
  readonly lowest: number;
  readonly highest: number;
  /** Least distance from 0 that is not 0. */
  readonly leastStep: number;
}

/** An operator of the network. */
export interface AskingOperator {
  readonly operator: string;
  /** Names. */
  readonly inputs: readonly string[];
  readonly attributes: readonly NumberAttribute[];
}

/**
 * Sizes that a network asks for in so many words: a file of a hundred bytes can ask for gigabytes. Sizes that are computed
 * are known only when the network runs; what goes wrong then is told as its failure.
 */
export class ConstantShapes {
  readonly #walk: NetworkWalk;
  readonly #known = new Map<string, KnownConstant>();
  /** What has to be asked when all constants are known: they may come after the operators that use them. */
  readonly #checks: (() => void)[] = [];

  constructor(walk: NetworkWalk) {
    this.#walk = walk;
  }

  /** Numbers that are called `name` in the network. */
  know(name: string, numbers: ConstantNumbers): void {
    const [shape, pads] = [sidesOfShape(numbers), sidesOfPads(numbers)];
    const values = numbers === 'many' ? [] : numbers;
    const steps = values.map(Math.abs).filter((step) => step > 0);
    const before = this.#known.get(name);
    this.#known.set(name, {
      shape: larger(before?.shape, shape),
      pads: larger(before?.pads, pads),
      lowest: Math.min(before?.lowest ?? Infinity, ...values),
      highest: Math.max(before?.highest ?? -Infinity, ...values),
      leastStep: Math.min(before?.leastStep ?? Infinity, ...steps),
    });
  }

  /** @throws EngineError 'prior' where an attribute asks for too much; inputs are for `check` */
  ask({ operator, inputs, attributes }: AskingOperator): void {
    for (const { name, numbers } of attributes) {
      if (sizeAttributes[operator]?.includes(name)) {
        this.#expectSane(operator, sidesOfShape(numbers));
      }
      if (name === PADS_ATTRIBUTE) this.#expectSane(operator, sidesOfPads(numbers));
    }
    for (const index of sizeInputs[operator] ?? []) {
      this.#askLater(inputs[index], ({ shape }) => this.#expectSane(operator, shape));
    }
    if (operator === padsInput.operator) {
      this.#askLater(inputs[padsInput.input], ({ pads }) => this.#expectSane(operator, pads));
    }
    if (operator === rangeInputs.operator) {
      this.#checks.push(() => this.#expectSane(operator, [this.#lengthOfRange(inputs)]));
    }
  }

  /** @throws EngineError 'prior' where an operator asks for too much */
  check(): void {
    for (const check of this.#checks) check();
  }

  #askLater(name: string | undefined, check: (known: KnownConstant) => void): void {
    if (!name) return;
    this.#checks.push(() => {
      const known = this.#known.get(name);
      if (known) check(known);
    });
  }

  /** Numbers between two constants; 0 where one of them is computed. */
  #lengthOfRange(inputs: readonly string[]): number {
    const constant = (index: number) => this.#known.get(inputs[index] ?? '');
    const start = constant(rangeInputs.start);
    const end = constant(rangeInputs.end);
    const step = constant(rangeInputs.step);
    if (!start || !end || !step) return 0;
    // Upwards or downwards.
    const span = Math.max(end.highest - start.lowest, start.highest - end.lowest);
    return Math.max(0, span) / step.leastStep;
  }

  #expectSane(operator: string, sides: LeastSides): void {
    const elements = elementsOf(sides);
    if (elements <= LARGEST_MADE_ELEMENTS) return;
    const size = Number.isFinite(elements) ? describeSizes(sides) : 'absurdly many';
    throw this.#walk.refusal(
      `makes a tensor of ${size} elements with ${operator}; export it for ordinary pictures`,
    );
  }
}

function larger(before: LeastSides | undefined, sides: LeastSides): LeastSides {
  return before && elementsOf(before) > elementsOf(sides) ? before : sides;
}
