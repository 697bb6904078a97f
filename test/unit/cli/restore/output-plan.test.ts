import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  planOutput,
  sidecarPathOf,
  type OutputRequest,
} from '../../../../src-main/cli/restore/output-plan';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const folder = makeTemporaryFolder();
const photo = { path: path.join(folder, 'aunt.jpg'), format: 'jpeg' } as const;

async function planNames(request: Partial<OutputRequest>) {
  const whole = { out: undefined, format: undefined, variants: 1, ...request };
  const { format, targetPaths } = await planOutput(photo, whole);
  return [format, ...targetPaths.map((target) => path.relative(folder, target))];
}

describe('planOutput', () => {
  it('proposes a name beside the photo, in its format or the one asked for', async () => {
    expect(await planNames({})).toEqual(['jpeg', 'aunt_restored.jpg']);
    expect(await planNames({ format: 'tiff' })).toEqual(['tiff', 'aunt_restored.tif']);
  });

  it('takes a folder that exists, or that ends like one', async () => {
    mkdirSync(path.join(folder, 'results'));
    const inside = path.join('results', 'aunt_restored.jpg');
    expect(await planNames({ out: path.join(folder, 'results') })).toEqual(['jpeg', inside]);
    const missing = path.join('missing', 'aunt_restored.jpg');
    expect(await planNames({ out: path.join(folder, 'missing/') })).toEqual(['jpeg', missing]);
  });

  it('takes a file, and the format that its name means', async () => {
    expect(await planNames({ out: path.join(folder, 'b.PNG') })).toEqual(['png', 'b.PNG']);
    const unusual = { out: path.join(folder, 'b.scan'), format: 'png' } as const;
    expect(await planNames(unusual)).toEqual(['png', 'b.scan']);
  });

  it('numbers variants, from the first free row of numbers', async () => {
    expect(await planNames({ variants: 2 })).toEqual([
      'jpeg',
      'aunt_restored_1.jpg',
      'aunt_restored_2.jpg',
    ]);
    writeFileSync(path.join(folder, 'aunt_restored_2.jpg'), '');
    expect(await planNames({ variants: 2 })).toEqual([
      'jpeg',
      'aunt_restored_3.jpg',
      'aunt_restored_4.jpg',
    ]);
    expect(await planNames({ out: path.join(folder, 'b.png'), variants: 2 })).toEqual([
      'png',
      'b_1.png',
      'b_2.png',
    ]);
  });

  it('keeps numbered names within 255 bytes', async () => {
    const out = path.join(folder, `${'ä'.repeat(125)}.png`);
    const { targetPaths } = await planOutput(photo, { out, format: undefined, variants: 12 });
    for (const target of targetPaths) {
      expect(Buffer.byteLength(path.basename(target))).toBeLessThanOrEqual(255);
    }
    expect(new Set(targetPaths).size).toBe(12);
  });

  it.each([
    [{ out: 'b.bmp' }, 'does not tell the format'],
    [{ out: 'b' }, 'does not tell the format'],
    [{ out: 'b.jpg', format: 'png' } as const, 'means jpeg but --format says png'],
  ])('refuses %o', async (request, message) => {
    await expect(planNames(request)).rejects.toThrow(message);
  });
});

describe('sidecarPathOf', () => {
  it('adds to the name of the result and stays within 255 bytes', () => {
    expect(sidecarPathOf('out/a.jpg')).toBe(path.join('out', 'a.jpg.heirloom.json'));
    const long = sidecarPathOf(`${'x'.repeat(251)}.jpg`);
    expect(long).toHaveLength(255);
    expect(long).toMatch(/\.heirloom\.json$/);
  });
});
