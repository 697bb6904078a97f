import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';
import { proposeTargetPath, restoredName } from '../../../src-main/files/target-name';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();

describe('restoredName', () => {
  it.each([
    ['aunt.jpg', 'jpeg', 1, 'aunt_restored.jpg'],
    ['aunt.JPEG', 'jpeg', 1, 'aunt_restored.JPEG'],
    ['aunt.jpg', 'jpeg', 3, 'aunt_restored_3.jpg'],
    ['aunt.jpg', 'tiff', 1, 'aunt_restored.tif'],
    ['scan.TIFF', 'tiff', 1, 'scan_restored.TIFF'],
    ['no extension', 'png', 1, 'no extension_restored.png'],
    ['Mr. Smith', 'png', 1, 'Mr. Smith_restored.png'],
    ['.hidden', 'webp', 1, '.hidden_restored.webp'],
    ['😀.png', 'png', 1, '😀_restored.png'],
    ['-rf.png', 'png', 1, '-rf_restored.png'],
    ['aunt_restored.jpg', 'jpeg', 2, 'aunt_restored_2.jpg'],
    ['aunt_restored_2.jpg', 'jpeg', 3, 'aunt_restored_3.jpg'],
  ] as const)('%s as %s, number %i → %s', (name, format, number, expected) => {
    expect(restoredName(name, format, number)).toBe(expected);
  });

  it('never exceeds 255 bytes nor cuts a character', () => {
    const formats: PhotoFormat[] = ['jpeg', 'png', 'tiff', 'webp', 'avif'];
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 400 })
          // U+FFFD is what a cut character would be read as: a name that has one itself says nothing.
          .filter((name) => !/[/\0\ufffd]/.test(name)),
        fc.constantFrom(...formats),
        fc.integer({ min: 1, max: 9999 }),
        (name, format, number) => {
          const restored = restoredName(name, format, number);
          expect(Buffer.byteLength(restored)).toBeLessThanOrEqual(255);
          expect(restored).not.toContain('\ufffd');
          expect(restored).toContain('_restored');
        },
      ),
    );
  });
});

describe('proposeTargetPath', () => {
  it('numbers names that are taken, beside the source or in another folder', async () => {
    const source = path.join(folder, 'aunt.png');
    expect(await proposeTargetPath(source, 'png')).toBe(path.join(folder, 'aunt_restored.png'));
    writeFileSync(path.join(folder, 'aunt_restored.png'), '');
    writeFileSync(path.join(folder, 'aunt_restored_2.png'), '');
    expect(await proposeTargetPath(source, 'png')).toBe(path.join(folder, 'aunt_restored_3.png'));
    const elsewhere = path.join(folder, 'elsewhere');
    expect(await proposeTargetPath(source, 'png', elsewhere)).toBe(
      path.join(elsewhere, 'aunt_restored.png'),
    );
  });
});
