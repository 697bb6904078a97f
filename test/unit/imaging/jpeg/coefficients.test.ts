import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { serialiseJpegSegment } from '../../../../src-main/imaging/containers/jpeg-container';
import { bufferSource } from '../../../../src-main/imaging/headers/byte-source';
import { readJpegSegments } from '../../../../src-main/imaging/headers/jpeg-segments';
import { decodeCoefficients } from '../../../../src-main/imaging/jpeg/decode-coefficients';
import { inverseDct } from '../../../../src-main/imaging/jpeg/dct';
import { encodeCoefficients } from '../../../../src-main/imaging/jpeg/encode-coefficients';
import { UnsupportedJpegError } from '../../../../src-main/imaging/jpeg/jpeg-coefficients';
import { PhotoError } from '../../../../src-main/imaging/photo-error';
import { jpegFixtures } from '../../../support/jpeg-fixtures';
import { makeSamples, sharpFrom } from '../../../support/make-photos';

/** The same coefficients in another coding: all segments but Huffman tables and restart intervals, then a new scan. */
function recode(jpeg: Buffer): Buffer {
  const { segments } = readJpegSegments(bufferSource(jpeg), 'test');
  const kept = segments
    .filter(({ name }) => name !== 'c4' && name !== 'dd')
    .map((segment) => (segment.name === 'c2' ? { ...segment, name: 'c1' } : segment));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...kept.map(serialiseJpegSegment),
    ...encodeCoefficients(decodeCoefficients(jpeg)),
  ]);
}

async function pixels(jpeg: Buffer): Promise<Buffer> {
  return sharp(jpeg, { failOn: 'warning' }).raw().toBuffer();
}

describe('coefficients decoded and coded again', () => {
  it('give the same picture in sharp, whatever the size, quality, subsampling and process', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom('4:2:0', '4:4:4'),
        fc.boolean(),
        fc.constantFrom('grey', 'rgb', 'cmyk'),
        async (width, height, quality, chromaSubsampling, progressive, colourModel) => {
          const samples = makeSamples(width, height, { colourModel });
          const jpeg = await sharpFrom(samples)
            .jpeg({ quality, chromaSubsampling, progressive })
            .toBuffer();
          expect((await pixels(recode(jpeg))).equals(await pixels(jpeg))).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each([
    'restarts',
    'progressiveRestarts',
    'plainRgb',
    'mixedSampling',
    'wideQuantisers',
  ] as const)('give the same picture for %s', async (name) => {
    const jpeg = jpegFixtures[name];
    expect((await pixels(recode(jpeg))).equals(await pixels(jpeg))).toBe(true);
  });

  it('are the same for a sequential and a progressive coding of one picture', async () => {
    const make = (progressive: boolean): Promise<Buffer> =>
      sharpFrom(makeSamples(61, 43)).jpeg({ quality: 80, progressive }).toBuffer();
    const [a, b] = [decodeCoefficients(await make(false)), decodeCoefficients(await make(true))];
    expect(b.frame.process).toBe('progressive');
    a.components.forEach((component, index) => {
      const other = b.components[index]!;
      for (let y = 0; y < component.blocksHigh; y += 1) {
        const at = y * component.blocksPerRow * 64;
        const end = at + component.blocksWide * 64;
        expect(other.coefficients.subarray(at, end)).toEqual(
          component.coefficients.subarray(at, end),
        );
      }
    });
  });

  it('become no larger than sharp made them with its own optimal tables', async () => {
    const jpeg = await sharpFrom(makeSamples(200, 150)).jpeg({ quality: 85 }).toBuffer();
    expect(recode(jpeg).length).toBeLessThanOrEqual(jpeg.length);
  });

  it('transform back to the pixels that sharp decodes, to within its rounding', async () => {
    const jpeg = await sharpFrom(makeSamples(16, 8, { colourModel: 'grey' }))
      .jpeg({ quality: 70 })
      .toBuffer();
    const [component] = decodeCoefficients(jpeg).components;
    const decoded = await sharp(jpeg).toColourspace('b-w').raw().toBuffer();
    const block = new Float64Array(64);
    for (const index of [0, 1]) {
      inverseDct(component!.coefficients, index * 64, component!.quantiser, block);
      block.forEach((value, cell) => {
        const expected = decoded[(cell >> 3) * 16 + index * 8 + (cell & 7)]!;
        expect(Math.abs(Math.min(255, Math.max(0, value + 128)) - expected)).toBeLessThan(1.01);
      });
    }
  });
});

describe('decodeCoefficients refuses', () => {
  it('arithmetic coding', () => {
    expect(() => decodeCoefficients(jpegFixtures.arithmetic)).toThrow(/arithmetic/);
  });

  it('files that end early', async () => {
    const jpeg = await sharpFrom(makeSamples(100, 80)).jpeg().toBuffer();
    for (const fraction of [0.5, 0.7, 0.9, 0.99]) {
      const cut = jpeg.subarray(0, Math.floor(jpeg.length * fraction));
      expect(() => decodeCoefficients(cut)).toThrow(UnsupportedJpegError);
    }
  });

  it('or survives any corruption of the coded data', async () => {
    const jpegs = await Promise.all(
      [false, true].map((progressive) =>
        sharpFrom(makeSamples(60, 40)).jpeg({ progressive }).toBuffer(),
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...jpegs),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.nat(255),
        (jpeg, place, byte) => {
          const start = readJpegSegments(bufferSource(jpeg), 'test').scanOffset;
          const broken = Buffer.from(jpeg);
          broken[start + Math.floor(place * (jpeg.length - start))] = byte;
          try {
            decodeCoefficients(broken);
          } catch (error) {
            expect([UnsupportedJpegError, PhotoError]).toContain((error as Error).constructor);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
