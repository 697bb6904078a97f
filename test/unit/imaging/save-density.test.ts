import { describe, expect, it } from 'vitest';
import type { PhotoDensity, PhotoFormat } from '../../../src-shared/model/photo-inspection';
import { serialiseTiff, type TiffField } from '../../../src-main/imaging/containers/tiff-fields';
import { readExif } from '../../../src-main/imaging/headers/exif';
import { exifWithDensity } from '../../../src-main/imaging/metadata/density';
import { addJpegSegments, addPngChunk, makeExif } from '../../support/make-metadata';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { makeTiff } from '../../support/make-tiff';
import { openAndSave } from '../../support/open-and-save';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const formats: PhotoFormat[] = ['jpeg', 'png', 'tiff', 'webp', 'avif'];

function number(
  tag: number,
  type: number,
  values: readonly number[],
  littleEndian: boolean,
): TiffField {
  const size = type === 3 ? 2 : 4;
  const bytes = Buffer.alloc(values.length * size);
  values.forEach((value, index) => {
    if (littleEndian) bytes.writeUIntLE(value, index * size, size);
    else bytes.writeUIntBE(value, index * size, size);
  });
  return { tag, type, count: type === 5 ? 1 : values.length, bytes };
}

interface Resolution {
  readonly x?: number;
  readonly y?: number;
  readonly unit?: number;
  readonly orientation?: number;
  readonly littleEndian?: boolean;
}

/** EXIF data with a maker's note and whichever tags for the resolution are given. */
function exifOf(resolution: Resolution): Buffer {
  const { x, y, unit, orientation = 1, littleEndian = true } = resolution;
  const fields: TiffField[] = [
    { tag: 271, type: 2, count: 6, bytes: Buffer.from('Leitz\0') },
    number(274, 3, [orientation], littleEndian),
    {
      tag: 34665,
      directory: { fields: [{ tag: 37500, type: 7, count: 6, bytes: Buffer.from('maker?') }] },
    },
  ];
  if (x !== undefined) fields.push(number(282, 5, [x, 1], littleEndian));
  if (y !== undefined) fields.push(number(283, 5, [y, 1], littleEndian));
  if (unit !== undefined) fields.push(number(296, 3, [unit], littleEndian));
  return serialiseTiff({ fields }, { littleEndian, isBig: false });
}

async function jpegWith(
  exif: Buffer | undefined,
  jfif?: [x: number, y: number, unit?: number],
): Promise<Buffer> {
  const segments: [number, Buffer][] = [];
  if (jfif) {
    const data = Buffer.from('JFIF\0\x01\x02\x01\0\0\0\0\0\0', 'latin1');
    data[7] = jfif[2] ?? 1;
    data.writeUInt16BE(jfif[0], 8);
    data.writeUInt16BE(jfif[1], 10);
    segments.push([0xe0, data]);
  }
  if (exif) segments.push([0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif])]);
  // The encoder writes no JFIF segment of its own, which would state the density first.
  return addJpegSegments(await sharpFrom(makeSamples(24, 16)).jpeg().toBuffer(), segments);
}

async function pngWith(exif: Buffer | undefined, metres?: [x: number, y: number]): Promise<Buffer> {
  let png: Buffer = await sharpFrom(makeSamples(24, 16)).png().toBuffer();
  // Without the density that the encoder makes up.
  const made = png.indexOf('pHYs') - 4;
  png = Buffer.concat([png.subarray(0, made), png.subarray(made + 21)]);
  if (exif) png = addPngChunk(png, 'eXIf', exif);
  if (!metres) return png;
  const data = Buffer.alloc(9, 1);
  data.writeUInt32BE(metres[0], 0);
  data.writeUInt32BE(metres[1], 4);
  return addPngChunk(png, 'pHYs', data);
}

const turned = { 274: [6], 282: [600.5], 283: [300.5], 296: [2], 271: 'Leitz' };
const cases: [name: string, make: () => Promise<Buffer> | Buffer, expected: PhotoDensity][] = [
  [
    'JFIF 300, EXIF 72',
    () => jpegWith(exifOf({ x: 72, y: 72, unit: 2 }), [300, 300]),
    { x: 300, y: 300 },
  ],
  [
    'JFIF 300, EXIF 72, big-endian',
    () => jpegWith(exifOf({ x: 72, y: 72, unit: 2, littleEndian: false }), [300, 300]),
    { x: 300, y: 300 },
  ],
  [
    'JFIF 118 a centimetre, EXIF 72',
    () => jpegWith(exifOf({ x: 72, y: 72, unit: 3 }), [118, 59, 2]),
    { x: 299.72, y: 149.86 },
  ],
  ['JFIF 300, EXIF without resolution', () => jpegWith(exifOf({}), [300, 300]), { x: 300, y: 300 }],
  [
    'JFIF 300, big-endian EXIF without resolution',
    () => jpegWith(exifOf({ littleEndian: false }), [300, 300]),
    { x: 300, y: 300 },
  ],
  [
    'JFIF 300, EXIF of half a resolution',
    () => jpegWith(exifOf({ y: 72 }), [300, 300]),
    { x: 300, y: 300 },
  ],
  [
    'JFIF 300, EXIF without a unit of length',
    () => jpegWith(exifOf({ x: 1, y: 1, unit: 1 }), [300, 300]),
    { x: 300, y: 300 },
  ],
  ['JFIF 300, no EXIF', () => jpegWith(undefined, [300, 300]), { x: 300, y: 300 }],
  [
    'turned JPEG, JFIF and EXIF 600 x 300',
    () => jpegWith(exifOf({ x: 600, y: 300, unit: 2, orientation: 6 }), [600, 300]),
    { x: 300, y: 600 },
  ],
  [
    'turned JPEG, JFIF 600 x 300, EXIF without',
    () => jpegWith(exifOf({ orientation: 8 }), [600, 300]),
    { x: 300, y: 600 },
  ],
  [
    'turned JPEG, EXIF 600 x 300, no JFIF',
    () => jpegWith(exifOf({ x: 600, y: 300, unit: 2, orientation: 5 })),
    { x: 300, y: 600 },
  ],
  [
    'mirrored JPEG, JFIF 600 x 300',
    () => jpegWith(exifOf({ x: 72, y: 72, unit: 2, orientation: 3 }), [600, 300]),
    { x: 600, y: 300 },
  ],
  [
    'turned PNG, pHYs and EXIF',
    () => pngWith(exifOf({ x: 72, y: 72, unit: 2, orientation: 6 }), [20_000, 10_000]),
    { x: 254, y: 508 },
  ],
  ['PNG with EXIF alone', () => pngWith(exifOf({ x: 600, y: 300, unit: 2 })), { x: 600, y: 300 }],
  [
    'turned TIFF 600.5 x 300.5',
    () => makeTiff(makeSamples(20, 12), { tags: turned }),
    { x: 300.5, y: 600.5 },
  ],
  [
    'turned big-endian TIFF',
    () => makeTiff(makeSamples(20, 12), { tags: turned, bigEndian: true }),
    { x: 300.5, y: 600.5 },
  ],
];

