import type { Sentence } from '../messages/say';

/**
 * What kind of thing went wrong, for programs; the message is for people. `refused`: the request itself was not
 * acceptable. `photo-broken`: a picture of which a part may still be read. `engine-lost`: the engine process ended meanwhile. `cancelled`: the person changed their mind.
 */
export const appErrorCodes = [
  'photo',
  'photo-broken',
  'save',
  'prior',
  'repair',
  'mask',
  'memory',
  'disk-full',
  'not-writable',
  'draft',
  'clipboard',
  'refused',
  'engine-lost',
  'cancelled',
  'defect',
] as const;
export type AppErrorCode = (typeof appErrorCodes)[number];

/** A failure as it crosses processes: an `Error` would lose its fields on the way. */
export interface AppFailure extends Sentence {
  readonly code: AppErrorCode;
  /** For "Copy report": kind, stack, versions; no picture content, no full path. */
  readonly details?: string;
}

/** The answer to every call between processes. */
export type AppResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: AppFailure };
