import { expect, test } from 'vitest';
import {
  answerTolerance,
  explainProvider,
  providerOrder,
} from '../../../src-main/inference/providers';

test('the processor is the last resort everywhere', () => {
  for (const platform of ['win32', 'darwin', 'linux', 'freebsd'] as const) {
    expect(providerOrder(platform).at(-1)).toBe('cpu');
  }
  expect(providerOrder('win32')[0]).toBe('dml');
  expect(providerOrder('darwin')[0]).toBe('coreml');
});

test('half precision is forgiven where it is used, not elsewhere', () => {
  expect(answerTolerance('webgpu', 'float16')).toBe(answerTolerance('coreml', 'float32'));
  expect(answerTolerance('cpu', 'float32')).toBeLessThan(0.5 / 255);
  expect(answerTolerance('dml', 'float32')).toBeLessThan(0.5 / 255);
});

test('the choice is explained in sentences', () => {
  expect(explainProvider('cpu', [])).toBe('Running on the processor.');
  expect(
    explainProvider('cpu', [
      { provider: 'dml', kind: 'noStart', reason: 'DirectML could not start (x).' },
    ]),
  ).toBe('Running on the processor. DirectML could not start (x).');
});
