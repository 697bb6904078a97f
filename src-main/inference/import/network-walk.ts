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
/** Of all messages together: every node may have forty. In a file of 2 GB a billion would fit, at an hour's work. */
const MOST_FIELDS = 4_000_000;
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
  /** What can be done about it, where that is not to make another file. */
  readonly remedy?: string | undefined;
}

/** One look through a network file: reads its fields and counts over all its graphs. */
export class NetworkWalk {
  readonly #file: ByteSource;
  readonly #terms: RefusalTerms;
  #nodes = 0;
  #tensors = 0;
  #fieldsLeft: number;

  constructor(file: ByteSource, terms: RefusalTerms, mostFields = MOST_FIELDS) {
    this.#file = file;
    this.#terms = terms;
    this.#fieldsLeft = mostFields;
  }

  countNode(): void {
    this.#nodes += 1;
    if (this.#nodes > MOST_NODES)
      throw this.refusal('has absurdly many operators; export a smaller network');
  }

  countTensor(): void {
    this.#tensors += 1;
    if (this.#tensors > MOST_TENSORS)
      throw this.refusal('has absurdly many tensors; export a smaller network');
  }

  async *fields(range: ByteRange): AsyncGenerator<ProtobufField> {
    for await (const field of walkFields(this.#file, range)) {
      this.#fieldsLeft -= 1;
      if (this.#fieldsLeft < 0) throw this.refusal('has absurdly many fields; export it again');
      yield field;
    }
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
    return refusal(this.#terms.shownAs, what, cause, this.#terms);
  }
}

/** What is done about a file that was to be added. */
export const NOTHING_ADDED = 'nothing was added';

/** One sentence on what is wrong with a file; `what` ends with what to do, behind a semicolon. */
export function refusal(
  file: string,
  what: string,
  cause?: unknown,
  { outcome = NOTHING_ADDED, remedy }: Partial<RefusalTerms> = {},
): EngineError {
  const told = remedy === undefined ? what : what.replace(/(?:;[^;]*)?$/, `; ${remedy}`);
  return new EngineError('prior', `The network ${file} ${told}; ${outcome}.`, { cause });
}
