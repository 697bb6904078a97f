import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeTranslate, say } from '../../../src-shared/messages';
import type { PhotoSamples } from '../../../src-shared/model/photo';
import { writeTiff } from '../../../src-main/imaging/containers/tiff-container';
import { noMetadata } from '../../../src-main/imaging/headers/photo-header';
import { adobeRgb, makeIcc } from '../../support/make-icc';
import { addPngChunk } from '../../support/make-metadata';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { openAndSave, place } from '../../support/open-and-save';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const german = makeTranslate('de', 'de');
const photo = makeSamples(64, 48);
const adobePrimaries = [31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000];
const srgbPrimaries = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];

/** An AVIF that states its colours by codes (`colr nclx`), in the place of a profile. */
async function makeCodedAvif(primaries: number, transfer: number): Promise<Buffer> {
  const avif = await sharpFrom(photo).withIccProfile('p3').avif({ quality: 90 }).toBuffer();
  const at = avif.indexOf('colrrICC', 0, 'latin1') + 4;
  avif.write('nclx', at, 'latin1');
  avif.writeUInt16BE(primaries, at + 4);
  avif.writeUInt16BE(transfer, at + 6);
  avif.writeUInt16BE(6, at + 8);
  avif[at + 10] = 0x80;
  return avif;
}

function integers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}

async function makePng(chunks: Record<string, Buffer>, samples = photo): Promise<Buffer> {
  const png = await sharpFrom(samples).png().toBuffer();
  return Object.entries(chunks).reduce<Buffer>(
    (bytes, [name, data]) => addPngChunk(bytes, name, data),
    png,
  );
}

/** By how many levels two profiles differ at most in what they show of the photo. */
async function compareShown(icc: Buffer | undefined, expected: Buffer): Promise<number> {
  const show = async (profile: Buffer | undefined, samples: PhotoSamples): Promise<Buffer> => {
    const metadata = { ...noMetadata, icc: profile };
    const tiff = await writeTiff(samples, metadata, { compression: 'none', isBig: false });
    return sharp(Buffer.concat(tiff)).toColourspace('srgb').raw().toBuffer();
  };
  const colourModel = expected.toString('latin1', 16, 20) === 'GRAY' ? 'grey' : 'rgb';
  const samples = makeSamples(64, 48, { colourModel });
  const [a, b] = [await show(icc, samples), await show(expected, samples)];
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0);
}

async function profileOf(sharpProfile: string): Promise<Buffer> {
  const png = await sharpFrom(photo).withIccProfile(sharpProfile).png().toBuffer();
  return Buffer.from((await sharp(png).metadata()).icc!);
}

