import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppFailureError } from '../../../../src-main/engine-host/app-failure-error';
import { explainError } from '../../../../src-main/engine-process/explain-error';
import { EngineError, type EngineErrorKind } from '../../../../src-main/engine/errors';
import { PhotoError, type PhotoErrorCode } from '../../../../src-main/imaging/photo-error';
import { RefusedError } from '../../../../src-main/session/refused-error';
import { catalogueOf, makeTranslate, say, sentenceOf } from '../../../../src-shared/messages';

const german = makeTranslate('de', 'de');
const inGerman = (sentence: Parameters<typeof say>[0]) => say(sentence, 'de', german);

// Records, so that a new kind does not compile before it is here.
const photoCodes: Readonly<Record<PhotoErrorCode, true>> = {
  missing: true,
  directory: true,
  empty: true,
  unreadable: true,
  'too-large': true,
  truncated: true,
  damaged: true,
  'unsupported-format': true,
  'unsupported-colour': true,
  animated: true,
  'damage-mask-size': true,
  'target-is-source': true,
  'target-exists': true,
  'folder-missing': true,
  'folder-read-only': true,
  'name-too-long': true,
  'disk-full': true,
  'write-failed': true,
  verification: true,
  'unsuitable-format': true,
};
const engineKinds: Readonly<Record<EngineErrorKind, true>> = {
  shape: true,
  settings: true,
  'not-finite': true,
  diverged: true,
  'constant-output': true,
  checkpoint: true,
  prior: true,
};

const errors: readonly Error[] = [
  ...Object.keys(photoCodes).map((code) => new PhotoError(code as PhotoErrorCode, 'English.')),
  ...Object.keys(engineKinds).map((kind) => new EngineError(kind as EngineErrorKind, 'English.')),
  new RefusedError('failure.runUnknown'),
  new RangeError('Array buffer allocation failed'),
  new TypeError('a bug'),
];

describe('say', () => {
  it.each(errors.map((error) => [String(error), error] as const))(
    'has German for %s',
    (_, error) => {
      const failure = explainError(error);
      const spoken = inGerman(failure);
      expect(spoken).not.toBe(failure.message);
      expect(spoken).toMatch(/\.$/);
      expect(Object.values(catalogueOf('de'))).toContain(spoken);
    },
  );

  it('keeps English as it was put, and fills values in', () => {
    const failure = explainError(new PhotoError('missing', 'There is no file “aunt.jpg” here.'));
    expect(say(failure, 'en', makeTranslate('en', 'en'))).toBe('There is no file “aunt.jpg” here.');
    const refused = sentenceOf('device.refused.slower', {
      device: 'WebGPU',
      ms: 90,
      processorMs: 30,
    });
    expect(inGerman(refused)).toBe(
      'WebGPU ist hier langsamer als die CPU (90 gegen 30 Millisekunden).',
    );
    const { failure: own } = new AppFailureError('draft', 'failure.draftUnknown');
    expect(inGerman(own)).toContain('Entwurf');
  });
});

it('finds no failure in main or the engine that is English alone', () => {
  const root = path.resolve(import.meta.dirname, '../../../../src-main');
  const folders = ['app', 'engine-host', 'engine-process', 'session/runs'];
  const found = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .filter((name) => {
        const text = readFileSync(path.join(root, folder, name), 'utf8');
        // A sentence beside a code, with no name in the catalogue after it.
        return /code: '[a-z-]+',\s*message:(?![^;]*\btext\b)/.test(text);
      }),
  );
  expect(found).toEqual([]);
});
