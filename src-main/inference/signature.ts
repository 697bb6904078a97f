import { EngineError } from '../engine/errors';
import type { NetworkSession } from './onnx-runtime';

/** What a network must call, type and shape one of its inputs or outputs; null = any size, as for the batch or a side. */
export interface TensorSignature {
  readonly name: string;
  readonly type: 'float32' | 'int64';
  readonly shape: readonly (number | null)[];
}

type ValueMetadata = NetworkSession['inputMetadata'][number];

/**
 * Compares the network in `file` with what its manifest promises.
 * @throws EngineError 'prior' that names the first difference.
 */
export function checkSignature(
  session: NetworkSession,
  expected: { inputs: readonly TensorSignature[]; output: TensorSignature },
  file: string,
): void {
  checkValues(session.inputMetadata, expected.inputs, 'input', file);
  checkValues(session.outputMetadata, [expected.output], 'output', file);
}

function checkValues(
  actual: readonly ValueMetadata[],
  expected: readonly TensorSignature[],
  kind: string,
  file: string,
): void {
  const found = actual.map(describeValue).join(', ') || 'none';
  const wanted = expected.map((signature) => describeSignature(signature)).join(', ');
  const fits = expected.every((signature) =>
    matches(
      signature,
      actual.find(({ name }) => name === signature.name),
    ),
  );
  // Another output is harmless: it is not asked for. Another input is not: it would have no value.
  if (fits && (kind === 'output' || actual.length === expected.length)) return;
  throw new EngineError(
    'prior',
    `The network in ${file} does not fit its manifest (${kind}: expected ${wanted}; found ${found}); use the weights that belong to the manifest or correct it.`,
  );
}

function matches(expected: TensorSignature, actual: ValueMetadata | undefined): boolean {
  if (!actual?.isTensor || actual.type !== expected.type) return false;
  if (actual.shape.length !== expected.shape.length) return false;
  return expected.shape.every((size, axis) => {
    const actualSize = actual.shape[axis];
    // A side fixed in the graph would refuse every other size.
    return size === null
      ? typeof actualSize === 'string' || (axis === 0 && actualSize === 1)
      : actualSize === size;
  });
}

function describeSignature({ name, type, shape }: TensorSignature): string {
  return `${name} ${type}[${shape.map((size) => size ?? 'any').join(', ')}]`;
}

function describeValue(value: ValueMetadata): string {
  return value.isTensor ? `${value.name} ${value.type}[${value.shape.join(', ')}]` : value.name;
}
