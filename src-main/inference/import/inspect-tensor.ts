import { signed } from './protobuf-walker';
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

const INT64 = 7;
/** Bytes of an element by TensorProto.DataType: none, float32, uint8, int8, uint16, ... to types of half a byte. */
const elementBytes = [
  0.25, 4, 1, 1, 2, 2, 4, 8, 1, 1, 2, 8, 4, 8, 8, 16, 2, 1, 1, 1, 1, 0.5, 0.5, 0.5, 1,
] as const;
/** What is assumed of types that are newer than this list. */
const SMALLEST_ELEMENT_BYTES = elementBytes[0];

const MOST_DIMENSIONS = 16;
const LARGEST_SIDE = 2n ** 31n;
/** Longer lists are weights, not shapes. */
const MOST_SHAPE_NUMBERS = 8;

/** What was seen of a tensor. */
export interface InspectedTensor {
  readonly name: string;
  /** Its numbers, where it may be a shape: a short list of whole numbers. */
  readonly numbers?: readonly bigint[];
}

/** What has been read of a tensor so far. */
interface Parts {
  name: string;
  type: number;
  readonly dims: bigint[];
  /** Elements that the lists can hold at most. */
  listed: number;
  raw?: Message;
  readonly int64Data: bigint[];
}

/**
 * Looks through a tensor: its elements lie in the file, all of them, so that none of its sizes makes the library take more
 * memory than the file has bytes.
 * @throws EngineError 'prior', RangeError
 */
export async function inspectTensor(walk: NetworkWalk, tensor: Message): Promise<InspectedTensor> {
  walk.countTensor();
  const parts: Parts = { name: '', type: 0, dims: [], listed: 0, int64Data: [] };
  for await (const field of walk.fields(tensor)) {
    if ('start' in field) await readMessage(walk, field, parts);
    else if ('value' in field) readNumber(walk, field, parts);
    else parts.listed += listedFixed(field);
    if (parts.dims.length > MOST_DIMENSIONS) throw walk.refusal('has absurdly many dimensions');
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
  if (parts.type !== INT64 || count > MOST_SHAPE_NUMBERS) return { name };
  const numbers = parts.raw ? await walk.wideNumbers(parts.raw) : parts.int64Data;
  return { name, numbers };
}

/** @throws EngineError 'prior' for a side that no tensor has */
export function checkSide(walk: NetworkWalk, side: bigint): void {
  if (side < 0n || side > LARGEST_SIDE) {
    throw walk.refusal(`names a tensor with a side of ${side}; export it again`);
  }
}

/** Sizes as they are written: 3 x 64 x 64. */
export function describeSizes(sizes: readonly bigint[]): string {
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
      break;
    case DOUBLE_DATA:
      parts.listed += length / 8;
      break;
    case INT64_DATA:
      if (length <= MOST_SHAPE_NUMBERS * 10) parts.int64Data.push(...(await walk.numbers(field)));
      parts.listed += length;
      break;
    case INT32_DATA:
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
      if (parts.int64Data.length < MOST_SHAPE_NUMBERS) parts.int64Data.push(signed(value));
      parts.listed += 1;
      break;
    case INT32_DATA:
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

function listedFixed({ number }: { readonly number: number }): number {
  return number === FLOAT_DATA || number === DOUBLE_DATA ? 1 : 0;
}

function countElements(walk: NetworkWalk, dims: readonly bigint[]): number {
  for (const side of dims) checkSide(walk, side);
  return Number(dims.reduce((product, side) => product * side, 1n));
}

function keptElsewhere(walk: NetworkWalk) {
  return walk.refusal('keeps weights in other files; export it as one file');
}
