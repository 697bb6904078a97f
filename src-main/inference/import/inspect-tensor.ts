import {
  float32,
  float64,
  MOST_CONSTANT_NUMBERS,
  numberTypes,
  unpackNumbers,
  type ConstantNumbers,
  type NumberType,
} from './constant-numbers';
import { LONGEST_VARINT_BYTES, signed } from './protobuf-walker';
import type { Message, NetworkWalk } from './network-walk';

// Field numbers of onnx.proto, TensorProto.
const DIMS = 1;
const DATA_TYPE = 2;
const FLOAT_DATA = 4;
const INT32_DATA = 5;
const STRING_DATA = 6;
const INT64_DATA = 7;
const NAME = 8;
const RAW_DATA = 9;
const DOUBLE_DATA = 10;
const UINT64_DATA = 11;
const EXTERNAL_DATA = 13;
const DATA_LOCATION = 14;

/** Bytes of an element by TensorProto.DataType: none, float32, uint8, int8, uint16, ... to types of half a byte. */
const elementBytes = [
  0.25, 4, 1, 1, 2, 2, 4, 8, 1, 1, 2, 8, 4, 8, 8, 16, 2, 1, 1, 1, 1, 0.5, 0.5, 0.5, 1,
] as const;
/** What is assumed of types that are newer than this list. */
const SMALLEST_ELEMENT_BYTES = elementBytes[0];

const MOST_DIMENSIONS = 16;
const LARGEST_SIDE = 2n ** 31n;

/** What was seen of a tensor. */
export interface InspectedTensor {
  readonly name: string;
  /** Its numbers, where operators take sizes of their type. */
  readonly numbers?: ConstantNumbers;
}

/** What has been read of a tensor so far. */
interface Parts {
  name: string;
  type: number;
  readonly dims: bigint[];
  /** Elements that the lists can hold at most. */
  listed: number;
  raw?: Message;
  /** The first numbers of each list, by its field: the library takes the one that belongs to the type. */
  readonly lists: Map<number, number[]>;
}

/**
 * Looks through a tensor: its elements lie in the file, all of them, so that none of its sizes makes the library take more
 * memory than the file has bytes.
 * @throws EngineError 'prior', RangeError
 */
export async function inspectTensor(walk: NetworkWalk, tensor: Message): Promise<InspectedTensor> {
  walk.countTensor();
  const parts: Parts = { name: '', type: 0, dims: [], listed: 0, lists: new Map() };
  for await (const field of walk.fields(tensor)) {
    if ('start' in field) await readMessage(walk, field, parts);
    else if ('value' in field) readNumber(walk, field, parts);
    else readFixed(field, parts);
    if (parts.dims.length > MOST_DIMENSIONS)
      throw walk.refusal('has absurdly many dimensions; export it again');
  }
  const count = countElements(walk, parts.dims);
  const size = elementBytes[parts.type] ?? SMALLEST_ELEMENT_BYTES;
  const rawBytes = parts.raw ? parts.raw.end - parts.raw.start : 0;
  // A list of small elements packs several of them into a number.
  const listed = parts.listed * Math.max(1, 1 / size);
  if (count > Math.max(rawBytes / size, listed)) {
    throw walk.refusal(
      `names a tensor of ${describeSizes(parts.dims)} whose elements are not in the file; export it again`,
    );
  }
  const { name } = parts;
  const numbers = await numbersOf(walk, parts, count);
  return { name, ...(numbers && { numbers }) };
}

async function numbersOf(
  walk: NetworkWalk,
  { type, raw, lists }: Parts,
  count: number,
): Promise<ConstantNumbers | undefined> {
  const numberType = numberTypes[type];
  if (!numberType) return undefined;
  if (count > MOST_CONSTANT_NUMBERS) return 'many';
  if (!raw) return lists.get(numberType.listField)?.slice(0, count) ?? [];
  const end = Math.min(raw.end, raw.start + count * numberType.bytes);
  return unpackNumbers(numberType, await walk.bytes({ start: raw.start, end }));
}

