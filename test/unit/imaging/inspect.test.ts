import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeTranslate, say } from '../../../src-shared/messages';
import type { PhotoInspection } from '../../../src-shared/model/photo-inspection';
import { inspectPhoto } from '../../../src-main/imaging/inspect';
import { makePngHeader, makeSamples, sharpFrom } from '../../support/make-photos';
import { makeTiff } from '../../support/make-tiff';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>';

async function inspect(bytes: Buffer): Promise<PhotoInspection> {
  const target = path.join(folder, 'photo');
  writeFileSync(target, bytes);
  return inspectPhoto(target);
}

const german = makeTranslate('de', 'de');

/** The notes in English; each of them has its German. */
function notesOf({ notes }: PhotoInspection): readonly string[] {
  for (const note of notes) expect(say(note, 'de', german)).not.toBe(note.message);
  return notes.map(({ message }) => message);
}

describe('inspectPhoto', () => {
  it('reads a JPEG with everything in it', async () => {
    const jpeg = await sharpFrom(makeSamples(60, 40))
      .withMetadata({ orientation: 6, density: 300 })
      .withIccProfile('p3')
      .withXmp(xmp)
      .jpeg({ quality: 83, progressive: true, chromaSubsampling: '4:2:0' })
      .toBuffer();
    const inspection = await inspect(jpeg);
    expect(inspection).toMatchObject({
      format: 'jpeg',
      fileByteLength: jpeg.length,
      width: 40,
      height: 60,
      orientation: 6,
      bitDepth: 8,
      colourModel: 'rgb',
      hasAlpha: false,
      isProgressive: true,
      isLossy: true,
      quality: 83,
      chromaSubsampling: '4:2:0',
      density: { x: 300, y: 300 },
      pages: 1,
      notes: [],
    });
    expect(inspection.iccProfileName).toMatch(/P3/);
    expect(inspection.metadataByteLengths.exif).toBeGreaterThan(20);
    expect(inspection.metadataByteLengths.xmp).toBe(Buffer.byteLength(xmp));
    expect(inspection.metadataByteLengths.iptc).toBe(0);
  });

  it.each([1, 10, 30, 49, 50, 75, 90, 95, 99, 100])(
    'estimates JPEG quality %i',
    async (quality) => {
      const colour = await inspect(
        await sharpFrom(makeSamples(32, 32)).jpeg({ quality }).toBuffer(),
      );
      expect(colour.quality).toBe(quality);
      const grey = makeSamples(32, 32, { colourModel: 'grey' });
      expect(await inspect(await sharpFrom(grey).jpeg({ quality }).toBuffer())).toMatchObject({
        quality,
        colourModel: 'grey',
        chromaSubsampling: undefined,
      });
    },
  );

  it.each([5, 20, 50, 75, 80, 90, 100])(
    'estimates lossy WebP quality %i or a little better',
    async (quality) => {
      const webp = await sharpFrom(makeSamples(64, 64)).webp({ quality }).toBuffer();
      const inspection = await inspect(webp);
      expect(inspection).toMatchObject({ format: 'webp', isLossy: true, width: 64, height: 64 });
      expect(inspection.quality).toBeGreaterThanOrEqual(quality - 1);
      expect(inspection.quality).toBeLessThanOrEqual(quality + 30);
    },
  );

  it('tells lossless WebP and its alpha', async () => {
    const plain = await sharpFrom(makeSamples(33, 21)).webp({ lossless: true }).toBuffer();
    expect(await inspect(plain)).toMatchObject({
      isLossy: false,
      hasAlpha: false,
      width: 33,
      height: 21,
    });
    const alpha = makeSamples(33, 21, { hasAlpha: true });
    const lossless = await sharpFrom(alpha).webp({ lossless: true }).toBuffer();
    expect(await inspect(lossless)).toMatchObject({ isLossy: false, hasAlpha: true });
    const lossy = await sharpFrom(alpha).webp().toBuffer();
    expect(await inspect(lossy)).toMatchObject({ isLossy: true, hasAlpha: true });
  });

  it('reads PNG density, interlacing, palette, depth and alpha', async () => {
    const sixteen = makeSamples(30, 20, { bitDepth: 16, hasAlpha: true });
    const png = await sharpFrom(sixteen)
      .withMetadata({ density: 600 })
      .png({ progressive: true })
      .toBuffer();
    const inspection = await inspect(png);
    expect(inspection).toMatchObject({
      format: 'png',
      bitDepth: 16,
      hasAlpha: true,
      isProgressive: true,
      isLossy: false,
    });
    expect(inspection.density?.x).toBeCloseTo(600, 0);
    const palette = await inspect(
      await sharpFrom(makeSamples(30, 20)).png({ palette: true }).toBuffer(),
    );
    expect(palette).toMatchObject({ isPalette: true, colourModel: 'rgb' });
    expect(notesOf(palette)).toEqual([expect.stringMatching(/palette/)]);
  });

  it('finds EXIF and IPTC that older programs hid in PNG text', async () => {
    const hidden = (kind: string, bytes: Buffer): Buffer => {
      const text = `\n${kind}\n       ${bytes.length}\n${bytes.toString('hex')}\n`;
      const body = Buffer.concat([
        Buffer.from(`zTXtRaw profile type ${kind}\0\0`),
        deflateSync(text),
      ]);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(body.length - 4);
      return Buffer.concat([length, body, Buffer.alloc(4)]);
    };
    const exif = Buffer.from(
      '4578696600004d4d002a00000008000101120003000000010006000000000000',
      'hex',
    );
    const iptc = Buffer.from('1c0205000548656c6c6f', 'hex');
    const png = makePngHeader(20, 10);
    const inspection = await inspect(
      Buffer.concat([
        png.subarray(0, 33),
        hidden('exif', exif),
        hidden('iptc', iptc),
        png.subarray(33),
      ]),
    );
    expect(inspection).toMatchObject({ orientation: 6, width: 10, height: 20 });
    expect(inspection.metadataByteLengths).toMatchObject({
      exif: exif.length - 6,
      iptc: iptc.length,
    });
  });

  it.each([
    { bigEndian: false, isBig: false },
    { bigEndian: true, isBig: false },
    { bigEndian: false, isBig: true },
  ])('reads TIFF tags, %o', async (variant) => {
    const tags = {
      274: [8],
      282: [299.5],
      283: [299.5],
      296: [2],
      700: Buffer.from(xmp),
      315: 'Aunt Ida',
    };
    const tiff = makeTiff(makeSamples(30, 20, { bitDepth: 16 }), {
      ...variant,
      tags,
      extraPages: 2,
    });
    const inspection = await inspect(tiff);
    expect(inspection).toMatchObject({
      format: 'tiff',
      width: 20,
      height: 30,
      orientation: 8,
      bitDepth: 16,
      compression: 'uncompressed',
      isLossy: false,
      density: { x: 299.5, y: 299.5 },
      pages: 3,
    });
    expect(inspection.metadataByteLengths.xmp).toBe(Buffer.byteLength(xmp));
    expect(inspection.metadataByteLengths.exif).toBeGreaterThan(0);
    expect(notesOf(inspection)).toEqual([expect.stringMatching(/3 pages/)]);
  });

  it('does not count thumbnails of a TIFF as pages, and notes lossy compression', async () => {
    const small = makeTiff(makeSamples(16, 16), { tags: { 254: [1] }, extraPages: 1 });
    expect((await inspect(small)).pages).toBe(1);
    const jpegInTiff = await sharpFrom(makeSamples(64, 64))
      .tiff({ compression: 'jpeg' })
      .toBuffer();
    const inspection = await inspect(jpegInTiff);
    expect(inspection).toMatchObject({ compression: 'JPEG', isLossy: true });
    expect(notesOf(inspection).join()).toMatch(/compressed with loss/);
  });

  it('reads AVIF depth and subsampling', async () => {
    const avif = await sharpFrom(makeSamples(64, 48, { bitDepth: 16, hasAlpha: true }))
      .withXmp(xmp)
      .avif({ bitdepth: 10, chromaSubsampling: '4:2:0' })
      .toBuffer();
    expect(await inspect(avif)).toMatchObject({
      format: 'avif',
      width: 64,
      height: 48,
      bitDepth: 10,
      hasAlpha: true,
      chromaSubsampling: '4:2:0',
      isLossy: true,
    });
  });

  it('does not decode: the header of a huge picture is enough', async () => {
    expect(await inspect(makePngHeader(200_000, 100_000))).toMatchObject({
      width: 200_000,
      height: 100_000,
    });
  });
});
