import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openPhoto } from '../../../src-main/imaging/decode';
import { compareSamples, makeSamples, sharpFrom, type PhotoKind } from '../../support/make-photos';
import { makeRawTiff, makeTiff } from '../../support/make-tiff';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();

function place(name: string, bytes: Buffer): string {
  const target = path.join(folder, name);
  writeFileSync(target, bytes);
  return target;
}

describe('openPhoto keeps every sample of a lossless file', () => {
  const kinds: PhotoKind[] = [
    { colourModel: 'grey' },
    { colourModel: 'grey', bitDepth: 16 },
    { colourModel: 'grey', hasAlpha: true },
    { colourModel: 'grey', hasAlpha: true, bitDepth: 16 },
    { colourModel: 'rgb' },
    { colourModel: 'rgb', bitDepth: 16 },
    { colourModel: 'rgb', hasAlpha: true },
    { colourModel: 'rgb', hasAlpha: true, bitDepth: 16 },
  ];
  it.each(kinds)('PNG %o', async (kind) => {
    const samples = makeSamples(37, 23, kind);
    const png = await sharpFrom(samples).png().toBuffer();
    const opened = await openPhoto(place('photo.png', png));
    expect(opened.samples).toMatchObject({ width: 37, height: 23, ...kind });
    expect(compareSamples(opened.samples, samples).differing).toBe(0);
  });

  it.each([
    ...kinds,
    { colourModel: 'cmyk' },
    { colourModel: 'cmyk', bitDepth: 16 },
  ] as PhotoKind[])('TIFF %o, both byte orders', async (kind) => {
    const samples = makeSamples(37, 23, kind);
    for (const bigEndian of [false, true]) {
      const opened = await openPhoto(place('photo.tif', makeTiff(samples, { bigEndian })));
      expect(opened.samples).toMatchObject({ width: 37, height: 23, ...kind });
      expect(compareSamples(opened.samples, samples).differing).toBe(0);
    }
  });

  it('lossless WebP, BigTIFF, CMYK JPEG', async () => {
    const rgb = makeSamples(40, 30);
    const webp = await sharpFrom(rgb).webp({ lossless: true }).toBuffer();
    expect(compareSamples((await openPhoto(place('a.webp', webp))).samples, rgb).differing).toBe(0);
    const big = makeTiff(rgb, { isBig: true });
    expect(compareSamples((await openPhoto(place('b.tif', big))).samples, rgb).differing).toBe(0);
    const cmyk = makeSamples(40, 32, { colourModel: 'cmyk' });
    const jpeg = await sharpFrom(cmyk)
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const opened = await openPhoto(place('c.jpg', jpeg));
    expect(opened.samples.colourModel).toBe('cmyk');
    expect(compareSamples(opened.samples, cmyk).maxDifference).toBeLessThanOrEqual(8);
  });

  it('AVIF of 8 and 10 bits', async () => {
    const eight = await sharpFrom(makeSamples(64, 48)).avif({ quality: 95 }).toBuffer();
    const opened = await openPhoto(place('a.avif', eight));
    expect(opened.samples).toMatchObject({ bitDepth: 8, width: 64, height: 48 });
    expect(compareSamples(opened.samples, makeSamples(64, 48)).maxDifference).toBeLessThan(32);
    const ten = await sharpFrom(makeSamples(64, 48, { bitDepth: 16 }))
      .avif({ bitdepth: 10 })
      .toBuffer();
    const deep = await openPhoto(place('b.avif', ten));
    expect(deep.samples.bitDepth).toBe(16);
    expect(deep.source.inspection.bitDepth).toBe(10);
  });
});

