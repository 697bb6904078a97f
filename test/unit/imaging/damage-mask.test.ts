import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DamageMask, PhotoSamples } from '../../../src-shared/model/photo';
import {
  hashDamageMask,
  readDamageMask,
  writeDamageMask,
} from '../../../src-main/imaging/damage-mask';
import { makeRandom, makeSamples, sharpFrom, type PhotoKind } from '../../support/make-photos';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const size = { width: 24, height: 16 };

function photoOf(kind: PhotoKind, pixel: (index: number) => number[]): PhotoSamples {
  const photo = makeSamples(size.width, size.height, kind);
  const stride = photo.data.length / (size.width * size.height);
  photo.data.forEach((_, index) => {
    photo.data[index] = pixel(Math.floor(index / stride))[index % stride]!;
  });
  return photo;
}

async function place(
  name: string,
  photo: PhotoSamples,
  format: 'png' | 'jpeg' = 'png',
): Promise<string> {
  const target = path.join(folder, name);
  writeFileSync(target, await sharpFrom(photo)[format]().toBuffer());
  return target;
}

describe('readDamageMask', () => {
  it('takes grey of 8 and 16 bits as it is', async () => {
    const eight = await place(
      'grey.png',
      photoOf({ colourModel: 'grey' }, (index) => [index % 256]),
    );
    const mask = await readDamageMask(eight, size);
    expect(Array.from(mask.data)).toEqual(Array.from({ length: 384 }, (_, index) => index % 256));
    const deep = photoOf({ colourModel: 'grey', bitDepth: 16 }, (index) => [(index % 256) * 257]);
    expect((await readDamageMask(await place('deep.png', deep), size)).data).toEqual(mask.data);
  });

  it('takes the luma of colours, and multiplies by alpha', async () => {
    const colours = photoOf(
      {},
      (index) =>
        [
          [255, 0, 0],
          [0, 255, 0],
          [0, 0, 255],
          [255, 255, 255],
        ][index % 4]!,
    );
    const mask = await readDamageMask(await place('colour.png', colours), size);
    expect(Array.from(mask.data.slice(0, 4))).toEqual([76, 150, 29, 255]);
    const veiled = photoOf({ hasAlpha: true }, (index) => [255, 255, 255, index % 256]);
    const faint = await readDamageMask(await place('alpha.png', veiled), size);
    expect(Array.from(faint.data.slice(0, 200))).toEqual(
      Array.from({ length: 200 }, (_, index) => index),
    );
  });

  it('takes the noise of a JPEG for black and white', async () => {
    const blocks = photoOf({ colourModel: 'grey' }, (index) => [index % 24 < 11 ? 0 : 255]);
    const mask = await readDamageMask(await place('mask.jpg', blocks, 'jpeg'), size);
    const values = new Set(mask.data.filter((_, index) => Math.abs((index % 24) - 11) > 6));
    expect([...values].sort()).toEqual([0, 255]);
  });

  it('refuses another size and names both', async () => {
    const target = await place(
      'other.png',
      photoOf({ colourModel: 'grey' }, () => [0]),
    );
    await expect(readDamageMask(target, { width: 16, height: 24 })).rejects.toMatchObject({
      code: 'damage-mask-size',
      message: expect.stringMatching(/24 x 16 .* 16 x 24/) as string,
    });
  });
});

describe('writeDamageMask', () => {
  it('comes back bit for bit', async () => {
    const random = makeRandom(3);
    const data = Uint8Array.from({ length: 384 }, () => Math.floor(random() * 256));
    const mask: DamageMask = { ...size, data };
    const target = path.join(folder, 'written.png');
    await writeDamageMask(mask, target);
    expect(await readDamageMask(target, size)).toEqual(mask);
    await expect(writeDamageMask(mask, target)).rejects.toMatchObject({ code: 'target-exists' });
  });
});

describe('hashDamageMask', () => {
  it('tells size and bytes apart', () => {
    const data = new Uint8Array(12);
    const hash = hashDamageMask({ width: 3, height: 4, data });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashDamageMask({ width: 4, height: 3, data })).not.toBe(hash);
    expect(hashDamageMask({ width: 3, height: 4, data: data.slice().fill(1) })).not.toBe(hash);
  });
});
