import { describe, expect, it } from 'vitest';
import { rawProfileChunk, readPngText } from '../../../src-main/imaging/headers/png-text';
import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';
import { addJpegSegments, addPngChunk, iptcRecords } from '../../support/make-metadata';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { makeTiff } from '../../support/make-tiff';
import { openAndSave, type SavedCopy } from '../../support/open-and-save';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const previewNote =
  'The small preview in the original showed the damage, so the copy leaves it out.';
const previewPixels = Buffer.from('PREVIEW PIXELS, an odd number of');
const long = Buffer.alloc(70_000, 'path');

function resource(id: number, data: Buffer, name = ''): Buffer {
  const head = Buffer.from('8BIM\0\0', 'latin1');
  head.writeUInt16BE(id, 4);
  const pascal = Buffer.from([name.length, ...Buffer.from(name, 'latin1')]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const padding = (length: number): Buffer => Buffer.alloc(length % 2);
  return Buffer.concat([head, pascal, padding(pascal.length), size, data, padding(data.length)]);
}

/** Photoshop's blocks, with both kinds of thumbnail among the others, or only the others. */
function blocks(withThumbnails: boolean): Buffer {
  return Buffer.concat([
    resource(0x03ed, Buffer.from('ABCD')),
    ...(withThumbnails ? [resource(0x0409, previewPixels, 'old')] : []),
    resource(0x0404, iptcRecords),
    ...(withThumbnails ? [resource(0x040c, previewPixels)] : []),
    resource(0x07d0, long, 'Path 1'),
  ]);
}

async function makeJpeg(segments: [number, Buffer][]): Promise<Buffer> {
  return addJpegSegments(await sharpFrom(makeSamples(24, 16)).jpeg().toBuffer(), segments);
}

/** Cut into segments, as they must be where they are long; the cuts lie inside of blocks. */
function photoshopSegments(bytes: Buffer): [number, Buffer][] {
  const cuts = [0, 30, 65_000, bytes.length];
  return cuts
    .slice(1)
    .map((end, index) => [
      0xed,
      Buffer.concat([Buffer.from('Photoshop 3.0\0'), bytes.subarray(cuts[index], end)]),
    ]);
}

function expectNoPreview({ copy, report, bytes }: SavedCopy): void {
  expect(bytes.includes('PREVIEW PIXELS')).toBe(false);
  expect(copy.source.header.metadata.carried.some(({ data }) => data.includes('PREVIEW'))).toBe(
    false,
  );
  expect(report.notes.filter((note) => note.includes('preview'))).toEqual([previewNote]);
}

describe("Photoshop's thumbnails of the damaged photo", () => {
  const cases: [PhotoFormat, number | undefined][] = [
    ['jpeg', undefined],
    ['jpeg', 90],
    ['tiff', undefined],
    ['png', undefined],
    ['webp', undefined],
  ];
  it.each(cases)('are left out of a copy in %s (quality %s)', async (format, quality) => {
    const request = quality === undefined ? { format } : { format, quality };
    const originals = [
      await makeJpeg([
        [0xfe, Buffer.from('first')],
        ...photoshopSegments(blocks(true)),
        [0xed, Buffer.from('Adobe_CM\0something else')],
      ]),
      makeTiff(makeSamples(20, 12), { tags: { 34377: blocks(true) } }),
    ];
    for (const original of originals) {
      const saved = await openAndSave(folder, original, request);
      expectNoPreview(saved);
      const { iptc, photoshop } = saved.copy.source.header.metadata;
      if (format !== 'webp') expect(iptc).toEqual(iptcRecords);
      if (format === 'jpeg' || format === 'tiff') expect(photoshop).toEqual(blocks(false));
    }
  });

  it('leave the other segments of a JPEG where they are', async () => {
    const names = async (bytes: Buffer): Promise<string[]> => {
      const { copy } = await openAndSave(folder, bytes);
      const { carried } = copy.source.header.metadata;
      return carried.map(({ name, data }) => `${name} ${data.toString('latin1', 0, 8)}`);
    };
    const around = (bytes: Buffer): [number, Buffer][] => [
      [0xec, Buffer.from('Ducky: private')],
      ...photoshopSegments(bytes),
      [0xed, Buffer.from('Adobe_CM\0something else')],
      [0xfe, Buffer.from('a comment')],
    ];
    const photoshop = 'APP13 Photosho';
    expect(await names(await makeJpeg(around(blocks(true))))).toEqual([
      'APP12 Ducky: p',
      photoshop,
      photoshop,
      'APP13 Adobe_CM',
      'COM a commen',
    ]);
    const untouched = await names(await makeJpeg(around(blocks(false))));
    expect(untouched.filter((name) => name === photoshop)).toHaveLength(3);
  });

  it('leave nothing behind where there was nothing else', async () => {
    const thumbnail = resource(0x040c, previewPixels);
    const jpeg = await makeJpeg([
      [0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0'), thumbnail])],
    ]);
    const saved = await openAndSave(folder, jpeg);
    expectNoPreview(saved);
    expect(saved.copy.source.header.metadata.carried).toEqual([]);
    const tiff = makeTiff(makeSamples(20, 12), { tags: { 34377: thumbnail } });
    const copy = await openAndSave(folder, tiff);
    expectNoPreview(copy);
    expect(copy.copy.source.header.metadata.photoshop).toBeUndefined();
  });

  it.each(['iptc', '8bim'])('are left out of the raw profile “%s” of a PNG', async (kind) => {
    const png = await sharpFrom(makeSamples(20, 12)).png().toBuffer();
    const chunk = rawProfileChunk(kind, blocks(true));
    const { copy, report } = await openAndSave(folder, addPngChunk(png, chunk.name, chunk.data));
    const profiles = copy.source.header.metadata.carried
      .map(readPngText)
      .filter((text) => text !== undefined);
    expect(profiles.map(({ keyword }) => keyword)).toEqual([`Raw profile type ${kind}`]);
    expect(profiles[0]!.rawProfile()).toEqual(blocks(false));
    expect(report.notes).toEqual([previewNote]);
  });
});

describe("JFIF's thumbnails of the damaged photo", () => {
  it.each([undefined, 90])('are left out of a JPEG (quality %s)', async (quality) => {
    const jfif = Buffer.from('JFIF\0\x01\x02\x01\x01\x2c\x01\x2c', 'latin1');
    const jpeg = await makeJpeg([
      [0xe0, Buffer.concat([jfif, Buffer.from([2, 5]), previewPixels.subarray(0, 30)])],
      [0xe0, Buffer.concat([Buffer.from('JFXX\0\x10'), previewPixels])],
    ]);
    const saved = await openAndSave(folder, jpeg, quality === undefined ? {} : { quality });
    expectNoPreview(saved);
    const { carried } = saved.copy.source.header.metadata;
    expect(carried.filter(({ name }) => name === 'APP0').map(({ data }) => data)).toEqual([
      Buffer.concat([jfif, Buffer.alloc(2)]),
    ]);
    expect(saved.copy.source.inspection.density).toEqual({ x: 300, y: 300 });
  });

  it('are not made out of other bytes', async () => {
    const jfif = Buffer.from('JFIF\0\x01\x02\x01\x01\x2c\x01\x2c\0\0 padding', 'latin1');
    const { copy, report } = await openAndSave(folder, await makeJpeg([[0xe0, jfif]]));
    expect(copy.source.header.metadata.carried[0]?.data).toEqual(jfif);
    expect(report.notes).toEqual([]);
  });
});
