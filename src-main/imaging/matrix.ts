/** Product of two 3 x 3 matrices, row by row. */
export function multiply(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 9 }, (_, index) => {
    const row = index - (index % 3);
    const column = index % 3;
    return a[row]! * b[column]! + a[row + 1]! * b[column + 3]! + a[row + 2]! * b[column + 6]!;
  });
}

/** Product of a 3 x 3 matrix and a column. */
export function apply(matrix: readonly number[], [x, y, z]: readonly number[]): number[] {
  return [0, 3, 6].map((row) => matrix[row]! * x! + matrix[row + 1]! * y! + matrix[row + 2]! * z!);
}

/** The inverse of a 3 x 3 matrix, row by row; undefined where there is none. */
export function invert(matrix: readonly number[]): number[] | undefined {
  // Cyclic neighbours give each minor its sign.
  const cofactor = (row: number, column: number): number => {
    const at = (down: number, right: number): number =>
      matrix[3 * ((row + down) % 3) + ((column + right) % 3)]!;
    return at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1);
  };
  const determinant = [0, 1, 2].reduce((sum, at) => sum + matrix[at]! * cofactor(0, at), 0);
  if (!(Math.abs(determinant) > 1e-6)) return undefined;
  return Array.from({ length: 9 }, (_, at) => cofactor(at % 3, Math.floor(at / 3)) / determinant);
}