describe('colours that a file states without a profile', () => {
  const formats = ['png', 'tiff', 'jpeg', 'webp', 'avif'] as const;

  it.each(formats)('codes of Display P3 in an AVIF reach a copy as %s', async (format) => {
    const { copy, report } = await openAndSave(folder, await makeCodedAvif(12, 13), { format });
    expect(copy.source.inspection.iccProfileName).toBe('Display P3');
    const { icc } = copy.source.header.metadata;
    expect(await compareShown(icc, await profileOf('p3'))).toBeLessThanOrEqual(1);
    expect(report.notes.join(' ')).toMatch(/states its colours by numbers.*profile/);
    expect(report.kept).toContain('colour profile Display P3');
  });

  it.each(formats)('gamma and primaries of a PNG reach a copy as %s', async (format) => {
    const chunks = { gAMA: integers(45455), cHRM: integers(...adobePrimaries) };
    const { copy, report } = await openAndSave(folder, await makePng(chunks), { format });
    const { icc } = copy.source.header.metadata;
    const expected = makeIcc({ ...adobeRgb, gamma: 2.2 });
    expect(await compareShown(icc, expected)).toBeLessThanOrEqual(1);
    expect(report.notes.join(' ')).toMatch(/states its colours by numbers.*profile/);
    expect(report.notes.join(' ')).not.toMatch(/gAMA|cHRM/);
  });

  it('a linear PNG is no sRGB, in colour or grey', async () => {
    const linear = { gAMA: integers(100_000) };
    const colour = await openAndSave(folder, await makePng(linear), { format: 'tiff' });
    const srgb = await profileOf('srgb');
    expect(await compareShown(colour.copy.source.header.metadata.icc, srgb)).toBeGreaterThan(30);
    const grey = await makePng(linear, makeSamples(64, 48, { colourModel: 'grey' }));
    const { copy } = await openAndSave(folder, grey, { format: 'tiff' });
    const expected = makeIcc({ gamma: 1 });
    expect(await compareShown(copy.source.header.metadata.icc, expected)).toBeLessThanOrEqual(1);
    const { report } = await openAndSave(folder, grey, { format: 'webp' });
    expect(report.notes.join(' ')).toMatch(/no place for the colour profile/);
  });

  it('a PNG keeps its own numbers in a copy as PNG', async () => {
    const chunks = { gAMA: integers(100_000), cHRM: integers(...adobePrimaries) };
    const { copy } = await openAndSave(folder, await makePng(chunks));
    const names = copy.source.header.metadata.carried.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['gAMA', 'cHRM']));
    expect(names).not.toContain('iCCP');
  });

  it('codes of a PNG are taken before its gamma and primaries', async () => {
    const png = await makePng({ cICP: Buffer.from([12, 13, 0, 1]), gAMA: integers(100_000) });
    const { copy, report } = await openAndSave(folder, png, { format: 'tiff' });
    expect(copy.source.inspection.iccProfileName).toBe('Display P3');
    expect(report.notes.join(' ')).not.toContain('cICP');
  });

  it.each([
    [9, 16, 'BT.2020/PQ'],
    [9, 18, 'BT.2020/HLG'],
    [12, 17, 'Display P3/17'],
    [10, 13, '10/13'],
  ])(
    'codes %i and %i that no simple profile holds are named',
    async (primaries, transfer, name) => {
      const avif = await makeCodedAvif(primaries, transfer);
      const { original, report } = await openAndSave(folder, avif, { format: 'tiff' });
      const note = original.source.inspection.notes[0]!;
      expect(note.message).toMatch(/a saved copy cannot hold/);
      expect(note.message).toContain(name);
      expect(say(note, 'de', german)).toContain(name);
      expect(report.notes).toEqual([note.message]);
      const png = await makePng({ cICP: Buffer.from([primaries, transfer, 0, 1]) });
      const coded = await openAndSave(folder, png, { format: 'tiff' });
      expect(coded.report.notes.join(' ')).toMatch(/lacks them: cICP/);
    },
  );

  it('sRGB by any of these names, nothing, and nonsense are no news', async () => {
    const files = [
      ...[await makeCodedAvif(1, 13), await makeCodedAvif(1, 1), await makeCodedAvif(2, 2)],
      await makePng({ gAMA: integers(45455), cHRM: integers(...srgbPrimaries) }),
      await makePng({ gAMA: integers(45454) }),
      await makePng({ sRGB: Buffer.from([0]), gAMA: integers(100_000) }),
      await makePng({ cICP: Buffer.from([1, 13, 0, 1]) }),
      await makePng({ gAMA: integers(0), cHRM: integers(1, 0, 0, 0, 0, 0, 0, 0) }),
      await makePng({ gAMA: Buffer.alloc(2), cHRM: Buffer.alloc(3), cICP: Buffer.alloc(1) }),
    ];
    for (const file of files) {
      const { source } = await place(folder, file);
      expect(source.inspection.notes).toEqual([]);
      expect(source.header.metadata.icc).toBeUndefined();
    }
  });

  it('a profile goes before numbers', async () => {
    const png = await sharpFrom(photo).withIccProfile('p3').png().toBuffer();
    const { source } = await place(folder, addPngChunk(png, 'gAMA', integers(100_000)));
    expect(source.inspection.iccProfileName).toMatch(/P3/);
    expect(source.inspection.notes).toEqual([]);
  });
});
