import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { noMetadata } from '../../../src-main/imaging/headers/photo-header';
import { verifySaved, type SavedExpectation } from '../../../src-main/imaging/verify-saved';
import { makeExif, xmpPacket } from '../../support/make-metadata';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { makeTiff } from '../../support/make-tiff';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const file = path.join(folder, 'photo.png');
const samples = makeSamples(30, 20);
const expected: SavedExpectation = {
  samples,
  format: 'png',
  orientation: 1,
  isLossless: true,
  metadata: noMetadata,
};

beforeAll(async () => writeFileSync(file, await sharpFrom(samples).png().toBuffer()));

function offByOne(index: number): SavedExpectation['samples'] {
  const data = samples.data.slice();
  data[index]! += 1;
  return { ...samples, data };
}

async function expectFailure(
  changes: Partial<SavedExpectation>,
  words: RegExp,
  target = file,
): Promise<void> {
  await expect(verifySaved(target, { ...expected, ...changes })).rejects.toMatchObject({
    code: 'verification',
    message: expect.stringMatching(words) as string,
  });
}

describe('verifySaved', () => {
  it('passes a file that is as intended', async () => {
    const { comparison, lostData } = await verifySaved(file, expected);
    expect(comparison).toEqual({
      sampleCount: 1800,
      differingCount: 0,
      maxDifferenceFraction: 0,
      meanDifferenceFraction: 0,
    });
    expect(lostData).toEqual([]);
  });

  it('finds a single sample that differs by one', async () => {
    for (const index of [0, 899, 1799]) {
      await expectFailure({ samples: offByOne(index) }, /1 of its samples differ/);
    }
  });

  it('finds another format, size, depth, colour model, alpha or orientation', async () => {
    const wrong = /format or size/;
    await expectFailure({ format: 'tiff' }, wrong);
    await expectFailure({ samples: makeSamples(20, 30) }, wrong);
    await expectFailure({ samples: makeSamples(30, 20, { bitDepth: 16 }) }, wrong);
    await expectFailure({ samples: makeSamples(30, 20, { colourModel: 'grey' }) }, wrong);
    await expectFailure({ samples: makeSamples(30, 20, { hasAlpha: true }) }, wrong);
    const mirrored = path.join(folder, 'mirrored.tif');
    writeFileSync(mirrored, makeTiff(samples, { tags: { 274: [2] } }));
    await expectFailure({ format: 'tiff' }, wrong, mirrored);
  });

  it('finds a lossy copy that is another picture, or differs where it must not', async () => {
    const other = { ...samples, data: samples.data.map((value) => 255 - value) };
    await expectFailure({ isLossless: false, samples: other }, /differs too much/);
    const changed = offByOne((7 * 30 + 12) * 3);
    const within = (x: number, y: number): boolean => x === 12 && y === 7;
    const lossy = { ...expected, isLossless: false, samples: changed };
    expect(
      (await verifySaved(file, { ...lossy, mayDiffer: within })).comparison.differingCount,
    ).toBe(1);
    await expectFailure(
      { ...lossy, mayDiffer: (x, y) => x === 7 && y === 12 },
      /outside the repair/,
    );
  });

  it('finds a file that cannot be read back or decoded', async () => {
    const broken = path.join(folder, 'broken.png');
    writeFileSync(broken, 'nothing of the kind');
    await expectFailure({}, /cannot be read back/, broken);
    const png = await sharpFrom(samples).png().toBuffer();
    writeFileSync(broken, png.fill(0, 60, 200));
    await expectFailure({}, /cannot be (decoded|read back)/, broken);
  });

  it('names embedded data that are not there or not the same', async () => {
    const full = {
      ...noMetadata,
      exif: makeExif(),
      xmp: xmpPacket,
      icc: Buffer.alloc(200),
      iptc: Buffer.from('x'),
    };
    const { lostData } = await verifySaved(file, { ...expected, metadata: full });
    expect(lostData).toEqual(['EXIF data', 'XMP data', 'colour profile', 'IPTC data']);
  });
});