describe('openPhoto and stored peculiarities', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'turns orientation %i upright as sharp does',
    async (orientation) => {
      const jpeg = await sharpFrom(makeSamples(24, 16))
        .withMetadata({ orientation })
        .jpeg()
        .toBuffer();
      const { samples, source } = await openPhoto(place(`o${orientation}.jpg`, jpeg));
      const expected = await sharp(jpeg).autoOrient().raw().toBuffer({ resolveWithObject: true });
      expect([samples.width, samples.height]).toEqual([expected.info.width, expected.info.height]);
      expect(Buffer.compare(Buffer.from(samples.data as Uint8Array), expected.data)).toBe(0);
      expect(source.inspection).toMatchObject({
        orientation,
        width: expected.info.width,
        height: expected.info.height,
      });
    },
  );

  it('turns a TIFF by its own tag', async () => {
    const samples = makeSamples(24, 16, { bitDepth: 16 });
    const opened = await openPhoto(place('o6.tif', makeTiff(samples, { tags: { 274: [6] } })));
    expect([opened.samples.width, opened.samples.height]).toEqual([16, 24]);
    // Orientation 6: the stored top left corner comes to the upper right.
    expect(opened.samples.data.slice(15 * 3, 16 * 3)).toEqual(samples.data.slice(0, 3));
  });

  it('leaves the values of a wide-gamut photo alone and keeps its profile', async () => {
    const samples = makeSamples(30, 20);
    const png = await sharpFrom(samples).withIccProfile('p3').png().toBuffer();
    const plain = await openPhoto(place('p3.png', png));
    const stored = await sharp(png, { ignoreIcc: true }).raw().toBuffer();
    expect(Buffer.from(plain.samples.data as Uint8Array).equals(stored)).toBe(true);
    expect(plain.source.header.metadata.icc?.length).toBeGreaterThan(100);
  });

  it.each([
    [2, 2],
    [2, 1],
    [4, 1],
  ])('opens YCbCr of a TIFF as RGB, subsampled %i and %i', async (across, down) => {
    const unit = [...Array<number>(across * down).fill(150), 90, 170];
    const strip = Buffer.from(Array.from({ length: 64 / (across * down) }, () => unit).flat());
    const sizes = { 256: [8], 257: [8], 258: [8, 8, 8], 277: [3], 278: [8] };
    const tiff = makeRawTiff(strip, { ...sizes, 259: [1], 262: [6], 530: [across, down] });
    const { samples } = await openPhoto(place('ycc.tif', tiff));
    expect(samples).toMatchObject({ colourModel: 'rgb', hasAlpha: false });
    const expected = [209, 133, 83];
    samples.data.forEach((value, at) => {
      expect(Math.abs(value - expected[at % 3]!)).toBeLessThanOrEqual(1);
    });
  });

  it('opens JPEG in a TIFF that is not subsampled', async () => {
    const photo = makeSamples(64, 48);
    const options = { quality: 100, chromaSubsampling: '4:4:4' };
    const strip = await sharpFrom(photo).jpeg(options).toBuffer();
    const sizes = { 256: [64], 257: [48], 258: [8, 8, 8], 277: [3], 278: [48] };
    const tiff = makeRawTiff(strip, { ...sizes, 259: [7], 262: [6], 530: [1, 1] });
    const { samples } = await openPhoto(place('jpeg.tif', tiff));
    expect(compareSamples(samples, photo).maxDifference).toBeLessThan(8);
  });

  it('opens palettes as RGB and 1-bit scans as grey', async () => {
    const palette = await sharpFrom(makeSamples(30, 20)).png({ palette: true }).toBuffer();
    const opened = await openPhoto(place('palette.png', palette));
    expect(opened.samples).toMatchObject({ colourModel: 'rgb', hasAlpha: false, bitDepth: 8 });
    expect(opened.source.inspection.isPalette).toBe(true);
    const rows = Buffer.from([0b10101010, 0b11110000, 0b00001111, 0b11111111]);
    const scan = makeRawTiff(rows, {
      256: [16],
      257: [2],
      258: [1],
      259: [1],
      262: [1],
      277: [1],
      278: [2],
    });
    const bilevel = await openPhoto(place('scan.tif', scan));
    expect(bilevel.source.inspection.bitDepth).toBe(1);
    expect(Array.from(bilevel.samples.data.slice(0, 10))).toEqual([
      255, 0, 255, 0, 255, 0, 255, 0, 255, 255,
    ]);
  });

  it('goes by content: a PNG called .jpg opens', async () => {
    const png = await sharpFrom(makeSamples(12, 12)).png().toBuffer();
    const opened = await openPhoto(place('renamed.jpg', png));
    expect(opened.source.inspection.format).toBe('png');
  });

  it.each([
    '😀 Tante Grête.png',
    '-rf.png',
    'a[page=1]',
    `${'x'.repeat(246)}.png`,
    'two\nlines.png',
    '%d%s.png',
  ])('opens a file called %j', async (name) => {
    const png = await sharpFrom(makeSamples(12, 12)).png().toBuffer();
    expect((await openPhoto(place(name, png))).samples.width).toBe(12);
  });

  it('states hash, size and date, and leaves file and date alone', async () => {
    const target = place('untouched.png', await sharpFrom(makeSamples(12, 12)).png().toBuffer());
    const before = statSync(target);
    const { source } = await openPhoto(target);
    const bytes = readFileSync(target);
    expect(source.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(source.fileByteLength).toBe(bytes.length);
    expect(source.modifiedMs).toBe(before.mtimeMs);
    expect(statSync(target).mtimeMs).toBe(before.mtimeMs);
  });
});
