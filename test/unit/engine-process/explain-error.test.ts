import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../src-main/engine/errors';
import { explainError, withoutPaths } from '../../../src-main/engine-process/explain-error';
import { PhotoError } from '../../../src-main/imaging/photo-error';
import { RefusedError } from '../../../src-main/session/refused-error';

describe('explainError', () => {
  it.each<readonly [Error, string]>([
    [new RefusedError('failure.runUnknown'), 'refused'],
    [new PhotoError('truncated', 'It ends too early.'), 'photo-broken'],
    [new PhotoError('damaged', 'It is damaged.'), 'photo-broken'],
    [new PhotoError('missing', 'It is gone.'), 'photo'],
    [new PhotoError('damage-mask-size', 'It does not fit.'), 'mask'],
    [new PhotoError('target-exists', 'There is one already.'), 'save'],
    [new PhotoError('disk-full', 'The disk is full.'), 'disk-full'],
    [new PhotoError('folder-read-only', 'It cannot be written.'), 'not-writable'],
    [new EngineError('prior', 'The prior is damaged.'), 'prior'],
    [new EngineError('diverged', 'It ran away.'), 'repair'],
    [new EngineError('settings', 'All is marked.'), 'refused'],
    [new EngineError('checkpoint', 'It is torn.'), 'draft'],
  ])('keeps the sentence of %s', (error, code) => {
    expect(explainError(error)).toMatchObject({ code, message: error.message });
  });

  it('tells lack of memory from a defect, and neither shows a raw message', () => {
    expect(explainError(new RangeError('Array buffer allocation failed')).code).toBe('memory');
    const defect = explainError(new TypeError('x is not a function'));
    expect(defect.code).toBe('defect');
    expect(defect.message).not.toContain('function');
    expect(defect.details).toContain('TypeError');
  });

  it('names causes, but no folder', () => {
    const cause = Object.assign(
      new Error("ENOENT: no such file or directory, open '/home/Anna Müller/Photos 1923/aunt.jpg'"),
      { code: 'ENOENT' },
    );
    const { details } = explainError(new PhotoError('missing', 'It is gone.', { cause }));
    expect(details).toContain('[missing]');
    expect(details).toContain('caused by Error [ENOENT]');
    expect(details).toContain('aunt.jpg');
    expect(details).not.toMatch(/Anna|Müller|Photos|home/);
  });
});

describe('withoutPaths', () => {
  it.each([
    ["open '/home/a b/c d.jpg'", "open 'c d.jpg'"],
    ['open "C:\\Users\\Anna Müller\\x.png"', 'open "x.png"'],
    ['    at f (/opt/heirloom app/dist/engine.cjs:1:2)', '    at f (engine.cjs:1:2)'],
    ['    at file:///opt/heirloom/engine.cjs:1:2', '    at engine.cjs:1:2'],
    ['no prior in /opt/models/x; choose', 'no prior in x; choose'],
    ['3 / 4 of 1/2', '3 / 4 of 1/2'],
  ])('%s', (text, expected) => expect(withoutPaths(text)).toBe(expected));
});
