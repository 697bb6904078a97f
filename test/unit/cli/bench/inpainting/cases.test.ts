import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  castOnto,
  loadCase,
  parseCases,
  readCases,
  selectCases,
  testSetFolders,
} from '../../../../../src-main/cli/bench/inpainting/cases';
import { UsageError } from '../../../../../src-main/cli/usage-error';
import { writeDamageMask } from '../../../../../src-main/imaging/damage-mask';
import { makeSamples, sharpFrom } from '../../../../support/make-photos';
import { makeTemporaryFolder } from '../../../../support/temporary-folder';

const shared = makeTemporaryFolder();
const entry = (image: string, kind: string) => ({
  image,
  crop: [3, 2, 8, 6],
  kind,
  mask: `${kind}.png`,
  masked_fraction: 0.1,
});
const cases = parseCases(
  JSON.stringify([
    entry('b.png', 'blob'),
    entry('b.png', 'dust'),
    entry('a.png', 'blob'),
    entry('a.png', 'scratch'),
  ]),
);

test('cases are chosen by image and kind, image by image', () => {
  const names = (images: number, kinds: readonly ('scratch' | 'blob' | 'dust')[]) =>
    selectCases(cases, { images, kinds }).map(({ image, kind }) => `${image} ${kind}`);
  expect(names(Infinity, ['scratch', 'dust', 'blob'])).toEqual([
    'a.png scratch',
    'a.png blob',
    'b.png dust',
    'b.png blob',
  ]);
  expect(names(1, ['blob'])).toEqual(['a.png blob']);
});

test('a crop is cut at its place and its masked pixels are white', async () => {
  const photo = makeSamples(20, 15);
  mkdirSync(path.join(shared, 'testsets/Kodak24'), { recursive: true });
  mkdirSync(path.join(shared, 'bench/inpainting'), { recursive: true });
  writeFileSync(
    path.join(shared, 'testsets/Kodak24/a.png'),
    await sharpFrom(photo).png().toBuffer(),
  );
  const data = new Uint8Array(8 * 6);
  data[8 + 1] = 255;
  const mask = path.join(shared, 'bench/inpainting/blob.png');
  await writeDamageMask({ width: 8, height: 6, data }, mask);

  const { truth, damaged, damageMask } = await loadCase(testSetFolders(shared), cases[2]!);
  expect(truth).toMatchObject({ width: 8, height: 6, bitDepth: 8 });
  const at = 3 * (8 + 1);
  const inPhoto = 3 * ((2 + 1) * 20 + (3 + 1));
  expect([...truth.data.subarray(at, at + 3)]).toEqual([
    ...photo.data.subarray(inPhoto, inPhoto + 3),
  ]);
  expect([...damaged.data.subarray(at, at + 3)]).toEqual([255, 255, 255]);
  expect(damaged.data[at + 3]).toBe(truth.data[at + 3]);
  expect(damageMask.data).toEqual(data);
});

test('the same damage falls on other photographs, in their middle', async () => {
  const folder = path.join(shared, 'others');
  mkdirSync(folder);
  const photo = makeSamples(20, 16);
  for (const name of ['y.png', 'x.png', 'z.png']) {
    writeFileSync(path.join(folder, name), await sharpFrom(photo).png().toBuffer());
  }
  writeFileSync(path.join(folder, 'notes.txt'), '');
  const cast = await castOnto(cases, folder);
  expect(cast.map(({ image, kind }) => `${image} ${kind}`)).toEqual([
    'y.png blob',
    'y.png dust',
    'x.png blob',
    'x.png scratch',
  ]);
  expect(cast[0]!.crop).toEqual({ x: 6, y: 5, width: 8, height: 6 });
  const { truth } = await loadCase(
    { pictures: folder, masks: path.join(shared, 'bench/inpainting') },
    cast[0]!,
  );
  const inPhoto = 3 * (5 * 20 + 6);
  expect([...truth.data.subarray(0, 3)]).toEqual([...photo.data.subarray(inPhoto, inPhoto + 3)]);
  await expect(castOnto(cases, path.join(shared, 'bench'))).rejects.toThrow(UsageError);
  await expect(castOnto(cases, path.join(shared, 'nowhere'))).rejects.toThrow(UsageError);
  const small = await sharpFrom(makeSamples(7, 16)).png().toBuffer();
  writeFileSync(path.join(folder, 'x.png'), small);
  await expect(castOnto(cases, folder)).rejects.toThrow(
    'x.png is no 8-bit colour photograph of 8 x 6',
  );
});

test('a missing or foreign list of cases is refused with the remedy', async () => {
  await expect(readCases(path.join(shared, 'nowhere'))).rejects.toThrow(UsageError);
  writeFileSync(path.join(shared, 'bench/inpainting/cases.json'), '[{"image": 3}]');
  await expect(readCases(shared)).rejects.toThrow(/--shared/);
});
