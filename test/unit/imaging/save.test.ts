import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeTranslate, say } from '../../../src-shared/messages';
import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';
import { samplesPerPixel } from '../../../src-shared/model/photo';
import { bufferSource } from '../../../src-main/imaging/headers/byte-source';
import {
  readTiffDirectory,
  readTiffLayout,
  readTiffNumbers,
} from '../../../src-main/imaging/headers/tiff-directory';
import type { SaveRequest } from '../../../src-main/imaging/save';
import { encodeCandidate } from '../../../src-main/imaging/save-candidates';
import { adobeRgb, makeIcc } from '../../support/make-icc';
import { compareSamples, makeSamples, sharpFrom, type PhotoKind } from '../../support/make-photos';
import { makeRawTiff, makeTiff } from '../../support/make-tiff';
import { openAndSave, place } from '../../support/open-and-save';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const kinds: PhotoKind[] = (['grey', 'rgb'] as const).flatMap((colourModel) =>
  ([8, 16] as const).flatMap((bitDepth) =>
    [false, true].map((hasAlpha) => ({ colourModel, bitDepth, hasAlpha })),
  ),
);

describe('savePhoto in the format of the original', () => {
  it.each(kinds)('PNG and TIFF keep every sample, depth and channel of %o', async (kind) => {
    const samples = makeSamples(37, 23, kind);
    const files = [
      await sharpFrom(samples).png().toBuffer(),
      makeTiff(samples, { bigEndian: true }),
    ];
    for (const bytes of files) {
      const { copy, report, original } = await openAndSave(folder, bytes);
      expect(copy.samples).toMatchObject(kind);
      expect(compareSamples(copy.samples, samples).differing).toBe(0);
      expect(copy.source.inspection.format).toBe(original.source.inspection.format);
      expect(report).toMatchObject({
        bitDepth: kind.bitDepth,
        notes: [],
        recodedBlocks: undefined,
      });
      expect(report.comparison).toMatchObject({ differingCount: 0, maxDifferenceFraction: 0 });
    }
  });

  it.each([8, 16] as const)(
    'TIFF keeps CMYK of %i bits, with and without alpha',
    async (bitDepth) => {
      for (const hasAlpha of [false, true]) {
        const samples = makeSamples(30, 20, { colourModel: 'cmyk', bitDepth, hasAlpha });
        const { copy, report } = await openAndSave(folder, makeTiff(samples));
        expect(copy.samples).toMatchObject({ colourModel: 'cmyk', bitDepth, hasAlpha });
        expect(compareSamples(copy.samples, samples).differing).toBe(0);
        expect(report.notes).toEqual([]);
      }
    },
  );

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i is stored upright', async (orientation) => {
    const tiff = makeTiff(makeSamples(24, 16), { tags: { 274: [orientation] } });
    const png = await sharpFrom(makeSamples(24, 16)).withMetadata({ orientation }).png().toBuffer();
    for (const bytes of [tiff, png]) {
      const { original, copy } = await openAndSave(folder, bytes);
      expect(original.source.inspection.orientation).toBe(orientation);
      expect(copy.source.inspection.orientation).toBe(1);
      expect(compareSamples(copy.samples, original.samples).differing).toBe(0);
    }
  });

  it('keeps BigTIFF, PNG interlacing, and turns lossy TIFF into lossless', async () => {
    const big = await openAndSave(folder, makeTiff(makeSamples(20, 20), { isBig: true }));
    expect(big.bytes.readUInt16LE(2)).toBe(43);
    const interlaced = await sharpFrom(makeSamples(20, 20)).png({ progressive: true }).toBuffer();
    expect((await openAndSave(folder, interlaced)).copy.source.inspection.isProgressive).toBe(true);
    const lossy = await sharpFrom(makeSamples(64, 64)).tiff({ compression: 'jpeg' }).toBuffer();
    const { original, copy, report } = await openAndSave(folder, lossy);
    expect(copy.source.inspection).toMatchObject({
      format: 'tiff',
      compression: 'deflate',
      isLossy: false,
    });
    expect(compareSamples(copy.samples, original.samples).differing).toBe(0);
    expect(report.notes.join()).toMatch(/compressed with loss/);
  });

  it('claims to keep every sample only where it does', async () => {
    const samples = makeSamples(64, 64);
    const icc = makeIcc(adobeRgb);
    const tiff = makeRawTiff(await sharpFrom(samples).jpeg().toBuffer(), {
      ...{ 256: [64], 257: [64], 258: [8, 8, 8], 259: [7], 262: [6], 277: [3], 278: [64] },
      34675: icc,
    });
    const says = async (request: Partial<SaveRequest>): Promise<boolean> => {
      const { report } = await openAndSave(folder, tiff, request);
      return report.notes.some((note) => note.includes('keeps every sample'));
    };
    for (const format of ['tiff', 'png', 'webp'] as const)
      expect(await says({ format })).toBe(true);
    for (const format of ['jpeg', 'avif'] as const) expect(await says({ format })).toBe(false);
    expect(await says({ format: 'webp', quality: 80 })).toBe(false);
    expect(await says({ format: 'tiff', profile: 'srgb' })).toBe(false);
  });

  it('claims no grey values of a scan of few bits that a lossy copy does not keep', async () => {
    const strip = Buffer.from(Array.from({ length: 8 * 64 }, (_, index) => (index * 37) % 256));
    const sizes = { 256: [64], 257: [64], 258: [1], 259: [1], 262: [1], 277: [1], 278: [64] };
    const { report } = await openAndSave(folder, makeRawTiff(strip, sizes), { format: 'jpeg' });
    expect(report.comparison.differingCount).toBeGreaterThan(0);
    expect(report.notes).toEqual([expect.stringMatching(/1 bits? a sample; .* stores 8\.$/)]);
  });

  it('does not call infrared samples transparency, but stores real transparency as such', async () => {
    for (const [stated, expected] of [
      [0, 0],
      [2, 2],
    ] as const) {
      const samples = makeSamples(20, 20, { bitDepth: 16, hasAlpha: true });
      const { bytes, copy } = await openAndSave(
        folder,
        makeTiff(samples, { tags: { 338: [stated] } }),
      );
      expect(compareSamples(copy.samples, samples).differing).toBe(0);
      const source = bufferSource(bytes);
      const layout = readTiffLayout(source)!;
      const directory = readTiffDirectory(source, layout, layout.firstDirectoryOffset)!;
      expect(readTiffNumbers(source, layout, directory.entries.get(338))).toEqual([expected]);
    }
  });

  it('stores colours plain that were multiplied by their alpha, and says so in German too', async () => {
    const samples = makeSamples(20, 20, { hasAlpha: true });
    samples.data.forEach((_, index) => {
      samples.data[index] = index % 4 === 3 ? 51 : 40;
    });
    const tiff = makeTiff(samples, { tags: { 338: [1] } });
    const { original, copy, report } = await openAndSave(folder, tiff);
    expect([...copy.samples.data.subarray(0, 4)]).toEqual([200, 200, 200, 51]);
    expect(report.notes).toEqual([expect.stringMatching(/multiplied .* stores them plain/)]);
    const [note] = original.source.inspection.notes;
    expect(say(note!, 'de', makeTranslate('de', 'de'))).toMatch(/multipliziert.*ohne diese/);
  });

  it('stores a palette and 1-bit scan in full, and says so', async () => {
    const palette = await sharpFrom(makeSamples(30, 20)).png({ palette: true }).toBuffer();
    const { original, copy, report } = await openAndSave(folder, palette);
    expect(copy.source.inspection).toMatchObject({
      isPalette: false,
      colourModel: 'rgb',
      bitDepth: 8,
    });
    expect(compareSamples(copy.samples, original.samples).differing).toBe(0);
    expect(report.notes).toEqual([expect.stringMatching(/palette .* full colour/)]);
  });

  it.each(['4:2:0', '4:4:4'])(
    'JPEG that is coded anew keeps quality, %s and process',
    async (chromaSubsampling) => {
      for (const colourModel of ['rgb', 'cmyk'] as const) {
        const samples = makeSamples(64, 48, { colourModel });
        const options = { quality: 87, chromaSubsampling, progressive: true };
        const original = await place(folder, await sharpFrom(samples).jpeg(options).toBuffer());
        const candidate = await encodeCandidate(original, 'of a test');
        const copy = await place(folder, Buffer.concat(candidate.chunks));
        expect(copy.samples.colourModel).toBe(colourModel);
        const { isProgressive, quality, chromaSubsampling: found } = original.source.inspection;
        expect({ isProgressive, quality }).toEqual({ isProgressive: true, quality: 87 });
        // libvips never subsamples CMYK, whatever it is asked.
        expect(found).toBe(colourModel === 'rgb' ? chromaSubsampling : '4:4:4');
        expect(copy.source.inspection).toMatchObject({
          isProgressive,
          quality,
          chromaSubsampling: found,
        });
        expect(candidate.encoding).toBe(`JPEG quality 87, ${String(found)}`);
        expect(candidate.notes).toEqual([
          expect.stringMatching(/because of a test, .* coded anew/),
        ]);
        expect(compareSamples(copy.samples, original.samples).maxDifference).toBeLessThan(20);
      }
    },
  );

  it('lossy WebP is saved at the original quality or better, lossless WebP without loss', async () => {
    for (const quality of [40, 97]) {
      const webp = await sharpFrom(makeSamples(64, 48, { hasAlpha: true }))
        .webp({ quality })
        .toBuffer();
      const { original, copy, report } = await openAndSave(folder, webp);
      expect(copy.source.inspection.quality).toBeGreaterThanOrEqual(
        original.source.inspection.quality!,
      );
      expect(report.encoding).toMatch(/^WebP quality (9\d|100)$/);
      expect(report.comparison.meanDifferenceFraction).toBeLessThan(0.02);
    }
    const exact = await sharpFrom(makeSamples(64, 48)).webp({ lossless: true }).toBuffer();
    const { original, copy } = await openAndSave(folder, exact);
    expect(compareSamples(copy.samples, original.samples).differing).toBe(0);
  });

  it.each([8, 10, 12] as const)('AVIF keeps %i bits', async (bitdepth) => {
    const samples = makeSamples(64, 48, { bitDepth: bitdepth === 8 ? 8 : 16 });
    const avif = await sharpFrom(samples).avif({ bitdepth, effort: 0 }).toBuffer();
    const { copy, report } = await openAndSave(folder, avif);
    expect(copy.source.inspection.bitDepth).toBe(bitdepth);
    expect(report.bitDepth).toBe(bitdepth);
    expect(report.comparison.meanDifferenceFraction).toBeLessThan(0.02);
  });

  it('reports the file that was written and leaves nothing else behind', async () => {
    const png = await sharpFrom(makeSamples(20, 20)).png().toBuffer();
    const { report, bytes, original } = await openAndSave(folder, png);
    expect(report.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(report.byteLength).toBe(bytes.length);
    expect(readFileSync(original.source.path).equals(png)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('heirloom-'))).toEqual([]);
  });
});

