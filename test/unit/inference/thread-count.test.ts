import { expect, test } from 'vitest';
import {
  countPhysicalCores,
  defaultThreadCount,
  threadsForCores,
} from '../../../src-main/inference/thread-count';

const processor = (socket: number, core: number) =>
  `processor\t: 0\nphysical id\t: ${socket}\nsiblings\t: 4\ncore id\t\t: ${core}\nflags\t\t: fpu`;

test('two threads of a core count once, the same core of two sockets twice', () => {
  const hyperThreaded = [processor(0, 0), processor(0, 1), processor(0, 0), processor(0, 1)];
  expect(countPhysicalCores(hyperThreaded.join('\n\n'))).toBe(2);
  expect(countPhysicalCores([processor(0, 0), processor(1, 0)].join('\n\n'))).toBe(2);
  expect(countPhysicalCores('processor : 0\nBogoMIPS : 50')).toBeUndefined();
});

test('from four cores on one is left to the window', () => {
  expect([1, 2, 3, 4, 8].map(threadsForCores)).toEqual([1, 2, 3, 3, 7]);
});

test('this computer gets a whole number of threads', () => {
  expect(Number.isInteger(defaultThreadCount())).toBe(true);
  expect(defaultThreadCount()).toBeGreaterThanOrEqual(0);
});
