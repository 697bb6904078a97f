/**
 * What went wrong with a file:
 * - `missing`, `directory`, `empty`, `unreadable`, `too-large`: the file cannot be read at all
 * - `truncated`, `damaged`: it is a picture, but broken
 * - `unsupported-format`, `unsupported-colour`, `animated`: it is sound, but not for Heirloom
 * - `damage-mask-size`: the damage mask does not fit the photo
 * - `target-is-source`, `target-exists`, `folder-missing`, `folder-read-only`, `name-too-long`, `disk-full`,
 *   `write-failed`, `verification`: nothing was saved, and what was there before is untouched
 * - `unsuitable-format`: the format chosen for saving cannot hold this photo
 */
export type PhotoErrorCode =
  | 'missing'
  | 'directory'
  | 'empty'
  | 'unreadable'
  | 'too-large'
  | 'truncated'
  | 'damaged'
  | 'unsupported-format'
  | 'unsupported-colour'
  | 'animated'
  | 'damage-mask-size'
  | 'target-is-source'
  | 'target-exists'
  | 'folder-missing'
  | 'folder-read-only'
  | 'name-too-long'
  | 'disk-full'
  | 'write-failed'
  | 'verification'
  | 'unsuitable-format';

/** The one error class of imaging; `code` is for programs, `message` is one sentence for people. */
export class PhotoError extends Error {
  readonly code: PhotoErrorCode;

  constructor(code: PhotoErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PhotoError';
    this.code = code;
  }
}
