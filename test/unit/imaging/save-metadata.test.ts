import { describe, expect, it } from 'vitest';
import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';
import type { Provenance } from '../../../src-shared/model/provenance';
import { readExif, uprightExif } from '../../../src-main/imaging/headers/exif';
import { addProvenance, uprightXmp } from '../../../src-main/imaging/metadata/xmp';
import {
  addJpegSegments,
  addPngChunk,
  iptcRecords,
  makeExif,
  photoshopSegment,
  xmpPacket,
} from '../../support/make-metadata';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { makeTiff } from '../../support/make-tiff';
import { openAndSave } from '../../support/open-and-save';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const formats: PhotoFormat[] = ['jpeg', 'png', 'tiff', 'webp', 'avif'];
const provenance: Provenance = {
  program: 'Heirloom',
  version: '0.1.0',
  priorId: 'faces',
  priorSha256: 'aa11',
  seed: 42,
  settingsJson: '{"strength":0.5}',
  damageMaskSha256: 'bb22',
};

function rgbJpeg(): Promise<Buffer> {
  return sharpFrom(makeSamples(24, 16)).withIccProfile('p3').jpeg().toBuffer();
}

/** A scan with everything: EXIF with a maker's note and a preview, XMP, IPTC, profile, density, comment, odd segment. */
async function makeFullJpeg(
  orientation = 1,
  littleEndian = true,
  coded = rgbJpeg(),
): Promise<Buffer> {
  const jpeg = await coded;
  const exif = makeExif({ orientation, littleEndian, withPreview: true });
  return addJpegSegments(jpeg, [
    [0xe0, Buffer.from('JFIF\0\x01\x02\x01\x02\x58\x02\x58\0\0', 'latin1')],
    [0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif])],
    [0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), xmpPacket])],
    [0xe1, Buffer.from('http://ns.adobe.com/xmp/extension/\0with a second part')],
    [0xed, photoshopSegment(iptcRecords)],
    [0xec, Buffer.from('Ducky: something private')],
    [0xfe, Buffer.from('Uncle Otto wrote this comment.')],
  ]);
}

describe('a JPEG coded anew', () => {
  it('keeps every segment byte for byte but the orientation and the preview', async () => {
    const { original, copy, report } = await openAndSave(folder, await makeFullJpeg(6), {
      quality: 90,
    });
    const names = (photo: typeof original): string[] =>
      photo.source.header.metadata.carried
        .map(({ name }) => name)
        .filter((name) => name !== 'APP14');
    expect(names(copy)).toEqual(names(original));
    const [before, after] = [original.source.header.metadata, copy.source.header.metadata];
    expect(after.iptc).toEqual(iptcRecords);
    expect(after.xmp).toEqual(uprightXmp(xmpPacket));
    for (const [index, block] of before.carried.entries()) {
      const isChanged =
        block.name === 'APP14' ||
        /^(Exif|http:\/\/ns.adobe.com\/xap)/.test(block.data.toString('latin1'));
      if (!isChanged) expect(after.carried[index]?.data).toEqual(block.data);
    }
    expect(copy.source.inspection).toMatchObject({ orientation: 1, density: { x: 600, y: 600 } });
    const differing = [...after.exif!].filter((byte, index) => byte !== before.exif![index]).length;
    // One byte each of orientation, of the two pixel dimensions that change places, and of the preview's offset.
    expect(differing).toBeLessThanOrEqual(1 + 2 + 4);
    expect(after.exif!.length).toBe(before.exif!.length);
    expect(report.notes).toEqual([expect.stringMatching(/preview .* damage/)]);
    expect(report.kept).toEqual([
      'EXIF data',
      'XMP data',
      'IPTC data',
      'colour profile sP3C',
      '600 pixels an inch',
      'texts and comments',
    ]);
  });
});

describe('uprightExif', () => {
  it.each([true, false])(
    'swaps the pixel dimensions of a turned photo (little-endian: %s)',
    (littleEndian) => {
      const exif = makeExif({ orientation: 6, littleEndian, withPreview: true });
      const upright = uprightExif(exif, { width: 16, height: 24 });
      expect(upright.previewRemoved).toBe(true);
      expect(readExif(upright.exif).orientation).toBe(1);
      const expected = makeExif({ orientation: 1, littleEndian, size: [16, 24] });
      expect(upright.exif.subarray(0, expected.length)).toEqual(expected);
    },
  );

  it('leaves EXIF alone that it cannot read, and does not touch its input', () => {
    const odd = Buffer.from('not EXIF');
    expect(uprightExif(odd, { width: 1, height: 1 })).toEqual({ exif: odd, previewRemoved: false });
    const exif = makeExif({ orientation: 8 });
    uprightExif(exif, { width: 16, height: 24 });
    expect(exif).toEqual(makeExif({ orientation: 8 }));
  });
});

