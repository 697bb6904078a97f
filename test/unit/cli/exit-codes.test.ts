import { describe, expect, it } from 'vitest';
import { errorCodeOf, exitCodeOf } from '../../../src-main/cli/exit-codes';
import { InputError } from '../../../src-main/cli/input-error';
import { UsageError } from '../../../src-main/cli/usage-error';
import { EngineError } from '../../../src-main/engine/errors';
import { PhotoError } from '../../../src-main/imaging/photo-error';

const cases: readonly (readonly [error: unknown, exitCode: number, code: string])[] = [
  [new UsageError(''), 2, 'usage'],
  [new PhotoError('truncated', ''), 3, 'truncated'],
  [new PhotoError('damage-mask-size', ''), 3, 'damage-mask-size'],
  [new PhotoError('disk-full', ''), 4, 'disk-full'],
  [new PhotoError('target-is-source', ''), 4, 'target-is-source'],
  [new EngineError('prior', ''), 5, 'prior'],
  [new EngineError('not-finite', ''), 5, 'not-finite'],
  [new EngineError('settings', ''), 3, 'settings'],
  [new EngineError('checkpoint', ''), 3, 'checkpoint'],
  [new InputError('sidecar', ''), 3, 'sidecar'],
  [new EngineError('shape', ''), 1, 'shape'],
  [new TypeError('x is not a function'), 1, 'internal'],
  ['thrown text', 1, 'internal'],
];

describe('exitCodeOf', () => {
  it.each(cases)('of %o is %i (%s)', (error, exitCode, code) => {
    expect(exitCodeOf(error)).toBe(exitCode);
    expect(errorCodeOf(error)).toBe(code);
  });
});
