import { describe, expect, it } from 'vitest';
import { sharp, sharpBuild } from '../../../src-main/imaging/sharp-runtime';

describe('sharp as Heirloom uses it', () => {
  it('is the native build in plain Node', () => expect(sharpBuild).toBe('native'));

  it('refuses drawings, which can name other files', async () => {
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>');
    await expect(sharp(drawing).metadata()).rejects.toThrow();
  });

  it('keeps no pictures in memory', () => {
    const { memory, files, items } = sharp.cache();
    expect([memory.max, files.max, items.max]).toEqual([0, 0, 0]);
  });
});
