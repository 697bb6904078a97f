import type { AppErrorCode, AppFailure } from '../../src-shared/contract';
import { sentenceOf, type MessageKey } from '../../src-shared/messages';
import { EngineError, type EngineErrorKind } from '../engine/errors';
import { PhotoError, type PhotoErrorCode } from '../imaging/photo-error';
import { RefusedError } from '../session/refused-error';

const photoTexts: Readonly<Record<PhotoErrorCode, MessageKey>> = {
  missing: 'failure.photo.missing',
  directory: 'failure.photo.directory',
  empty: 'failure.photo.empty',
  unreadable: 'failure.photo.unreadable',
  'too-large': 'failure.photo.tooLarge',
  truncated: 'failure.photo.truncated',
  damaged: 'failure.photo.damaged',
  'unsupported-format': 'failure.photo.unsupportedFormat',
  'unsupported-colour': 'failure.photo.unsupportedColour',
  animated: 'failure.photo.animated',
  'damage-mask-size': 'failure.photo.maskSize',
  'target-is-source': 'failure.save.isOriginal',
  'target-exists': 'failure.save.exists',
  'folder-missing': 'failure.save.folderMissing',
  'folder-read-only': 'failure.save.readOnly',
  'name-too-long': 'failure.save.nameTooLong',
  'disk-full': 'failure.save.diskFull',
  'write-failed': 'failure.save.failed',
  verification: 'failure.save.verification',
  'unsuitable-format': 'failure.save.unsuitableFormat',
};

const engineTexts: Readonly<Record<EngineErrorKind, MessageKey>> = {
  settings: 'failure.engine.settings',
  checkpoint: 'failure.engine.checkpoint',
  prior: 'failure.engine.prior',
  'not-finite': 'failure.engine.unstable',
  'constant-output': 'failure.engine.unstable',
  diverged: 'failure.engine.unstable',
  shape: 'failure.engineDefect',
};

const photoCodes: Readonly<Record<PhotoErrorCode, AppErrorCode>> = {
  missing: 'photo',
  directory: 'photo',
  empty: 'photo',
  unreadable: 'photo',
  'too-large': 'photo',
  truncated: 'photo-broken',
  damaged: 'photo-broken',
  'unsupported-format': 'photo',
  'unsupported-colour': 'photo',
  animated: 'photo',
  'damage-mask-size': 'mask',
  'target-is-source': 'save',
  'target-exists': 'save',
  'folder-missing': 'save',
  'folder-read-only': 'not-writable',
  'name-too-long': 'save',
  'disk-full': 'disk-full',
  'write-failed': 'save',
  verification: 'save',
  'unsuitable-format': 'save',
};

const engineCodes: Readonly<Record<EngineErrorKind, AppErrorCode>> = {
  settings: 'refused',
  checkpoint: 'draft',
  prior: 'prior',
  'not-finite': 'repair',
  'constant-output': 'repair',
  diverged: 'repair',
  shape: 'defect',
};

/** Whatever a handler threw as a failure: one sentence for people, and details without any path. */
export function explainError(error: unknown): AppFailure {
  return { ...explain(error), details: describeCauses(error) };
}

function explain(error: unknown): AppFailure {
  if (error instanceof RefusedError) {
    return { code: 'refused', message: error.message, text: error.text };
  }
  // Errors of files and numbers are put into English where they happen, with what is known there.
  if (error instanceof PhotoError) {
    const text = { key: photoTexts[error.code] };
    return { code: photoCodes[error.code], message: error.message, text };
  }
  if (error instanceof EngineError) {
    const text = { key: engineTexts[error.kind] };
    return { code: engineCodes[error.kind], message: error.message, text };
  }
  if (isOutOfMemory(error)) return { code: 'memory', ...sentenceOf('failure.memory') };
  return { code: 'defect', ...sentenceOf('failure.engineDefect') };
}

function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof RangeError &&
    /allocation failed|Invalid typed array length/.test(error.message)
  );
}

function describeCauses(error: unknown): string {
  if (!(error instanceof Error)) return withoutPaths(String(error));
  const kind = 'kind' in error || 'code' in error ? ` [${kindOf(error)}]` : '';
  const stack = withoutPaths(error.stack ?? error.message);
  const cause = error.cause === undefined ? '' : `\ncaused by ${describeCauses(error.cause)}`;
  return `${error.name}${kind}: ${stack}${cause}`;
}

function kindOf(error: Error & { readonly kind?: unknown; readonly code?: unknown }): string {
  const kind = error.kind ?? error.code;
  return typeof kind === 'string' ? kind : '';
}

/**
 * The text with the last part of every path only. A quoted path may hold spaces; elsewhere one ends at a space, and what
 * is left of a folder's name is still no more than a part of it.
 */
export function withoutPaths(text: string): string {
  return text
    .replace(/file:\/\//g, '')
    .replace(/(['"“])(?:[A-Za-z]:)?[^'"”\n]*[\\/]([^'"”\\/\n]*)(['"”])/g, '$1$2$3')
    .replace(/\((?:[A-Za-z]:)?[^()\n]*[\\/]([^()\\/\n]*)\)/g, '($1)')
    .replace(/(?:[A-Za-z]:)?(?:[\\/][^\\/\s:'"“”()]*)+[\\/]([^\\/\s'"“”()]*)/g, '$1');
}