/** What the formats can state: JPEG whole numbers, PNG whole numbers a metre. */
const stepOf: Record<PhotoFormat, number> = {
  jpeg: 1,
  png: 0.0254,
  tiff: 0.001,
  webp: 0.001,
  avif: 0.001,
};

function expectDensity(found: PhotoDensity | undefined, wanted: PhotoDensity, step: number): void {
  for (const axis of ['x', 'y'] as const) {
    expect(Math.abs((found?.[axis] ?? 0) - wanted[axis])).toBeLessThanOrEqual(step / 2 + 0.02);
  }
}

describe.each(cases)('the density of a photo: %s', (_, make, expected) => {
  it.each(formats)('is that of its copy in %s, wherever the copy states it', async (format) => {
    for (const quality of format === 'jpeg' ? [undefined, 90] : [undefined]) {
      const request = quality === undefined ? { format } : { format, quality };
      const { original, copy, report } = await openAndSave(folder, await make(), request);
      expectDensity(original.source.inspection.density, expected, 0);
      expectDensity(copy.source.inspection.density, expected, stepOf[format]);
      expect(report.kept.join()).toContain('pixels an inch');
      expect(report.notes.join()).not.toContain('density');
      const { exif } = copy.source.header.metadata;
      // A copy with the original's blocks says what the original says; any other must not contradict itself.
      const isSpliced = report.recodedBlocks !== undefined;
      const stated = exif && !isSpliced ? readExif(exif).density : undefined;
      if (stated) expectDensity(stated, expected, stepOf[format]);
    }
  });
});

describe('a density that the format cannot state', () => {
  it('is not called kept', async () => {
    const tiff = makeTiff(makeSamples(20, 12), { tags: { 282: [100_000], 283: [100_000] } });
    const { report } = await openAndSave(folder, tiff, { format: 'jpeg' });
    expect(report.kept.join()).not.toContain('pixels an inch');
    expect(report.notes).toContain('The density of the original could not be carried over whole.');
  });
});

describe('exifWithDensity', () => {
  const density = { x: 300, y: 600 };

  it.each([true, false])('moves nothing else (little-endian: %s)', (littleEndian) => {
    const stated = exifOf({ x: 72, y: 72, unit: 2, littleEndian });
    const changed = exifWithDensity(stated, density, false)!;
    expect(changed).toEqual(exifOf({ x: 300, y: 600, unit: 2, littleEndian }));
    const silent = exifOf({ littleEndian });
    const added = exifWithDensity(silent, density, true)!;
    expect(added.subarray(8, silent.length)).toEqual(silent.subarray(8));
    expect(readExif(added)).toEqual({ orientation: 1, density });
  });

  it('tells apart two values that lie in one place', () => {
    const shared = exifOf({ x: 72, y: 72, unit: 2 });
    const at = (tag: number): number =>
      shared.indexOf(Buffer.from([tag & 255, tag >> 8, 5, 0])) + 8;
    shared.copy(shared, at(283), at(282), at(282) + 4);
    expect(readExif(exifWithDensity(shared, density, false)!).density).toEqual(density);
  });

  it('leaves alone what agrees, what need not state it, and what it cannot read', () => {
    const agreeing = exifOf({ x: 300, y: 600, unit: 2 });
    expect(exifWithDensity(agreeing, density, true)).toBe(agreeing);
    const silent = makeExif();
    expect(exifWithDensity(silent, density, false)).toBe(silent);
    const odd = Buffer.from('not EXIF');
    expect(exifWithDensity(odd, density, true)).toBe(odd);
    expect(exifWithDensity(undefined, density, false)).toBeUndefined();
    expect(exifWithDensity(silent, undefined, true)).toBe(silent);
  });

  it('states even a density that no photo has', () => {
    const vast = { x: 5_000_000, y: 5_000_000 };
    expect(readExif(exifWithDensity(undefined, vast, true)!).density).toEqual(vast);
  });

  it('does not touch its input', () => {
    const stated = exifOf({ x: 72, y: 72, unit: 2 });
    exifWithDensity(stated, density, true);
    expect(stated).toEqual(exifOf({ x: 72, y: 72, unit: 2 }));
  });
});
