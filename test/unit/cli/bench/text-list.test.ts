import { expect, test } from 'vitest';
import { readNames } from '../../../../src-main/cli/bench/text-list';
import { UsageError } from '../../../../src-main/cli/usage-error';

const known = ['one', 'two', 'three'] as const;

test('a list of names comes in the usual order; no list means all', () => {
  expect(readNames('only', 'three, one', known)).toEqual(['one', 'three']);
  expect(readNames('only', undefined, known)).toEqual(known);
});

test('an unknown name is refused with those that are known', () => {
  expect(() => readNames('only', 'one,four', known)).toThrow(UsageError);
  expect(() => readNames('only', '', known)).toThrow(/--only is a list of one, two, three/);
});
