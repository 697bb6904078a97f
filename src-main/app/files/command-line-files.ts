import path from 'node:path';

/**
 * The files that a command line names: everything after the program (and, in a checkout, the application's folder) that is
 * no switch. Chromium's own switches are all written `--name=value`, in one word.
 */
export function filesOfCommandLine(
  commandLine: readonly string[],
  isPackaged: boolean,
  workingFolder: string,
): readonly string[] {
  return commandLine
    .slice(1)
    .filter((word) => !word.startsWith('-'))
    .slice(isPackaged ? 0 : 1)
    .map((name) => path.resolve(workingFolder, name));
}
