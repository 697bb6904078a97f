import { EngineError, type EngineErrorKind } from '../engine/errors';
import { PhotoError, type PhotoErrorCode } from '../imaging/photo-error';
import { InputError } from './input-error';
import { UsageError } from './usage-error';

/** What the program's exit codes mean; help and documentation print these words. */
export const exitCodes = {
  0: 'Done.',
  1: 'Internal error: a defect of Heirloom.',
  2: 'Wrong usage: an option or value that does not exist.',
  3: 'An input cannot be used: photo, mask, checkpoint or sidecar.',
  4: 'An output cannot be written; what was there before is untouched.',
  5: 'The prior cannot be used.',
  130: 'Stopped by the person (Ctrl-C) or by the system (SIGTERM).',
} as const;

export type ExitCode = keyof typeof exitCodes;

const photoExitCodes: Readonly<Record<PhotoErrorCode, ExitCode>> = {
  missing: 3,
  directory: 3,
  empty: 3,
  unreadable: 3,
  'too-large': 3,
  truncated: 3,
  damaged: 3,
  'unsupported-format': 3,
  'unsupported-colour': 3,
  animated: 3,
  'damage-mask-size': 3,
  'target-is-source': 4,
  'target-exists': 4,
  'folder-missing': 4,
  'folder-read-only': 4,
  'name-too-long': 4,
  'disk-full': 4,
  'write-failed': 4,
  verification: 4,
  'unsuitable-format': 4,
};

const engineExitCodes: Readonly<Record<EngineErrorKind, ExitCode>> = {
  // Settings were checked when the command line was read; what is left is a mask that leaves nothing to repair from.
  settings: 3,
  checkpoint: 3,
  prior: 5,
  'not-finite': 5,
  'constant-output': 5,
  diverged: 5,
  shape: 1,
};

/** The exit code for whatever a command threw. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return 2;
  if (error instanceof InputError) return 3;
  if (error instanceof PhotoError) return photoExitCodes[error.code];
  if (error instanceof EngineError) return engineExitCodes[error.kind];
  return 1;
}

/** What went wrong in one word, for programs that read events. */
export function errorCodeOf(error: unknown): string {
  if (error instanceof UsageError) return 'usage';
  if (error instanceof InputError) return error.code;
  if (error instanceof PhotoError) return error.code;
  if (error instanceof EngineError) return error.kind;
  return 'internal';
}
