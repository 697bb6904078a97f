import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';
import { openPhoto } from '../../../src-main/imaging/decode';
import { savePhoto } from '../../../src-main/imaging/save';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { makeTiff } from '../../support/make-tiff';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const exiftool = 'exiftool';
const hasExiftool = isInstalled();

function isInstalled(): boolean {
  try {
    execFileSync(exiftool, ['-ver']);
    return true;
  } catch {
    console.warn(
      'SKIPPED: exiftool is not installed, so metadata are not read by a foreign program.',
    );
    return false;
  }
}

type Tags = Record<string, unknown>;

/** What exiftool reads from a file, without what belongs to the file itself or to how pixels are stored. */
function readTags(file: string): Tags {
  const [tags] = JSON.parse(
    execFileSync(exiftool, ['-j', '-G1', '-a', '-struct', '-n', file]).toString(),
  ) as [Tags];
  const storage =
    /^(SourceFile|ExifTool:|System:|File:(?!Comment)|Composite:|PNG:(Image|Bit|Color|Compr|Filter|Interlace|Palette)|RIFF:|JFIF:|APP14:|Meta:|QuickTime:|IFD0:(Image|Bits|Compression|Photometric|Strip|Samples|Rows|Planar|Predictor|Extra|SampleFormat|XRes|YRes|Resolution|SubfileType|YCbCr|Orientation)|ExifIFD:(Exif(Image|Version)|ComponentsConf|Flashpix)|XMP-x:|IFD1:)/;
  return Object.fromEntries(Object.entries(tags).filter(([name]) => !storage.test(name)));
}

const written = [
  '-EXIF:Make=Leitz',
  '-EXIF:Artist=Großmutter Ida',
  '-EXIF:DateTimeOriginal=1931:05:17 12:00:00',
  '-EXIF:ExposureTime=1/60',
  '-EXIF:UserComment=on the farm',
  '-EXIF:GPSLatitude=48.1',
  '-EXIF:GPSLatitudeRef=N',
  '-XMP-dc:Title=The farm',
  '-XMP-dc:Subject=cow',
  '-XMP-dc:Subject=hay',
  '-XMP:Rating=5',
  '-XMP:CreatorTool=VueScan 9',
  '-XMP-xmpMM:DocumentID=uuid:1234',
];
const withIptc = [
  '-IPTC:Caption-Abstract=The farm in May.',
  '-IPTC:Keywords=cow',
  '-IPTC:Keywords=hay',
];

async function makeTagged(format: PhotoFormat): Promise<string> {
  const samples = makeSamples(64, 48);
  const pipeline = sharpFrom(samples).withIccProfile('p3');
  const bytes = format === 'tiff' ? makeTiff(samples) : await pipeline.toFormat(format).toBuffer();
  const file = path.join(folder, `tagged.${format}`);
  writeFileSync(file, bytes);
  const tags = format === 'webp' || format === 'avif' ? written : [...written, ...withIptc];
  execFileSync(exiftool, ['-q', '-overwrite_original', ...tags, file]);
  return file;
}

describe.skipIf(!hasExiftool)('what exiftool reads from a copy', () => {
  it.each(['jpeg', 'png', 'tiff', 'webp', 'avif'] as const)(
    'is what it reads from the original %s',
    async (format) => {
      const original = await makeTagged(format);
      const before = readTags(original);
      expect(Object.keys(before).length).toBeGreaterThan(12);
      const photo = await openPhoto(original);
      const targetPath = path.join(folder, `copy.${format}`);
      const report = await savePhoto({ ...photo, targetPath });
      expect(report.notes).toEqual([]);
      expect(readTags(targetPath)).toEqual(before);
      const warnings = execFileSync(exiftool, ['-s3', '-Warning', '-Error', targetPath]).toString();
      expect(warnings).toBe('');
    },
  );

  it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'of a TIFF saved as %s holds all that is not IPTC, which the report names where it is lost',
    async (format) => {
      const original = await makeTagged('tiff');
      const photo = await openPhoto(original);
      const targetPath = path.join(folder, `from-tiff.${format}`);
      const report = await savePhoto({ ...photo, targetPath, format });
      const after = readTags(targetPath);
      const isIptc = ([name]: [string, unknown]): boolean => /^(IPTC|Photoshop)/.test(name);
      const expected = Object.entries(readTags(original)).filter((entry) => !isIptc(entry));
      expect(after).toMatchObject(Object.fromEntries(expected));
      const holdsIptc = format === 'jpeg' || format === 'png';
      expect(after['IPTC:Keywords']).toEqual(holdsIptc ? ['cow', 'hay'] : undefined);
      expect(report.notes.join(' ').includes('IPTC')).toBe(!holdsIptc);
    },
  );

  it('shows the repair, with all that is needed to redo it', async () => {
    const photo = await openPhoto(await makeTagged('jpeg'));
    const targetPath = path.join(folder, 'repaired.jpg');
    const provenance = {
      program: 'Heirloom',
      version: '0.1.0',
      priorId: 'faces & places',
      priorSha256: 'aa11',
      seed: 42,
      settingsJson: '{"strength":0.5}',
      damageMaskSha256: 'bb22',
    };
    await savePhoto({ ...photo, targetPath, provenance });
    const tags = readTags(targetPath);
    expect(tags['XMP-heirloom:Repairs']).toEqual([
      {
        Program: 'Heirloom',
        Version: expect.anything() as unknown,
        PriorId: 'faces & places',
        PriorSha256: 'aa11',
        Seed: 42,
        Settings: '{"strength":0.5}',
        DamageMaskSha256: 'bb22',
        OriginalSha256: photo.source.sha256,
      },
    ]);
    expect(tags['XMP-xmp:CreatorTool']).toBe('VueScan 9');
  });
});
