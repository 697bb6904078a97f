import { EngineError } from '../../engine/errors';
import type { ByteSource } from './paged-file';
import {
  readBytes,
  readText,
  unpackVarints,
  walkFields,
  type ByteRange,
  type ProtobufField,
} from './protobuf-walker';

const MOST_NODES = 100_000;
const MOST_TENSORS = 100_000;
const LONGEST_NAME_BYTES = 1024;
/** Dimensions of a tensor, or two numbers for each: more than any operator takes. */
const MOST_NUMBERS = 32;

/** A field that is a message, a text or a list: its number and where its bytes lie. */
export type Message = Extract<ProtobufField, ByteRange>;

/** How a file that is refused is told of. */
export interface RefusalTerms {
  /** The file that a person would look for. */
  readonly shownAs: string;
  /** What was done about it. */
  readonly outcome: string;
}

/** One look through a network file: reads its fields and counts over all its graphs. */
export class NetworkWalk {
  readonly #file: ByteSource;
  readonly #terms: RefusalTerms;
  #nodes = 0;
  #tensors = 0;

  constructor(file: ByteSource, terms: RefusalTerms) {
    this.#file = file;
    this.#terms = terms;
  }

  countNode(): void {
    this.#nodes += 1;
    if (this.#nodes > MOST_NODES) throw this.refusal('has absurdly many operators');
  }

  countTensor(): void {
    this.#tensors += 1;
    if (this.#tensors > MOST_TENSORS) throw this.refusal('has absurdly many tensors');
  }

  fields(range: ByteRange): AsyncGenerator<ProtobufField> {
    return walkFields(this.#file, range);
  }

  /** The fields that have bytes of their own. */
  async *messages(range: ByteRange): AsyncGenerator<Message> {
    for await (const field of this.fields(range)) {
      if ('start' in field) yield field;
    }
  }

  text(range: ByteRange): Promise<string> {
    return readText(this.#file, range, LONGEST_NAME_BYTES);
  }

  /** A few whole numbers of a list that is packed into one field. */
  async numbers(range: ByteRange): Promise<bigint[]> {
    return unpackVarints(await readBytes(this.#file, range, 10 * MOST_NUMBERS));
  }

  /** The bytes of a few numbers. */
  bytes(range: ByteRange): Promise<Buffer> {
    return readBytes(this.#file, range, 8 * MOST_NUMBERS);
  }

  refusal(what: string, cause?: unknown): EngineError {
    const { shownAs, outcome } = this.#terms;
    return refusal(shownAs, what, cause, outcome);
  }
}

/** What is done about a file that was to be added. */
export const NOTHING_ADDED = 'nothing was added';

/** One sentence on what is wrong with a file; `what` ends with what to do, where something can be done. */
export function refusal(
  file: string,
  what: string,
  cause?: unknown,
  outcome = NOTHING_ADDED,
): EngineError {
  return new EngineError('prior', `The network ${file} ${what}; ${outcome}.`, { cause });
}
