import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PhotoLibrary } from '../../../src-main/engine-process/photo-library';
import { sharpFrom, makeSamples } from '../../support/make-photos';
import { makeTemporaryFolder } from '../../support/temporary-folder';
import { originalLayer } from '../../../src-main/session/layers/picture-layer';
import type { LayerId, PhotoId } from '../../../src-shared/model/ids';
import type { PhotoSamples } from '../../../src-shared/model/photo';

const photoId = 'photo-1' as PhotoId;
const fail = (error: unknown): void => {
  throw error;
};

/** Opens a photo as another engine process would, with the draft that it has. */
async function openPhoto(file: string, draftFolder: string, reportDraftFailure = fail) {
  const photos = new PhotoLibrary(fail, reportDraftFailure);
  const { sha256 } = await photos.open({ photoId, path: file, draftFolder, acceptBroken: false });
  return { ...photos.get(photoId), sha256 };
}

/** A photo, and a result of it on the disk. */
async function setUp(kind: Parameters<typeof makeSamples>[2] = {}) {
  const folder = makeTemporaryFolder();
  const samples = makeSamples(60, 40, kind);
  const file = path.join(folder, 'aunt.png');
  await sharpFrom(samples).png().toFile(file);
  const draftFolder = path.join(folder, 'draft');
  const { layers, sha256, opened } = await openPhoto(file, draftFolder);
  const layerId = await layers.add({ layer: originalLayer(opened.samples), repairs: [] });
  return { samples, file, draftFolder, layerId, sha256 };
}

const read = async (file: string, draftFolder: string, layerId: LayerId) =>
  (await openPhoto(file, draftFolder)).layers.read(layerId);

const changed = ({ data, ...rest }: PhotoSamples): PhotoSamples => {
  const copy = data.slice();
  copy[copy.length - 1]! ^= 1;
  return { ...rest, data: copy };
};

describe.each([{ bitDepth: 8 }, { bitDepth: 16 }, { colourModel: 'grey' }] as const)(
  'a result of a photo with %o',
  (kind) => {
    it('is read again where the file shows the same picture and says other things', async () => {
      const { samples, file, draftFolder, layerId, sha256 } = await setUp(kind);
      expect((await read(file, draftFolder, layerId)).repairs).toEqual([]);
      await sharpFrom(samples)
        .png({ compressionLevel: 1 })
        .withExif({ IFD0: { ImageDescription: 'Aunt Anna, 1923' } })
        .toFile(file);
      const again = await openPhoto(file, draftFolder);
      expect(again.sha256).not.toBe(sha256);
      expect((await again.layers.read(layerId)).layer.shape.width).toBe(60);
    });

    it('is refused where a single sample is another one', async () => {
      const { samples, file, draftFolder, layerId } = await setUp(kind);
      await sharpFrom(changed(samples)).png().toFile(file);
      await expect(read(file, draftFolder, layerId)).rejects.toMatchObject({
        text: { key: 'failure.layerOfAnother' },
      });
    });
  },
);

it('refuses a result of the same samples under another profile or in another shape', async () => {
  const { samples, file, draftFolder, layerId } = await setUp();
  await sharpFrom(samples).png().withIccProfile('p3', { attach: true }).toFile(file);
  const { samples: upright } = (await openPhoto(file, draftFolder)).opened;
  await expect(read(file, draftFolder, layerId)).rejects.toThrow('changed by another program');
  const turned = { ...upright, width: upright.height, height: upright.width };
  await sharpFrom(turned).png().toFile(file);
  await expect(read(file, draftFolder, layerId)).rejects.toThrow('changed by another program');
});

it('tells pictures apart by everything that a repair depends on', async () => {
  const folder = makeTemporaryFolder();
  const hashes = new Set<string>();
  const samples = makeSamples(60, 40);
  const pictures = [
    samples,
    changed(samples),
    { ...samples, width: 40, height: 60 },
    makeSamples(60, 40, { bitDepth: 16 }),
    makeSamples(60, 40, { colourModel: 'grey' }),
    makeSamples(60, 40, { hasAlpha: true }),
  ];
  for (const [index, picture] of pictures.entries()) {
    const file = path.join(folder, `${index}.png`);
    await sharpFrom(picture).png().toFile(file);
    hashes.add(await (await openPhoto(file, folder)).hashPicture());
  }
  expect(hashes.size).toBe(pictures.length);
});

describe('a result that the disk refuses', () => {
  /** A photo over a draft that takes no layers until there is room. */
  async function setUpFull() {
    const { file, draftFolder } = await setUp();
    const blocked = path.join(draftFolder, 'layers');
    rmSync(blocked, { recursive: true });
    writeFileSync(blocked, 'in the way');
    const failures: unknown[] = [];
    const { layers, opened } = await openPhoto(file, draftFolder, (error) => {
      failures.push(error);
    });
    const add = () => layers.add({ layer: originalLayer(opened.samples), repairs: [] });
    const makeRoom = () => {
      rmSync(blocked);
      mkdirSync(blocked);
    };
    const isOnDisk = async (layerId: LayerId) =>
      read(file, draftFolder, layerId).then(
        () => true,
        () => false,
      );
    return { layers, failures, add, makeRoom, isOnDisk };
  }

  it('is written as soon as that is asked for and there is room', async () => {
    const { layers, failures, add, makeRoom, isOnDisk } = await setUpFull();
    const ids = [await add(), await add()];
    expect(failures).not.toEqual([]);
    expect(await layers.writeWaiting()).toBe(false);
    makeRoom();
    for (const layerId of ids) expect(await isOnDisk(layerId)).toBe(false);
    expect(await layers.writeWaiting()).toBe(true);
    for (const layerId of ids) expect(await isOnDisk(layerId)).toBe(true);
  });

  it('is written along with the next one', async () => {
    const { failures, add, makeRoom, isOnDisk } = await setUpFull();
    const first = await add();
    makeRoom();
    failures.length = 0;
    const second = await add();
    expect(await isOnDisk(first)).toBe(true);
    expect(await isOnDisk(second)).toBe(true);
    expect(failures).toEqual([]);
  });

  it('is not waited for any more once nobody wants it', async () => {
    const { layers, add, makeRoom, isOnDisk } = await setUpFull();
    const layerId = await add();
    makeRoom();
    await layers.keepOnly(new Set());
    expect(await layers.writeWaiting()).toBe(true);
    expect(await isOnDisk(layerId)).toBe(false);
  });
});
