import {
  float32,
  MOST_CONSTANT_NUMBERS,
  unpackNumbers,
  type ConstantNumbers,
} from './constant-numbers';
import type { NetworkWalk } from './network-walk';
import { LONGEST_VARINT_BYTES, signed, type ProtobufField } from './protobuf-walker';

// Field numbers of onnx.proto, AttributeProto.
const REAL = 2;
const INTEGER = 3;
const REALS = 7;
const INTEGERS = 8;

/** An attribute of an operator: its numbers, or those of its tensor. */
export interface NumberAttribute {
  readonly name: string;
  readonly numbers: ConstantNumbers;
}

/** The numbers that a field of an attribute holds; none where it is a tensor, a text or a graph. */
export async function numbersOfField(
  walk: NetworkWalk,
  field: ProtobufField,
): Promise<ConstantNumbers> {
  const { number } = field;
  if (number === INTEGER || number === INTEGERS) {
    if ('value' in field) return [Number(signed(field.value))];
    if (!('start' in field)) return [];
    // Every number takes a byte at least, and ten at most.
    const isShort = field.end - field.start <= LONGEST_VARINT_BYTES * MOST_CONSTANT_NUMBERS;
    return isShort ? (await walk.numbers(field)).map(Number) : 'many';
  }
  if (number === REAL || number === REALS) {
    if ('real' in field) return [field.real];
    if (!('start' in field)) return [];
    const isShort = field.end - field.start <= float32.bytes * MOST_CONSTANT_NUMBERS;
    return isShort ? unpackNumbers(float32, await walk.bytes(field)) : 'many';
  }
  return [];
}

/** One list after another. */
export function joinNumbers(first: ConstantNumbers, second: ConstantNumbers): ConstantNumbers {
  if (first === 'many' || second === 'many') return 'many';
  const all = [...first, ...second];
  return all.length > MOST_CONSTANT_NUMBERS ? 'many' : all;
}
