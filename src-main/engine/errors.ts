/**
 * What went wrong inside the engine:
 * - `shape`: tensors or files of the wrong size, rank or type
 * - `settings`: a value outside its documented range
 * - `not-finite`: the prior or the estimate holds NaN or infinity
 * - `diverged`: the estimate left every plausible range
 * - `constant-output`: the prior answers the same value for every pixel
 * - `checkpoint`: saved bytes that are not a checkpoint of this version
 * - `prior`: the prior cannot be loaded or refuses to run
 */
export type EngineErrorKind =
  'shape' | 'settings' | 'not-finite' | 'diverged' | 'constant-output' | 'checkpoint' | 'prior';

/** The one error class of the engine; `kind` is for programs, `message` is one sentence for people. */
export class EngineError extends Error {
  readonly kind: EngineErrorKind;

  constructor(kind: EngineErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineError';
    this.kind = kind;
  }
}
