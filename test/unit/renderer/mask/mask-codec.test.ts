import { describe, expect, it } from 'vitest';
import {
  decodeMaskDelta,
  decodeMaskTiles,
  encodeMaskDelta,
  encodeMaskTiles,
} from '../../../../src-renderer/mask/mask-codec';
import type { MaskDelta } from '../../../../src-renderer/mask/mask-layer';
import { editMask } from '../../../../src-renderer/mask/mask-write';
import { stampSegment } from '../../../../src-renderer/mask/stroke-raster';
import { digest, makeMask } from './support';

const paint = (mask = makeMask(), action: 'paint' | 'erase' = 'paint', x = 510) =>
  editMask(mask, () => {
    stampSegment(
      mask,
      action,
      { x, y: 510, radiusPx: 30 },
      { x: x + 50, y: 510, radiusPx: 30 },
      0.5,
    );
  })!;

describe('a stored mask', () => {
  it('comes back as it was, both planes', async () => {
    const mask = makeMask();
    paint(mask);
    paint(mask, 'erase', 560);
    const planes = { painted: mask.tiles('painted'), erased: mask.tiles('erased') };
    const decoded = await decodeMaskTiles(await encodeMaskTiles(planes));
    expect(digest(decoded.painted)).toBe(digest(planes.painted));
    expect(digest(decoded.erased)).toBe(digest(planes.erased));
  });

  it('keeps both sides of an edit', async () => {
    const mask = makeMask();
    paint(mask);
    const delta = paint(mask, 'erase', 530);
    const decoded = await decodeMaskDelta(await encodeMaskDelta(delta));
    const describeChanges = ({ changes, byteLength }: MaskDelta) => [
      byteLength,
      ...changes.map(({ plane, key, before, after }) => [
        plane,
        key,
        before && digest(new Map([[key, before]])),
        after && digest(new Map([[key, after]])),
      ]),
    ];
    expect(describeChanges(decoded)).toEqual(describeChanges(delta));
  });

  it('is small', async () => {
    const delta = paint();
    expect((await encodeMaskDelta(delta)).length).toBeLessThan(delta.byteLength / 50);
  });

  it('is refused where it is something else, or broken', async () => {
    const bytes = await encodeMaskDelta(paint());
    await expect(decodeMaskTiles(bytes)).rejects.toThrow('not a stored mask');
    await expect(decodeMaskDelta(new Uint8Array(3))).rejects.toThrow('not a stored mask');
    await expect(decodeMaskDelta(bytes.subarray(0, bytes.length - 20))).rejects.toThrow();
  });
});
