import { EngineError } from '../../engine/errors';

/** What the system says no with, and what it means for a folder. */
const reasons: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ENOTDIR: ['is no folder', 'name another one with --models'],
  EEXIST: ['is no folder', 'name another one with --models'],
  ENOENT: ['is not there, or has gone meanwhile', 'name another one with --models'],
  ENOSPC: ['is on a full disk', 'free some space and add it again'],
  EDQUOT: ['is on a full disk', 'free some space and add it again'],
  EACCES: ['may not be written to', 'allow it or name another one with --models'],
  EPERM: ['may not be written to', 'allow it or name another one with --models'],
  EROFS: ['may not be written to', 'allow it or name another one with --models'],
  ENAMETOOLONG: ['has too long a name', 'name another one with --models'],
};

/** A failed file operation: what Node throws where the system says no. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

/** One sentence for a file operation in `modelsFolder` that failed; any other error as it is. */
export function explainFileTrouble(error: unknown, modelsFolder: string): unknown {
  if (!isSystemError(error)) return error;
  const code = error.code ?? 'unknown';
  const [what, remedy] = reasons[code] ?? [
    `could not be written to (${code})`,
    'try again or name another one with --models',
  ];
  return new EngineError(
    'prior',
    `The folder of priors ${modelsFolder} ${what}; nothing was added, ${remedy}.`,
    { cause: error },
  );
}