describe('savePhoto in another format', () => {
  const targets: PhotoFormat[] = ['png', 'tiff', 'jpeg', 'webp', 'avif'];

  it.each(targets)('%s from 16-bit grey with alpha says what it cannot hold', async (format) => {
    const samples = makeSamples(32, 32, { colourModel: 'grey', bitDepth: 16, hasAlpha: true });
    const { copy, report } = await openAndSave(folder, makeTiff(samples), { format });
    expect(copy.source.inspection.format).toBe(format);
    const said = report.notes.join(' ');
    expect(said.includes('8 instead of 16')).toBe(format === 'jpeg' || format === 'webp');
    expect(said.includes('opaque')).toBe(format === 'jpeg');
    expect(said.includes('three equal colours')).toBe(format === 'webp' || format === 'avif');
    expect(report.comparison.meanDifferenceFraction).toBeLessThan(0.02);
  });

  it('rounds 16 bits to 8 and leaves opaque alpha out of WebP', async () => {
    const samples = makeSamples(16, 16, { bitDepth: 16, hasAlpha: true });
    const stride = samplesPerPixel(samples);
    samples.data.forEach((_, index) => {
      if (index % stride === stride - 1) samples.data[index] = 65535;
    });
    const { copy, report } = await openAndSave(folder, makeTiff(samples), { format: 'webp' });
    expect(copy.samples).toMatchObject({ hasAlpha: false, bitDepth: 8 });
    expect(copy.samples.data[1]).toBe(Math.round(samples.data[1]! / 257));
    expect(report.notes.join(' ')).toMatch(/opaque everywhere/);
  });

  it('takes the quality asked for', async () => {
    const png = await sharpFrom(makeSamples(64, 64)).png().toBuffer();
    const { copy, report } = await openAndSave(folder, png, { format: 'jpeg', quality: 80 });
    expect(copy.source.inspection).toMatchObject({ quality: 80, chromaSubsampling: '4:4:4' });
    expect(report.encoding).toBe('JPEG quality 80, 4:4:4');
  });

  it.each(['png', 'webp', 'avif'] as const)(
    'refuses CMYK in %s and names the way out',
    async (format) => {
      const tiff = makeTiff(makeSamples(8, 8, { colourModel: 'cmyk' }));
      await expect(openAndSave(folder, tiff, { format })).rejects.toMatchObject({
        code: 'unsuitable-format',
        message: expect.stringMatching(/choose TIFF or JPEG/) as string,
      });
    },
  );

  it('refuses sides that a format cannot hold', async () => {
    const wide = makeTiff(makeSamples(20_000, 1, { colourModel: 'grey' }));
    await expect(openAndSave(folder, wide, { format: 'webp' })).rejects.toMatchObject({
      code: 'unsuitable-format',
      message: expect.stringMatching(/16383/) as string,
    });
  });
});
