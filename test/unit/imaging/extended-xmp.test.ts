import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { mergeXmpExtension } from '../../../src-main/imaging/metadata/xmp';
import { addJpegSegments, xmpPacket } from '../../support/make-metadata';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { openAndSave } from '../../support/open-and-save';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const others = ['tiff', 'png', 'webp', 'avif'] as const;
const partBytes = 65_000;
const story = 'Großmutter auf dem Hof. '.repeat(4000);

function makeExtension(attributes = '', text = story): Buffer {
  return Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"${attributes}>
<rdf:Description rdf:about="" xmlns:story="urn:story"><story:Text>${text}</story:Text></rdf:Description>
</rdf:RDF></x:xmpmeta>`,
  );
}

function guidOf(extension: Buffer): string {
  return createHash('md5').update(extension).digest('hex').toUpperCase();
}

/** The packet that refers to an extension, by an attribute or by an element. */
function makePacket(extension: Buffer, asElement = false): Buffer {
  const guid = guidOf(extension);
  const name = 'xmpNote:HasExtendedXMP';
  const note = 'xmlns:xmpNote="http://ns.adobe.com/xmp/note/"';
  const about = '<rdf:Description rdf:about="" ';
  return Buffer.from(
    xmpPacket
      .toString()
      .replace(
        about,
        asElement
          ? `${about}${note}><${name}>${guid}</${name}></rdf:Description>${about}`
          : `${about}${note} ${name}="${guid}" `,
      ),
  );
}

function makeParts(extension: Buffer): Buffer[] {
  const guid = guidOf(extension);
  return Array.from({ length: Math.ceil(extension.length / partBytes) }, (_, index) => {
    const head = Buffer.from(`http://ns.adobe.com/xmp/extension/\0${guid}${'\0'.repeat(8)}`);
    head.writeUInt32BE(extension.length, head.length - 8);
    head.writeUInt32BE(index * partBytes, head.length - 4);
    return Buffer.concat([head, extension.subarray(index * partBytes, (index + 1) * partBytes)]);
  });
}

async function makeJpeg(packet: Buffer, parts: readonly Buffer[]): Promise<Buffer> {
  const jpeg = await sharpFrom(makeSamples(24, 16)).jpeg().toBuffer();
  const first = Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), packet]);
  return addJpegSegments(
    jpeg,
    [first, ...parts].map((data) => [0xe1, data]),
  );
}

describe('XMP data that a JPEG holds in two packets', () => {
  it.each(others)('are one packet in %s', async (format) => {
    const extension = makeExtension();
    for (const asElement of [false, true]) {
      // A reader goes by the offsets, not by the order of the parts.
      const parts = makeParts(extension).reverse();
      expect(parts.length).toBeGreaterThan(1);
      const jpeg = await makeJpeg(makePacket(extension, asElement), parts);
      const { copy, report } = await openAndSave(folder, jpeg, { format });
      const xmp = copy.source.header.metadata.xmp!.toString();
      expect(xmp).toContain(`<story:Text>${story}</story:Text>`);
      expect(xmp).toContain('xmp:CreatorTool="VueScan 9"');
      expect(xmp).not.toContain('HasExtendedXMP');
      expect(xmp.match(/<rdf:RDF/g)).toHaveLength(1);
      expect(report.kept).toContain('XMP data');
      expect(report.notes.join()).not.toMatch(/XMP/);
    }
  });

  it.each(others)('are one packet in %s where they hold a depth map', async (format) => {
    const extension = makeExtension('', 'depth map '.repeat(900_000));
    const jpeg = await makeJpeg(makePacket(extension), makeParts(extension));
    const { copy, report } = await openAndSave(folder, jpeg, { format });
    expect(copy.source.header.metadata.xmp!.length).toBeGreaterThan(extension.length);
    expect(report.kept).toContain('XMP data');
    expect(report.notes).toEqual([]);
  });

  it.each([undefined, 90])('stay as they are in a JPEG (quality %s)', async (quality) => {
    const extension = makeExtension();
    const jpeg = await makeJpeg(makePacket(extension), makeParts(extension));
    const { original, copy, report } = await openAndSave(
      folder,
      jpeg,
      quality === undefined ? {} : { quality },
    );
    const parts = (photo: typeof original): Buffer[] =>
      photo.source.header.metadata.carried
        .map(({ data }) => data)
        .filter((data) => data.includes('xmp/extension'));
    expect(parts(copy)).toEqual(parts(original));
    expect(copy.source.header.metadata.xmp!.toString()).toContain(guidOf(extension));
    expect(report.kept).toContain('XMP data');
    expect(report.notes).toEqual([]);
  });

  const extension = makeExtension();
  const whole = makeParts(extension);
  const odd = makeExtension(' xmlns:other="urn:other"');
  it.each([
    ['a part is missing', makePacket(extension), whole.slice(1)],
    ['a part is there twice', makePacket(extension), [...whole, whole[0]!]],
    ['the packet does not name them', xmpPacket, whole],
    ['the packet names another one', makePacket(odd), whole],
    ['they are not those of XMP', makePacket(extension), [Buffer.from(whole[0]!.subarray(0, 40))]],
    ['their names are declared around them', makePacket(odd), makeParts(odd)],
  ])('are not called kept where %s', async (_, packet, parts) => {
    for (const format of others) {
      const { copy, report } = await openAndSave(folder, await makeJpeg(packet, parts), { format });
      expect(copy.source.header.metadata.xmp!.toString()).not.toContain('<story:Text>');
      expect(report.kept).not.toContain('XMP data');
      expect(report.notes).toContain(
        'The XMP data of the original could not be carried over whole.',
      );
    }
  });
});

describe('mergeXmpExtension', () => {
  it('declines what it cannot read and what is too long for other formats', () => {
    const extension = makeExtension();
    const packet = makePacket(extension);
    expect(mergeXmpExtension(packet, extension)).toBeDefined();
    expect(mergeXmpExtension(packet, Buffer.from('no XML'))).toBeUndefined();
    expect(mergeXmpExtension(Buffer.from('no XML'), extension)).toBeUndefined();
    expect(mergeXmpExtension(packet, makeExtension('', 'map '.repeat(9_000_000)))).toBeUndefined();
    expect(mergeXmpExtension(packet, Buffer.from([0xff, 0xfe, 0]))).toBeUndefined();
  });
});
