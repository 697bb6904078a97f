import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplesPerPixel, type PhotoSamples } from '../../../../src-shared/model/photo';
import type { OpenedPhoto } from '../../../../src-main/imaging/decode';
import {
  componentValues,
  expectComponentValues,
} from '../../../../src-main/imaging/jpeg/component-values';
import { decodeCoefficients } from '../../../../src-main/imaging/jpeg/decode-coefficients';
import { encodeCandidate } from '../../../../src-main/imaging/save-candidates';
import type { Region } from '../../../../src-main/engine/tensor/region';
import { jpegFixtures } from '../../../support/jpeg-fixtures';
import { addJpegSegments, makeExif, xmpPacket } from '../../../support/make-metadata';
import { compareSamples, makeRandom, makeSamples, sharpFrom } from '../../../support/make-photos';
import { openAndSave, place, type SavedCopy } from '../../../support/open-and-save';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const folder = makeTemporaryFolder();

/** Fills a region with other colours. */
function paint({ samples }: OpenedPhoto, region: Region, seed = 1): void {
  const stride = samplesPerPixel(samples);
  const random = makeRandom(seed);
  for (let y = region.y; y < region.y + region.height; y += 1) {
    for (let x = region.x; x < region.x + region.width; x += 1) {
      for (let sample = 0; sample < stride; sample += 1) {
        samples.data[(y * samples.width + x) * stride + sample] =
          90 + 40 * sample + Math.floor(random() * 8);
      }
    }
  }
}

/** Blocks whose coefficients differ between the original and its copy. */
function differingBlocks({ original, bytes }: SavedCopy): number {
  const [before, after] = [
    decodeCoefficients(original.source.jpegBytes!),
    decodeCoefficients(bytes),
  ];
  let count = 0;
  before.components.forEach((component, index) => {
    const other = after.components[index]!;
    expect(other.quantiser).toEqual(component.quantiser);
    for (let at = 0; at < component.coefficients.length; at += 64) {
      const block = component.coefficients.subarray(at, at + 64);
      if (
        !Buffer.from(block.buffer, block.byteOffset, 128).equals(
          Buffer.from(other.coefficients.buffer, other.coefficients.byteOffset + at * 2, 128),
        )
      )
        count += 1;
    }
  });
  return count;
}

function crop({ data, width, ...kind }: PhotoSamples, region: Region): PhotoSamples {
  const stride = samplesPerPixel(kind);
  const rows = Array.from({ length: region.height }, (_, y) =>
    Array.from(
      data.subarray(
        ((region.y + y) * width + region.x) * stride,
        ((region.y + y) * width + region.x + region.width) * stride,
      ),
    ),
  );
  return {
    ...kind,
    width: region.width,
    height: region.height,
    data: Uint8Array.from(rows.flat()),
  };
}

function meanDifference(a: PhotoSamples, b: PhotoSamples, isSigned = false): number {
  let sum = 0;
  for (let index = 0; index < a.data.length; index += 1) {
    const difference = a.data[index]! - b.data[index]!;
    sum += isSigned ? difference : Math.abs(difference);
  }
  return sum / a.data.length;
}

