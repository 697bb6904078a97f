/** Numbers that stand in a network file, as it means them. */
export type ConstantNumbers = readonly number[] | 'many';

/** Longer lists say nothing of sizes: two numbers for each dimension of a tensor that has more of them than any has. */
export const MOST_CONSTANT_NUMBERS = 32;

/** One of the types of which operators take sizes. */
export interface NumberType {
  /** Bytes of one number, where it is written as it is. */
  readonly bytes: number;
  /** Field of TensorProto that lists such numbers, where they are not. */
  readonly listField: number;
  readonly read: (bytes: Buffer, at: number) => number;
}

export const float32: NumberType = {
  bytes: 4,
  listField: 4,
  read: (bytes, at) => bytes.readFloatLE(at),
};
const int16: NumberType = { bytes: 2, listField: 5, read: (bytes, at) => bytes.readInt16LE(at) };
const int32: NumberType = { bytes: 4, listField: 5, read: (bytes, at) => bytes.readInt32LE(at) };
const int64: NumberType = {
  bytes: 8,
  listField: 7,
  read: (bytes, at) => Number(bytes.readBigInt64LE(at)),
};
export const float64: NumberType = {
  bytes: 8,
  listField: 10,
  read: (bytes, at) => bytes.readDoubleLE(at),
};

/** By TensorProto.DataType. */
export const numberTypes: Readonly<Record<number, NumberType>> = {
  1: float32,
  5: int16,
  6: int32,
  7: int64,
  11: float64,
};

/** Numbers that were written one after another. */
export function unpackNumbers({ bytes: width, read }: NumberType, bytes: Buffer): number[] {
  return Array.from({ length: Math.floor(bytes.length / width) }, (_, i) => read(bytes, i * width));
}