/** @throws EngineError 'prior' for a side that no tensor has */
export function checkSide(walk: NetworkWalk, side: bigint): void {
  if (side < 0n || side > LARGEST_SIDE) {
    throw walk.refusal(`names a tensor with a side of ${side}; export it again`);
  }
}

/** Sizes as they are written: 3 x 64 x 64. */
export function describeSizes(sizes: readonly (bigint | number)[]): string {
  return sizes.join(' x ') || 'one element';
}

async function readMessage(walk: NetworkWalk, field: Message, parts: Parts): Promise<void> {
  const length = field.end - field.start;
  switch (field.number) {
    case DIMS:
      parts.dims.push(...(await walk.numbers(field)));
      break;
    case NAME:
      parts.name = await walk.text(field);
      break;
    case RAW_DATA:
      parts.raw = field;
      break;
    case FLOAT_DATA:
      parts.listed += length / 4;
      await keepPacked(walk, field, float32, parts);
      break;
    case DOUBLE_DATA:
      parts.listed += length / 8;
      await keepPacked(walk, field, float64, parts);
      break;
    case INT64_DATA:
    case INT32_DATA:
      parts.listed += length;
      if (length <= MOST_CONSTANT_NUMBERS * LONGEST_VARINT_BYTES) {
        for (const value of await walk.numbers(field)) keepWhole(parts, field.number, value);
      }
      break;
    case UINT64_DATA:
      parts.listed += length;
      break;
    case STRING_DATA:
      parts.listed += 1;
      break;
    case EXTERNAL_DATA:
      throw keptElsewhere(walk);
  }
}

function readNumber(
  walk: NetworkWalk,
  { number, value }: { readonly number: number; readonly value: bigint },
  parts: Parts,
): void {
  switch (number) {
    case DIMS:
      parts.dims.push(signed(value));
      break;
    case DATA_TYPE:
      parts.type = Number(value);
      break;
    case INT64_DATA:
    case INT32_DATA:
      keepWhole(parts, number, value);
      parts.listed += 1;
      break;
    case UINT64_DATA:
      parts.listed += 1;
      break;
    case EXTERNAL_DATA:
      throw keptElsewhere(walk);
    case DATA_LOCATION:
      if (value !== 0n) throw keptElsewhere(walk);
      break;
  }
}

function readFixed(
  { number, real }: { readonly number: number; readonly real: number },
  parts: Parts,
): void {
  if (number !== FLOAT_DATA && number !== DOUBLE_DATA) return;
  keep(parts, number, real);
  parts.listed += 1;
}

/** A list in one field may say sizes; longer ones are weights. */
async function keepPacked(
  walk: NetworkWalk,
  field: Message,
  numberType: NumberType,
  parts: Parts,
): Promise<void> {
  if (field.end - field.start > MOST_CONSTANT_NUMBERS * numberType.bytes) return;
  const values = unpackNumbers(numberType, await walk.bytes(field));
  for (const value of values) keep(parts, field.number, value);
}

/** Keeps what the library does: 32 bits of a number in the one list, 64 in the other. */
function keepWhole(parts: Parts, field: number, value: bigint): void {
  keep(parts, field, Number(BigInt.asIntN(field === INT32_DATA ? 32 : 64, value)));
}

function keep({ lists }: Parts, field: number, value: number): void {
  const list = lists.get(field) ?? [];
  if (list.length < MOST_CONSTANT_NUMBERS) list.push(value);
  lists.set(field, list);
}

function countElements(walk: NetworkWalk, dims: readonly bigint[]): number {
  for (const side of dims) checkSide(walk, side);
  return Number(dims.reduce((product, side) => product * side, 1n));
}

function keptElsewhere(walk: NetworkWalk) {
  return walk.refusal('keeps weights in other files; export it as one file');
}
