/**
 * The least of a writer for ONNX files: enough of the protocol buffer messages of onnx.proto (ModelProto, GraphProto,
 * NodeProto, TensorProto, ValueInfoProto) to build networks of a few nodes in tests.
 */

/** Element types of onnx.proto's TensorProto.DataType. */
const elementTypes = { float32: 1, int64: 7 } as const;

/** Type and shape of an input or output; a name instead of a size leaves that side free. */
export interface OnnxValue {
  readonly name: string;
  readonly type: keyof typeof elementTypes;
  readonly shape: readonly (number | string)[];
}

/** One operator; attributes are integers or lists of integers. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whose operator it is; the standard's where absent. */
  readonly domain?: string;
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** A constant tensor; the values' own class is its element type. */
export interface OnnxConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
  /** A file that holds the values instead. */
  readonly externalFile?: string;
}

/** A whole network. */
export interface OnnxGraph {
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly nodes: readonly OnnxNode[];
  readonly constants?: readonly OnnxConstant[];
}

/** The bytes of an .onnx file, opset 17. */
export function writeOnnx(graph: OnnxGraph): Buffer {
  return Buffer.concat([
    integer(1, 8), // ir_version
    message(8, integer(2, 17)), // opset_import.version
    message(
      7,
      ...graph.nodes.map((node) => message(1, ...nodeFields(node))),
      text(2, 'graph'),
      ...(graph.constants ?? []).map((constant) => message(5, ...constantFields(constant))),
      ...graph.inputs.map((value) => message(11, ...valueFields(value))),
      ...graph.outputs.map((value) => message(12, ...valueFields(value))),
    ),
  ]);
}

function nodeFields({ operator, inputs, outputs, domain, attributes = {} }: OnnxNode): Buffer[] {
  return [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, operator),
    ...(domain === undefined ? [] : [text(7, domain)]),
    ...Object.entries(attributes).map(([name, value]) =>
      typeof value === 'number'
        ? message(5, text(1, name), integer(3, value), integer(20, 2))
        : message(5, text(1, name), ...value.map((item) => integer(8, item)), integer(20, 7)),
    ),
  ];
}

function constantFields({ name, shape, values, externalFile }: OnnxConstant): Buffer[] {
  const type = values instanceof Float32Array ? 'float32' : 'int64';
  return [
    ...shape.map((size) => integer(1, size)),
    integer(2, elementTypes[type]),
    text(8, name),
    ...(externalFile === undefined
      ? [bytes(9, Buffer.from(values.buffer, values.byteOffset, values.byteLength))]
      : [message(13, text(1, 'location'), text(2, externalFile)), integer(14, 1)]),
  ];
}

function valueFields({ name, type, shape }: OnnxValue): Buffer[] {
  const sides = shape.map((size) =>
    message(1, typeof size === 'number' ? integer(1, size) : text(2, size)),
  );
  const tensorType = message(1, integer(1, elementTypes[type]), message(2, ...sides));
  return [text(1, name), message(2, tensorType)];
}

function integer(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function bytes(field: number, content: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
}

function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value, 'utf8'));
}

function message(field: number, ...fields: Buffer[]): Buffer {
  return bytes(field, Buffer.concat(fields));
}

/** Base 128, low group first; negative numbers, which onnx.proto would write in ten bytes, do not occur. */
function varint(value: number): Buffer {
  const groups: number[] = [];
  let rest = value;
  while (rest >= 128) {
    groups.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  groups.push(rest);
  return Buffer.from(groups);
}
