import { describe, expect, it } from 'vitest';
import { serialiseTiff, type TiffField } from '../../../src-main/imaging/containers/tiff-fields';
import { bufferSource } from '../../../src-main/imaging/headers/byte-source';
import {
  readTiffDirectory,
  readTiffLayout,
} from '../../../src-main/imaging/headers/tiff-directory';
import { exifFromTiff } from '../../../src-main/imaging/headers/tiff-exif';
import { makeSamples } from '../../support/make-photos';
import { makeTiff } from '../../support/make-tiff';
import { openAndSave } from '../../support/open-and-save';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();

/** The fields of a first directory as a reader finds them that knows TIFF 6.0 only. */
function readClassic(exif: Buffer): Map<number, { type: number; bytes: Buffer }> {
  expect(['II*\0', 'MM\0*']).toContain(exif.toString('latin1', 0, 4));
  const isLittle = exif[0] === 0x49;
  const uint = (at: number, size: number): number =>
    isLittle ? exif.readUIntLE(at, size) : exif.readUIntBE(at, size);
  const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
  const start = uint(4, 4);
  const fields = new Map<number, { type: number; bytes: Buffer }>();
  for (let index = 0; index < uint(start, 2); index += 1) {
    const at = start + 2 + 12 * index;
    const type = uint(at + 2, 2);
    expect(sizes[type], `type ${type}`).toBeGreaterThan(0);
    const length = uint(at + 4, 4) * sizes[type]!;
    const valueAt = length > 4 ? uint(at + 8, 4) : at + 8;
    fields.set(uint(at, 2), { type, bytes: exif.subarray(valueAt, valueAt + length) });
  }
  return fields;
}

describe.each([false, true])('EXIF data of a BigTIFF (big-endian: %s)', (bigEndian) => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)(
    'can be read by others in %s',
    async (format) => {
      const tags = { 271: 'Leitz', 306: '1931:05:17 12:00:00', 65000: [7], 282: [600], 283: [600] };
      const tiff = makeTiff(makeSamples(20, 12), { isBig: true, bigEndian, tags });
      const { copy, report } = await openAndSave(folder, tiff, { format });
      const fields = readClassic(copy.source.header.metadata.exif!);
      expect(fields.get(271)?.bytes.toString()).toBe('Leitz\0');
      expect(fields.get(306)?.bytes.toString()).toBe('1931:05:17 12:00:00\0');
      expect(fields.get(65000)?.bytes).toHaveLength(4);
      expect(copy.source.inspection.density?.x).toBeCloseTo(600, 1);
      expect(report.kept).toContain('EXIF data');
    },
  );

  it('hold numbers of 64 bits as such of 32, and no offsets that lead nowhere', () => {
    const wide = (tag: number, type: number, ...values: bigint[]): TiffField => {
      const bytes = Buffer.alloc(8 * values.length);
      values.forEach((value, index) => {
        const unsigned = BigInt.asUintN(64, value);
        if (bigEndian) bytes.writeBigUInt64BE(unsigned, 8 * index);
        else bytes.writeBigUInt64LE(unsigned, 8 * index);
      });
      return { tag, type, count: values.length, bytes };
    };
    const fields = [
      wide(65001, 16, 7n, 0xffff_ffffn),
      wide(65002, 16, 7n, 0x1_0000_0000n),
      wide(65003, 17, -7n, 0x7fff_ffffn),
      wide(65004, 17, 0x8000_0000n),
      wide(65005, 17, -0x8000_0001n),
      wide(65006, 18, 8n),
    ];
    const source = bufferSource(
      serialiseTiff({ fields }, { littleEndian: !bigEndian, isBig: true }),
    );
    const layout = readTiffLayout(source)!;
    const directory = readTiffDirectory(source, layout, layout.firstDirectoryOffset)!;
    const found = readClassic(exifFromTiff(source, layout, directory)!);
    expect([...found.keys()]).toEqual([65001, 65003]);
    const read = (tag: number, at: number): number => {
      const { bytes, type } = found.get(tag)!;
      expect(type).toBe(tag === 65001 ? 4 : 9);
      if (type === 4) return bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
      return bigEndian ? bytes.readInt32BE(at) : bytes.readInt32LE(at);
    };
    expect([read(65001, 0), read(65001, 4)]).toEqual([7, 0xffff_ffff]);
    expect([read(65003, 0), read(65003, 4)]).toEqual([-7, 0x7fff_ffff]);
  });
});
