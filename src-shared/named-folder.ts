/**
 * The folder that an environment variable names. One that is empty or begins at no root is none: it would mean the folder that
 * somebody happens to be in.
 */
export function folderFrom(named: string | undefined, usual: string, platform: string): string {
  const root = platform === 'win32' ? /^(?:[a-z]:)?[\\/]/i : /^\//;
  return named !== undefined && root.test(named) ? named : usual;
}
