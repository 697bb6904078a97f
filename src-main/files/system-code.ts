/** The system's code of a failed file operation, such as 'ENOENT'; '' where the error has none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