describe('a repaired JPEG', () => {
  it('that was not changed keeps all coefficients, and so every pixel', async () => {
    for (const progressive of [false, true]) {
      const jpeg = await sharpFrom(makeSamples(77, 53)).jpeg({ progressive }).toBuffer();
      const saved = await openAndSave(folder, jpeg);
      expect(differingBlocks(saved)).toBe(0);
      expect(compareSamples(saved.copy.samples, saved.original.samples).differing).toBe(0);
      expect(saved.report.recodedBlocks?.changed).toBe(0);
      expect(saved.report.comparison.differingCount).toBe(0);
      expect(saved.report.notes.join()).toBe(
        progressive ? 'The copy is stored sequentially instead of progressively.' : '',
      );
    }
  });

  it('changes only the blocks that the repair touches, for any place, size, quality and orientation', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          x: fc.nat(66),
          y: fc.nat(66),
          width: fc.integer({ min: 4, max: 30 }),
          height: fc.integer({ min: 4, max: 30 }),
          quality: fc.integer({ min: 30, max: 100 }),
          orientation: fc.integer({ min: 1, max: 8 }),
          chromaSubsampling: fc.constantFrom('4:2:0', '4:4:4'),
          colourModel: fc.constantFrom('grey' as const, 'rgb' as const, 'cmyk' as const),
        }),
        async ({ x, y, width, height, quality, orientation, chromaSubsampling, colourModel }) => {
          const jpeg = await sharpFrom(makeSamples(93, 71, { colourModel }))
            .withMetadata({ orientation })
            .jpeg({ quality, chromaSubsampling })
            .toBuffer();
          let region = { x, y, width, height };
          const saved = await openAndSave(folder, jpeg, {}, (photo) => {
            region = {
              x,
              y,
              width: Math.min(width, photo.samples.width - x),
              height: Math.min(height, photo.samples.height - y),
            };
            paint(photo, region);
          });
          expect(saved.report.recodedBlocks).toBeDefined();
          const changed = saved.report.recodedBlocks!.changed;
          expect(differingBlocks(saved)).toBeLessThanOrEqual(changed);
          // Luma blocks that a region can touch, and as many of each other component at most.
          const across = Math.ceil(region.width / 8) + 1;
          const down = Math.ceil(region.height / 8) + 1;
          expect(changed).toBeLessThanOrEqual(
            across * down * samplesPerPixel(saved.original.samples),
          );
          expect(saved.copy.source.inspection.orientation).toBe(orientation);
          // At the repair it is as near to what was wanted as an encoder at the same quality comes.
          const wanted = crop(saved.original.samples, region);
          const anew = await place(
            folder,
            Buffer.concat((await encodeCandidate(saved.original, undefined)).chunks),
          );
          const error = meanDifference(crop(saved.copy.samples, region), wanted);
          const usualError = meanDifference(crop(anew.samples, region), wanted);
          expect(error).toBeLessThanOrEqual(2 * usualError + 6);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('takes a white scratch away without a trace, although its brightness was cut off at white', async () => {
    const clean = makeSamples(64, 64);
    const scratched = makeSamples(64, 64);
    const scratch = { x: 29, y: 0, width: 5, height: 64 };
    const stride = 3;
    for (let index = 0; index < scratched.data.length; index += 1) {
      const x = Math.floor(index / stride) % 64;
      if (x >= scratch.x && x < scratch.x + scratch.width) scratched.data[index] = 255;
    }
    const jpeg = await sharpFrom(scratched).jpeg({ quality: 85 }).toBuffer();
    const { copy } = await openAndSave(folder, jpeg, {}, ({ samples }) => {
      for (let index = 0; index < samples.data.length; index += 1) {
        const x = Math.floor(index / stride) % 64;
        if (x >= scratch.x && x < scratch.x + scratch.width)
          samples.data[index] = clean.data[index]!;
      }
    });
    const got = crop(copy.samples, scratch);
    const wanted = crop(clean, scratch);
    // Signed: what is left of the scratch's brightness, not the noise of quantisation.
    expect(Math.abs(meanDifference(got, wanted, true))).toBeLessThan(1.5);
  });

  it.each([
    'restarts',
    'progressiveRestarts',
    'plainRgb',
    'mixedSampling',
    'wideQuantisers',
  ] as const)('works for %s', async (name) => {
    const region = { x: 10, y: 4, width: 9, height: 7 };
    const saved = await openAndSave(folder, jpegFixtures[name], {}, (photo) =>
      paint(photo, region),
    );
    expect(saved.report.recodedBlocks?.changed).toBeGreaterThan(0);
    expect(differingBlocks(saved)).toBeLessThanOrEqual(saved.report.recodedBlocks!.changed);
    const far = { x: 32, y: 0, width: 8, height: 24 };
    const [before, after] = [saved.original, saved.copy].map(({ samples }) => crop(samples, far));
    if (name === 'plainRgb') expect(after).toEqual(before);
  });

  it('keeps every segment, EXIF with its orientation included, and only cuts the link to the preview', async () => {
    const exif = makeExif({ orientation: 6, withPreview: true });
    const jpeg = addJpegSegments(await sharpFrom(makeSamples(48, 32)).jpeg().toBuffer(), [
      [0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif])],
      [0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), xmpPacket])],
      [0xec, Buffer.from('private')],
      [0xfe, Buffer.from('a comment')],
    ]);
    const { original, copy, report } = await openAndSave(folder, jpeg, {}, (photo) =>
      paint(photo, { x: 3, y: 3, width: 4, height: 4 }),
    );
    const [before, after] = [original.source.header.metadata, copy.source.header.metadata];
    expect(after.carried.filter(({ data }) => !data.includes('Exif'))).toEqual(
      before.carried.filter(({ data }) => !data.includes('Exif')),
    );
    expect(copy.source.inspection).toMatchObject({ orientation: 6, width: 32, height: 48 });
    const differing = [...after.exif!].filter((byte, index) => byte !== exif[index]).length;
    expect(differing).toBeLessThanOrEqual(4);
    expect(report.notes).toEqual([expect.stringMatching(/preview/)]);
  });
});

describe('a JPEG that cannot be taken over', () => {
  it('is one whose colours are coded otherwise than its segments say', async () => {
    const lying = Buffer.from(jpegFixtures.plainRgb);
    const decoded = await openAndSave(folder, lying);
    const image = decodeCoefficients(lying);
    const asLuma = componentValues(image.frame, [], 'rgb');
    expect(asLuma([50, 60, 70] as unknown as Uint8Array, 0, 1)).toBe(60);
    const jfif = { name: 'APP0', data: Buffer.from('JFIF\0') };
    const wrong = componentValues(image.frame, [jfif], 'rgb');
    expect(() => expectComponentValues(image, decoded.original.samples, wrong)).toThrow(
      /unknown way/,
    );
    expect(() => expectComponentValues(image, decoded.original.samples, asLuma)).not.toThrow();
  });

  it('is coded anew, and the report says why', async () => {
    const { report, copy } = await openAndSave(folder, jpegFixtures.arithmetic);
    expect(report.recodedBlocks).toBeUndefined();
    expect(report.notes).toEqual([
      expect.stringMatching(/because it is coded arithmetically, so the whole/),
    ]);
    expect(copy.source.inspection.quality).toBe(70);
  });

  it('is coded anew when a quality is asked for, without a reason', async () => {
    const jpeg = await sharpFrom(makeSamples(40, 40)).jpeg({ quality: 60 }).toBuffer();
    const { report } = await openAndSave(folder, jpeg, { quality: 90 });
    expect(report).toMatchObject({
      recodedBlocks: undefined,
      notes: [],
      encoding: 'JPEG quality 90, 4:2:0',
    });
  });
});
