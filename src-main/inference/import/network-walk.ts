import type { FileHandle } from 'node:fs/promises';
import { EngineError } from '../../engine/errors';
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
/** Dimensions of a tensor, or numbers of a shape: more than any operator takes. */
const MOST_NUMBERS = 16;

/** A field that is a message, a text or a list: its number and where its bytes lie. */
export type Message = Extract<ProtobufField, ByteRange>;

/** One look through a network file: reads its fields and counts over all its graphs. */
export class NetworkWalk {
  readonly #file: FileHandle;
  readonly #shownAs: string;
  #nodes = 0;
  #tensors = 0;

  /** @param shownAs the file that a person would look for */
  constructor(file: FileHandle, shownAs: string) {
    this.#file = file;
    this.#shownAs = shownAs;
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

  /** A few whole numbers of eight bytes each. */
  async wideNumbers(range: ByteRange): Promise<bigint[]> {
    const bytes = await readBytes(this.#file, range, 8 * MOST_NUMBERS);
    return Array.from({ length: bytes.length >> 3 }, (_, i) => bytes.readBigInt64LE(8 * i));
  }

  refusal(what: string): EngineError {
    return refusal(this.#shownAs, what);
  }
}

/** One sentence on what is wrong with a file; it ends with what to do, where something can be done. */
export function refusal(file: string, what: string, cause?: unknown): EngineError {
  return new EngineError('prior', `The network ${file} ${what}; nothing was added.`, { cause });
}
