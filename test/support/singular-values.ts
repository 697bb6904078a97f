/** M = U diag(values) V^T of a square matrix: columns of U and V as arrays, singular values falling. */
export interface SingularValues {
  readonly left: readonly Float64Array[];
  readonly values: readonly number[];
  readonly right: readonly Float64Array[];
}

const dot = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

function rotate(a: Float64Array, b: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < a.length; i++) {
    const first = a[i]!;
    const second = b[i]!;
    a[i] = cosine * first - sine * second;
    b[i] = sine * first + cosine * second;
  }
}

/** One-sided Jacobi (Hestenes 1958): rotates pairs of columns until all are orthogonal; for small matrices of full rank. */
export function decompose(matrix: readonly Float64Array[]): SingularValues {
  const size = matrix.length;
  const columns = matrix.map((_, j) => Float64Array.from(matrix, (row) => row[j]!));
  const right = matrix.map((_, j) => Float64Array.from(matrix, (_row, i) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 30; sweep++) {
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const inner = dot(columns[p]!, columns[q]!);
        if (inner === 0) continue;
        const zeta = (dot(columns[q]!, columns[q]!) - dot(columns[p]!, columns[p]!)) / (2 * inner);
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        rotate(columns[p]!, columns[q]!, cosine, cosine * tangent);
        rotate(right[p]!, right[q]!, cosine, cosine * tangent);
      }
    }
  }
  const length = (column: Float64Array) => Math.sqrt(dot(column, column));
  const order = columns.map((_, j) => j).sort((a, b) => length(columns[b]!) - length(columns[a]!));
  return {
    left: order.map((j) => columns[j]!.map((value) => value / length(columns[j]!))),
    values: order.map((j) => length(columns[j]!)),
    right: order.map((j) => right[j]!),
  };
}
