/** Protocol buffer messages of onnx.proto in whatever shape a stranger may write them. */

/** A number; negative ones as their complement of 64 bits. */
export function varint(value: number | bigint): Buffer {
  const groups: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest >= 128n) {
    groups.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return Buffer.from([...groups, Number(rest)]);
}

export const integer = (field: number, value: number | bigint): Buffer =>
  Buffer.concat([varint(field << 3), varint(value)]);

export const message = (field: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
};

export const text = (field: number, value: string): Buffer => message(field, Buffer.from(value));

/** A field whose key has `bits` that a reader of 32 bits does not see. */
export const withKeyBits = (bits: bigint, field: number, content: Buffer): Buffer =>
  Buffer.concat([varint(bits + BigInt((field << 3) | 2)), varint(content.length), content]);

/** A tensor called `name`: float32 where no other type is said. */
export const tensor = (
  name: string,
  dims: readonly (number | bigint)[],
  ...parts: readonly Buffer[]
): Buffer =>
  Buffer.concat([...dims.map((side) => integer(1, side)), integer(2, 1), text(8, name), ...parts]);

/** Elements in another file. */
export const elsewhere: readonly Buffer[] = [
  message(13, text(1, 'location'), text(2, 'secret.bin')),
  integer(14, 1),
];

export const node = (
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  ...attributes: readonly Buffer[]
): Buffer =>
  Buffer.concat([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, operator),
    ...attributes.map((attribute) => message(5, attribute)),
  ]);

/** A declared input of one type and shape. */
export const value = (name: string, dims: readonly (number | bigint)[]): Buffer => {
  const sides = dims.map((side) => message(1, integer(1, side)));
  return Buffer.concat([
    text(1, name),
    message(2, message(1, integer(1, 1), message(2, ...sides))),
  ]);
};

/** A model whose graph has these fields, after `extra` ones of its own. */
export const model = (graph: readonly Buffer[], ...extra: readonly Buffer[]): Buffer =>
  Buffer.concat([
    integer(1, 8),
    message(8, integer(2, 17)),
    ...extra,
    message(7, ...graph, text(2, 'g')),
  ]);
