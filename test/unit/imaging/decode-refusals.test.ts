import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openPhoto } from '../../../src-main/imaging/decode';
import { compareSamples, makePngHeader, makeSamples, sharpFrom } from '../../support/make-photos';
import { makeRawTiff, makeTiff } from '../../support/make-tiff';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();

function place(name: string, bytes: Buffer): string {
  const target = path.join(folder, name);
  writeFileSync(target, bytes);
  return target;
}

describe('openPhoto refuses in one sentence', () => {
  async function expectRefusal(target: string, code: string, words: RegExp): Promise<void> {
    const error: unknown = await openPhoto(target).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'PhotoError', code });
    const { message } = error as Error;
    expect(message).toMatch(words);
    expect(message.endsWith('.') && !message.includes('\n')).toBe(true);
  }

  it('what is missing, a folder, a dangling link, a pipe or empty', async () => {
    await expectRefusal(path.join(folder, 'nowhere.jpg'), 'missing', /“nowhere.jpg”/);
    mkdirSync(path.join(folder, 'album.jpg'));
    await expectRefusal(path.join(folder, 'album.jpg'), 'directory', /is a folder/);
    symlinkSync(path.join(folder, 'gone'), path.join(folder, 'dangling.jpg'));
    await expectRefusal(path.join(folder, 'dangling.jpg'), 'missing', /dangling/);
    await expectRefusal(place('zero.tif', Buffer.alloc(0)), 'empty', /0 bytes/);
    execFileSync('mkfifo', [path.join(folder, 'pipe.jpg')]);
    await expectRefusal(path.join(folder, 'pipe.jpg'), 'unreadable', /not a file/);
  });

  it.skipIf(process.getuid?.() === 0)('what may not be read (root may read all)', async () => {
    const target = place('secret.png', makePngHeader(4, 4));
    chmodSync(target, 0o000);
    await expectRefusal(target, 'unreadable', /no permission/);
  });

  it('truncated files of every format, which opened as damaged show what is there', async () => {
    const photo = makeSamples(200, 150);
    const files = {
      't.jpg': await sharpFrom(photo).jpeg().toBuffer(),
      'p.jpg': await sharpFrom(photo).jpeg({ progressive: true }).toBuffer(),
      't.png': await sharpFrom(photo).png().toBuffer(),
      't.webp': await sharpFrom(photo).webp().toBuffer(),
      't.avif': await sharpFrom(photo).avif().toBuffer(),
      't.tif': makeTiff(photo, { extraPages: 0 }),
    };
    for (const [name, bytes] of Object.entries(files)) {
      for (const fraction of [0.01, 0.3, 0.9]) {
        const target = place(name, bytes.subarray(0, Math.ceil(bytes.length * fraction)));
        await expectRefusal(target, 'truncated', /ends|broken/);
      }
    }
    const half = place('half.jpg', files['t.jpg'].subarray(0, files['t.jpg'].length / 2));
    const { samples, source } = await openPhoto(half, { acceptDamaged: true });
    expect(source.inspection.notes).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/damaged: a part/) as string }),
    ]);
    const whole = await openPhoto(place('whole.jpg', files['t.jpg']), { acceptDamaged: true });
    expect(whole.source.inspection.notes).toEqual([]);
    expect(
      compareSamples(
        { ...samples, data: samples.data.slice(0, 600) },
        { ...photo, data: photo.data.slice(0, 600) },
      ).maxDifference,
    ).toBeLessThan(60);
  });

  it('a bomb by its header alone', async () => {
    const target = place('bomb.png', makePngHeader(30_000, 20_000));
    await expectRefusal(target, 'too-large', /600 megapixels/);
    expect(
      (
        await openPhoto(place('ok.png', await sharpFrom(makeSamples(9, 9)).png().toBuffer()), {
          maxPixelCount: 81,
        })
      ).samples.width,
    ).toBe(9);
    const error: unknown = await openPhoto(path.join(folder, 'ok.png'), {
      maxPixelCount: 80,
    }).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'too-large' });
  });

  it('drawings, films, raw files and animations', async () => {
    await expectRefusal(
      place('a.png', Buffer.from('<?xml version="1.0"?>\n<svg width="9"/>')),
      'unsupported-format',
      /SVG/,
    );
    await expectRefusal(
      place('a.gif', Buffer.from('GIF89a------------')),
      'unsupported-format',
      /GIF/,
    );
    await expectRefusal(
      place('a.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')),
      'unsupported-format',
      /HEIC/,
    );
    await expectRefusal(
      place('a.cr3', Buffer.from('\0\0\0\x18ftypcrx \0\0\0\0crx isom', 'latin1')),
      'unsupported-format',
      /raw/,
    );
    await expectRefusal(
      place('a.cr2', Buffer.from('II*\0\x10\0\0\0CR\x02\0', 'latin1')),
      'unsupported-format',
      /raw/,
    );
    await expectRefusal(
      place('a.dng', makeTiff(makeSamples(8, 8), { tags: { 50706: [1] } })),
      'unsupported-format',
      /raw/,
    );
    await expectRefusal(place('a.psd', Buffer.from('8BPS----')), 'unsupported-format', /Photoshop/);
    await expectRefusal(
      place('a.jpg', Buffer.from('Dear diary,')),
      'unsupported-format',
      /not a picture/,
    );
    await expectRefusal(
      place('a.mp4', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomisom', 'latin1')),
      'unsupported-format',
      /film/,
    );
  });

  it('animated PNG and WebP', async () => {
    const png = makePngHeader(8, 8);
    const control = Buffer.from('000000086163544c' + '0000000200000000' + '00000000', 'hex');
    await expectRefusal(
      place('a.png', Buffer.concat([png.subarray(0, 33), control, png.subarray(33)])),
      'animated',
      /animated PNG/,
    );
    const frames = Buffer.from([...Array(2 * 8 * 8 * 3).keys()].map((value) => value % 251));
    const webp = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
      .webp({ loop: 0, delay: [100, 100] })
      .toBuffer();
    await expectRefusal(place('a.webp', webp), 'animated', /animated WebP/);
  });

  it('Lab, floating point, 12 bits and too many channels', async () => {
    const photo = makeSamples(8, 8);
    await expectRefusal(
      place('lab.tif', makeTiff(photo, { tags: { 262: [8] } })),
      'unsupported-colour',
      /Lab/,
    );
    await expectRefusal(
      place('float.tif', makeTiff(photo, { tags: { 339: [3, 3, 3] } })),
      'unsupported-colour',
      /floating/,
    );
    await expectRefusal(
      place('twelve.tif', makeTiff(photo, { tags: { 258: [12, 12, 12] } })),
      'unsupported-colour',
      /12/,
    );
    await expectRefusal(
      place(
        'five.tif',
        makeTiff(makeSamples(8, 8, { colourModel: 'cmyk' }), { tags: { 262: [1] } }),
      ),
      'unsupported-colour',
      /4 samples/,
    );
    const jpeg = await sharpFrom(photo).jpeg().toBuffer();
    jpeg[jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 4] = 12;
    await expectRefusal(place('twelve.jpg', jpeg), 'unsupported-colour', /12 bits/);
  });

  it('YCbCr that the decoder would hand out as if it were RGB', async () => {
    const strip = Buffer.from(Array.from({ length: 64 }, () => [150, 90, 170]).flat());
    const tags = { 256: [8], 257: [8], 258: [8, 8, 8], 262: [6], 277: [3], 278: [8], 530: [1, 1] };
    const deep = { ...tags, 258: [16, 16, 16], 259: [1], 530: [2, 2] };
    const files = [
      makeRawTiff(strip, { ...tags, 259: [1] }),
      makeRawTiff(deflateSync(strip), { ...tags, 259: [8] }),
      makeRawTiff(Buffer.concat([strip, strip]), { ...tags, 258: [16, 16, 16], 259: [1] }),
      makeRawTiff(strip, deep),
    ];
    for (const file of files) {
      await expectRefusal(place('ycc.tif', file), 'unsupported-colour', /YCbCr/);
    }
  });
});
