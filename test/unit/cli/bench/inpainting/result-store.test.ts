import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { BenchMethod } from '../../../../../src-main/cli/bench/inpainting/bench-method';
import {
  openResultStore,
  type CaseResult,
} from '../../../../../src-main/cli/bench/inpainting/result-store';
import { UsageError } from '../../../../../src-main/cli/usage-error';
import { makeTemporaryFolder } from '../../../../support/temporary-folder';

const folder = makeTemporaryFolder();
const identity = { priorId: 'tiny', priorSha256: 'aa', provider: 'cpu' };
const method: BenchMethod = {
  name: 'photo',
  family: 'photo',
  calls: 14,
  settings: 's',
  repair: () => Promise.reject(new Error('not called')),
};
const crop = { x: 0, y: 0, width: 8, height: 8 };
const benchCase = { image: 'a.png', crop, kind: 'blob', mask: 'm.png' } as const;
const result: CaseResult = {
  method: 'photo',
  settings: 's',
  image: 'a.png',
  kind: 'blob',
  psnrDb: 20.5,
  textureFraction: 0.25,
  callsPerPixel: 4,
  durationMs: 12,
  program: 'p',
};

test('what was stored is found again in a new run', async () => {
  const file = path.join(folder, 'results.json');
  const first = await openResultStore(file, identity);
  expect(first.find(method, benchCase)).toBeUndefined();
  await first.add(result);
  await first.add({ ...result, kind: 'dust' });
  const second = await openResultStore(file, identity);
  expect(second.find(method, benchCase)).toEqual(result);
  expect(second.find({ ...method, settings: 'other' }, benchCase)).toBeUndefined();
  expect(second.find(method, { ...benchCase, image: 'b.png' })).toBeUndefined();
  expect(second.results).toHaveLength(2);
  expect(readFileSync(file, 'utf8').match(/^ {4}\{/gm)).toHaveLength(2);
});

test('results of another prior or provider are not continued', async () => {
  const file = path.join(folder, 'owned.json');
  await (await openResultStore(file, identity)).add(result);
  const opening = openResultStore(file, { ...identity, priorSha256: 'bb' });
  await expect(opening).rejects.toThrow(/another prior|differs/);
  await expect(openResultStore(file, { ...identity, provider: 'cuda' })).rejects.toThrow(
    UsageError,
  );
});

test('results of other pictures are not continued', async () => {
  const file = path.join(folder, 'pictures.json');
  const [some, others] = [
    { ...identity, pictures: 'aa' },
    { ...identity, pictures: 'bb' },
  ];
  await (await openResultStore(file, some)).add(result);
  expect((await openResultStore(file, some)).results).toHaveLength(1);
  await expect(openResultStore(file, others)).rejects.toThrow(UsageError);
  await expect(openResultStore(file, identity)).rejects.toThrow(UsageError);
});

test('a repair that is the truth itself does not make the file unreadable', async () => {
  const file = path.join(folder, 'perfect.json');
  const perfect = { ...result, psnrDb: Infinity, textureFraction: NaN };
  await (await openResultStore(file, identity)).add(perfect);
  expect((await openResultStore(file, identity)).results).toEqual([perfect]);
});

test('another file of that name is neither used nor overwritten', async () => {
  const file = path.join(folder, 'diary.json');
  writeFileSync(file, '{"dear": "diary"}');
  await expect(openResultStore(file, identity)).rejects.toThrow(UsageError);
  expect(readFileSync(file, 'utf8')).toContain('diary');
});

test('without a file results live as long as the run', async () => {
  const store = await openResultStore(undefined, identity);
  await store.add(result);
  expect(store.find(method, benchCase)).toEqual(result);
});
