import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { estimateSave } from '../../../src-main/imaging/estimate-save';
import { writeTiff } from '../../../src-main/imaging/containers/tiff-container';
import { noMetadata } from '../../../src-main/imaging/headers/photo-header';
import type { PhotoSamples } from '../../../src-shared/model/photo';
import { adobeRgb, makeIcc } from '../../support/make-icc';
import { compareSamples, makeSamples, sharpFrom } from '../../support/make-photos';
import { openAndSave, place } from '../../support/open-and-save';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();

async function tiffOf(samples: PhotoSamples, icc?: Buffer): Promise<Buffer> {
  const options = { compression: 'none', isBig: false } as const;
  return Buffer.concat(await writeTiff(samples, { ...noMetadata, icc }, options));
}

describe('a copy of 8 bits', () => {
  it('has every sample of a deeper photo rounded, and says so', async () => {
    const samples = makeSamples(37, 23, { bitDepth: 16, hasAlpha: true });
    const { copy, report } = await openAndSave(folder, await tiffOf(samples), { bitDepth: 8 });
    expect(copy.samples.bitDepth).toBe(8);
    const expected = Array.from(samples.data, (value) => Math.round(value / 257));
    expect([...copy.samples.data]).toEqual(expected);
    expect(report.bitDepth).toBe(8);
    expect(report.notes.join(' ')).toContain('8 bits a sample');
  });

  it('of a photo of 8 bits is what it would be anyway', async () => {
    const jpeg = await sharpFrom(makeSamples(64, 48)).jpeg().toBuffer();
    const { report } = await openAndSave(folder, jpeg, { bitDepth: 8 });
    expect(report.recodedBlocks).toMatchObject({ changed: 0 });
    expect(report.notes).toEqual([]);
  });
});

describe('a copy in sRGB', () => {
  const icc = makeIcc(adobeRgb);

  it('shows the same colours as the original, at its depth, with the profile of sRGB', async () => {
    const samples = makeSamples(40, 30, { bitDepth: 16 });
    const file = await tiffOf(samples, icc);
    const { copy, report } = await openAndSave(folder, file, { profile: 'srgb' });
    const expected = await sharp(file).toColourspace('srgb').raw().toBuffer();
    const shown = Array.from(copy.samples.data, (value) => Math.round(value / 257));
    expect(shown.every((value, at) => Math.abs(value - expected[at]!) <= 1)).toBe(true);
    expect(compareSamples(copy.samples, samples).differing).toBeGreaterThan(1000);
    // More than 8 bits' worth of steps: it was not converted by way of 8 bits.
    expect(new Set(copy.samples.data.map((value) => value % 257)).size).toBeGreaterThan(100);
    expect(copy.source.inspection.iccProfileName).toMatch(/srgb/i);
    expect(report.notes.join(' ')).toContain('converted to sRGB');
  });

  it('keeps alpha, grey and the number of channels', async () => {
    const kind = { colourModel: 'grey', bitDepth: 8, hasAlpha: true } as const;
    const samples = makeSamples(40, 30, kind);
    const grey = makeIcc({ gamma: 1 });
    const { copy } = await openAndSave(folder, await tiffOf(samples, grey), { profile: 'srgb' });
    expect(copy.samples).toMatchObject(kind);
    expect(copy.source.header.metadata.icc).toBeUndefined();
    const [first, alpha] = [copy.samples.data[0]!, copy.samples.data[1]!];
    expect(alpha).toBe(samples.data[1]);
    const linear = samples.data[0]! / 255;
    const encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
    expect(Math.abs(first - 255 * encoded)).toBeLessThan(2);
  });

  it('makes RGB of printing colours, so that formats without them can hold it', async () => {
    const samples = makeSamples(40, 30, { colourModel: 'cmyk', bitDepth: 8 });
    const request = { profile: 'srgb', format: 'png' } as const;
    const { copy, original } = await openAndSave(folder, await tiffOf(samples), request);
    expect(copy.samples).toMatchObject({ colourModel: 'rgb', width: 40, height: 30 });
    const estimate = await estimateSave({ ...original, ...request });
    expect(estimate.byteLength).toBeGreaterThan(0);
    await expect(estimateSave({ ...original, format: 'png' })).rejects.toThrow('CMYK');
  });

  it('is converted a band at a time without a seam', async () => {
    const samples = makeSamples(2100, 2000);
    const file = await tiffOf(samples, icc);
    const { copy } = await openAndSave(folder, file, { profile: 'srgb' });
    const expected = await sharp(file).toColourspace('srgb').raw().toBuffer();
    expect(copy.samples.data.every((value, at) => value === expected[at])).toBe(true);
  });

  it('of a photo that is in sRGB, or says nothing, is the photo', async () => {
    for (const profile of [undefined, 'srgb'] as const) {
      const plain = sharpFrom(makeSamples(40, 30));
      const tagged = profile === undefined ? plain : plain.withIccProfile(profile);
      const photo = await place(folder, await tagged.png().toBuffer());
      const { copy } = await openAndSave(folder, await tagged.png().toBuffer(), {
        profile: 'srgb',
      });
      expect(compareSamples(copy.samples, photo.samples).differing).toBe(0);
      expect(copy.source.inspection.iccProfileName).toBe(photo.source.inspection.iccProfileName);
    }
  });

  it('of a JPEG is coded anew as a whole', async () => {
    const jpeg = await sharpFrom(makeSamples(64, 48)).withIccProfile('p3').jpeg().toBuffer();
    const like = await openAndSave(folder, jpeg);
    expect(like.report.recodedBlocks).toBeDefined();
    const { report, copy } = await openAndSave(folder, jpeg, { profile: 'srgb' });
    expect(report.recodedBlocks).toBeUndefined();
    expect(copy.source.inspection.iccProfileName).toMatch(/srgb/i);
  });
});