describe('metadata through every format', () => {
  it.each(['png', 'tiff', 'webp', 'avif'] as const)(
    'a full JPEG saved as %s keeps what it can and names the rest',
    async (format) => {
      const { copy, report } = await openAndSave(folder, await makeFullJpeg(), {
        format,
      });
      const { metadata } = copy.source.header;
      for (const text of ['maker?maker?', '1931:05:17', 'Großmutter']) {
        expect(metadata.exif?.includes(text)).toBe(true);
      }
      expect(metadata.xmp).toEqual(uprightXmp(xmpPacket));
      expect(copy.source.inspection.iccProfileName).toMatch(/P3/);
      const holdsIptc = format === 'png' || format === 'tiff';
      expect(metadata.iptc).toEqual(holdsIptc ? iptcRecords : undefined);
      const said = report.notes.join(' ');
      expect(said.includes('IPTC')).toBe(!holdsIptc);
      expect(said).toMatch(/lacks them: .*comment/);
      expect(said).not.toContain('density');
      expect(copy.source.inspection.density?.x).toBeCloseTo(600, 1);
    },
  );

  it.each(formats)('a density without EXIF data survives in %s', async (format) => {
    const png = await sharpFrom(makeSamples(24, 16)).png().toBuffer();
    const size = Buffer.from('00005c7f00005c7f01', 'hex'); // 23,679 pixels a metre
    const { copy, report } = await openAndSave(folder, addPngChunk(png, 'pHYs', size), { format });
    expect(copy.source.inspection.density?.x).toBeCloseTo(601.4, format === 'jpeg' ? 0 : 1);
    expect(report.notes).toEqual([]);
  });

  it('carries EXIF of a big-endian TIFF, its GPS and private tags, into a little-endian one', async () => {
    const tags = {
      271: 'Leitz',
      306: '1931:05:17 12:00:00',
      65000: Buffer.from('private'),
      282: [1200.5],
      283: [1200.5],
      296: [2],
    };
    const { copy, report } = await openAndSave(
      folder,
      makeTiff(makeSamples(20, 20), { bigEndian: true, tags }),
    );
    const exif = copy.source.header.metadata.exif!;
    for (const text of ['Leitz', '1931:05:17', 'private']) expect(exif.includes(text)).toBe(true);
    expect(copy.source.inspection.density).toEqual({ x: 1200.5, y: 1200.5 });
    expect(report.notes).toEqual([]);
  });

  it('keeps PNG texts and time, and drops only what speaks of single stored samples', async () => {
    const names = async (png: Buffer): Promise<string[]> => {
      const full = [
        ['sBIT', Buffer.from([5, 5, 5])],
        ['tIME', Buffer.from('07930511060000', 'hex')],
        ['tEXt', Buffer.from('Title\0The farm')],
        ['prVt', Buffer.from('a private chunk')],
      ].reduce((bytes, [name, data]) => addPngChunk(bytes, name as string, data as Buffer), png);
      const { copy } = await openAndSave(folder, full);
      return copy.source.header.metadata.carried.map((block) => block.name).sort();
    };
    const colour = await sharpFrom(makeSamples(20, 20)).png().toBuffer();
    expect(await names(colour)).toEqual(expect.arrayContaining(['prVt', 'sBIT', 'tEXt', 'tIME']));
    const palette = await sharpFrom(makeSamples(20, 20)).png({ palette: true }).toBuffer();
    const kept = await names(palette);
    expect(kept).toEqual(expect.arrayContaining(['prVt', 'tEXt', 'tIME']));
    expect(kept).not.toContain('sBIT');
  });

  it('leaves PNG chunks out that hold only of the file they stood in, and names them', async () => {
    const png = await sharpFrom(makeSamples(20, 20)).png().toBuffer();
    const chunks = ['iDOT', 'caBX', 'abCD', 'abCd', 'vpAg', 'tIME', 'cICP', 'mDCV', 'cLLI'];
    const full = chunks.reduce<Buffer>(
      (bytes, name) => addPngChunk(bytes, name, Buffer.alloc(9)),
      png,
    );
    const { copy, report } = await openAndSave(folder, full);
    const names = copy.source.header.metadata.carried.map((block) => block.name);
    expect(names.sort()).toEqual(['abCd', 'cICP', 'cLLI', 'mDCV', 'pHYs', 'tIME', 'vpAg']);
    expect(report.notes).toEqual([
      expect.stringMatching(/not be true of another file.*lacks them: abCD, caBX, iDOT\.$/),
    ]);
  });

  it('of 8 bits a sample does not say that more of them count', async () => {
    const png = await sharpFrom(makeSamples(20, 20, { bitDepth: 16 }))
      .png()
      .toBuffer();
    const scan = addPngChunk(png, 'sBIT', Buffer.from([12, 12, 12]));
    const holdsBits = async (request: { bitDepth?: 8 }): Promise<boolean> => {
      const { copy } = await openAndSave(folder, scan, request);
      return copy.source.header.metadata.carried.some(({ name }) => name === 'sBIT');
    };
    expect(await holdsBits({})).toBe(true);
    expect(await holdsBits({ bitDepth: 8 })).toBe(false);
  });
});

describe('provenance', () => {
  it.each(formats)('is found in the XMP data of %s, beside what was there', async (format) => {
    const png = await sharpFrom(makeSamples(24, 16)).withXmp(xmpPacket.toString()).png().toBuffer();
    const { original, copy, report } = await openAndSave(folder, png, { format, provenance });
    const before = original.source.header.metadata.xmp!;
    const expected = addProvenance(uprightXmp(before), provenance, original.source.sha256).xmp;
    expect(copy.source.header.metadata.xmp).toEqual(expected);
    expect(expected?.toString()).toContain('xmp:CreatorTool="VueScan 9"');
    expect(report.notes).toEqual([]);
  });

  it('is not written unless asked for', async () => {
    const png = await sharpFrom(makeSamples(24, 16)).png().toBuffer();
    expect((await openAndSave(folder, png)).copy.source.header.metadata.xmp).toBeUndefined();
  });

  it('is left out, with a note, where an XMP packet fills a JPEG segment', async () => {
    const packet = xmpPacket.toString().replace(' '.repeat(200), `<!--${'x'.repeat(64_600)}-->`);
    const segment = Buffer.from(`http://ns.adobe.com/xap/1.0/\0${packet}`);
    const jpeg = addJpegSegments(await rgbJpeg(), [[0xe1, segment]]);
    const { report, copy } = await openAndSave(folder, jpeg, { provenance });
    expect(report.notes.join()).toMatch(/no room left/);
    expect(copy.source.header.metadata.xmp).toEqual(Buffer.from(packet));
  });
});
