import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ConvertPixels } from '../../../../../src-main/imaging/display/colour/convert-plain';
import { convertSampled } from '../../../../../src-main/imaging/display/colour/convert-sampled';
import { createDisplayColour } from '../../../../../src-main/imaging/display/colour/display-colour';
import { sampleColours } from '../../../../../src-main/imaging/display/colour/sampled-colours';
import { writeTiff } from '../../../../../src-main/imaging/containers/tiff-container';
import { noMetadata } from '../../../../../src-main/imaging/headers/photo-header';
import { samplesPerPixel, type PhotoSamples } from '../../../../../src-shared/model/photo';
import { adobeRgb, makeIcc, proPhotoRgb } from '../../../../support/make-icc';
import { makeRandom, type PhotoKind } from '../../../../support/make-photos';

/** Every colour alike, darkest and lightest among them. */
function makeColours(kind: PhotoKind, seed = 1): PhotoSamples {
  const { colourModel = 'rgb', hasAlpha = false } = kind;
  const [width, height] = [97, 61];
  const random = makeRandom(seed);
  const data = new Uint8Array(width * height * samplesPerPixel({ colourModel, hasAlpha }));
  for (let at = 0; at < data.length; at++) {
    data[at] = Math.floor(random() * (at % 3 === 0 ? 256 : 1 + 255 * random()));
  }
  data.fill(255, 0, 40);
  data.fill(0, 40, 80);
  return { width, height, colourModel, hasAlpha, bitDepth: 8, data };
}

/** The whole file as sharp shows it. */
async function convertFile(photo: PhotoSamples, icc: Buffer | undefined): Promise<Uint8Array> {
  const options = { compression: 'none', isBig: false } as const;
  const file = Buffer.concat(await writeTiff(photo, { ...noMetadata, icc }, options));
  return sharp(file).toColourspace('srgb').ensureAlpha().raw().toBuffer();
}

function convertAll(photo: PhotoSamples, convert: ConvertPixels): Uint8Array {
  const count = photo.width * photo.height;
  const rgba = new Uint8Array(4 * count);
  convert(photo.data, 0, count, rgba, 0);
  return rgba;
}

function differences(a: Uint8Array, b: Uint8Array) {
  const sorted = Array.from(a, (value, at) => Math.abs(value - b[at]!)).sort((x, y) => x - y);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return { most: sorted.at(-1)!, mean, share99: sorted[Math.floor(0.99 * sorted.length)]! };
}

async function cmykProfile(): Promise<Buffer> {
  const tiff = await sharp({
    create: { width: 4, height: 4, channels: 3, background: '#808080' },
  })
    .toColourspace('cmyk')
    .withIccProfile('cmyk')
    .tiff()
    .toBuffer();
  return (await sharp(tiff).metadata()).icc!;
}

const linear = { gamma: 1, primaries: adobeRgb.primaries! };

/** IEC 61966-2-1. */
function encodeSrgb(linearLight: number): number {
  const coded =
    linearLight <= 0.0031308 ? 12.92 * linearLight : 1.055 * linearLight ** (1 / 2.4) - 0.055;
  return Math.round(255 * coded);
}

const options = { hasAlpha: false, bitDepth: 8 } as const;

describe('the colours of a photo on the screen', () => {
  it.each([
    ['Adobe RGB', adobeRgb, 'rgb', false],
    ['ProPhoto RGB', proPhotoRgb, 'rgb', false],
    ['a linear profile', linear, 'rgb', false],
    ['Adobe RGB and alpha', adobeRgb, 'rgb', true],
    ['a grey profile', { gamma: 1.8 }, 'grey', false],
  ] as const)(
    'of %s: are those of the whole file by sharp',
    async (_, icc, colourModel, hasAlpha) => {
      const photo = makeColours({ colourModel, hasAlpha });
      const profile = makeIcc(icc);
      const convert = await createDisplayColour(photo, profile);
      const found = differences(convertAll(photo, convert), await convertFile(photo, profile));
      expect(found.most).toBeLessThanOrEqual(2);
      expect(found.share99).toBeLessThanOrEqual(1);
    },
  );

  it('of CMYK: with its profile and without', async () => {
    const photo = makeColours({ colourModel: 'cmyk' });
    for (const icc of [await cmykProfile(), undefined]) {
      const convert = await createDisplayColour(photo, icc);
      const found = differences(convertAll(photo, convert), await convertFile(photo, icc));
      expect(found.most).toBeLessThanOrEqual(2);
      expect(found.share99).toBeLessThanOrEqual(1);
    }
  });

  it('of an RGB profile that only sharp can read: are near, by interpolation', async () => {
    const photo = makeColours({});
    const icc = makeIcc(adobeRgb);
    const convert = convertSampled(photo, await sampleColours('rgb', icc));
    const found = differences(convertAll(photo, convert), await convertFile(photo, icc));
    expect(found.mean).toBeLessThan(0.3);
    expect(found.share99).toBeLessThanOrEqual(1);
  });

  it('of a linear grey profile: follow the formula', async () => {
    const kind = { ...options, colourModel: 'grey' } as const;
    const convert = await createDisplayColour(kind, makeIcc({ gamma: 1 }));
    const samples = Uint8Array.from({ length: 256 }, (_, sample) => sample);
    const rgba = new Uint8Array(1024);
    convert(samples, 0, 256, rgba, 0);
    const expected = Array.from(samples, (sample) => encodeSrgb(sample / 255));
    expect([...rgba.filter((_, at) => at % 4 === 1)]).toEqual(expected);
  });

  it('of 16 bits: are those of 8 bits where the samples are alike', async () => {
    for (const [photo, icc] of [
      [makeColours({}), makeIcc(proPhotoRgb)],
      [makeColours({ colourModel: 'cmyk' }), undefined],
      [makeColours({ colourModel: 'grey', hasAlpha: true }), makeIcc({ gamma: 1.8 })],
      [makeColours({ hasAlpha: true }), undefined],
    ] as const) {
      const deep = {
        ...photo,
        bitDepth: 16,
        data: Uint16Array.from(photo.data, (v) => v * 257),
      } as const;
      const shown = convertAll(photo, await createDisplayColour(photo, icc));
      const deepShown = convertAll(deep, await createDisplayColour(deep, icc));
      expect(differences(shown, deepShown).most).toBe(0);
    }
  });

  it('of sRGB by any profile, or of a broken or foreign one: are the samples', async () => {
    const srgb = (
      await sharp(
        await sharp({ create: { width: 2, height: 2, channels: 3, background: '#456' } })
          .withIccProfile('srgb')
          .png()
          .toBuffer(),
      ).metadata()
    ).icc;
    const photo = makeColours({});
    const broken = makeIcc(adobeRgb).subarray(0, 300);
    const nonsense = Buffer.from('not a profile');
    for (const icc of [srgb, makeIcc({ gamma: 1.8 }), broken, nonsense, undefined]) {
      const shown = convertAll(photo, await createDisplayColour(photo, icc));
      expect(shown.filter((_, at) => at % 4 !== 3)).toEqual(photo.data);
    }
  });
});
