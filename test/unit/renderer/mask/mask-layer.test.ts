import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MaskDelta, MaskLayer } from '../../../../src-renderer/mask/mask-layer';
import { editMask } from '../../../../src-renderer/mask/mask-write';
import { stampSegment } from '../../../../src-renderer/mask/stroke-raster';
import { digest, makeMask } from './support';

const stroke = fc.record({
  action: fc.constantFrom('paint' as const, 'erase' as const),
  x: fc.integer({ min: -20, max: 920 }),
  y: fc.integer({ min: -20, max: 720 }),
  dx: fc.integer({ min: -300, max: 300 }),
  radiusPx: fc.double({ min: 0.5, max: 60, noNaN: true }),
});

const contents = (mask: MaskLayer) =>
  (['painted', 'erased'] as const).map((plane) => digest(mask.tiles(plane)));

const paint = (mask: MaskLayer, x: number, y: number, action: 'paint' | 'erase' = 'paint') =>
  editMask(mask, () => {
    stampSegment(mask, action, { x, y, radiusPx: 10 }, { x, y, radiusPx: 10 }, 1);
  });

describe('the mask layer', () => {
  it('comes back to every earlier state by undo, and forward again by redo', () => {
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 6 }), (strokes) => {
        const mask = makeMask();
        const states = [contents(mask)];
        const deltas: (MaskDelta | undefined)[] = [];
        for (const { action, x, y, dx, radiusPx } of strokes) {
          deltas.push(
            editMask(mask, () => {
              stampSegment(mask, action, { x, y, radiusPx }, { x: x + dx, y, radiusPx }, 0.7);
            }),
          );
          states.push(contents(mask));
        }
        for (const [index, delta] of [...deltas.entries()].reverse()) {
          if (delta) mask.apply(delta, 'undo');
          expect(contents(mask)).toEqual(states[index]);
        }
        for (const [index, delta] of deltas.entries()) {
          if (delta) mask.apply(delta, 'redo');
          expect(contents(mask)).toEqual(states[index + 1]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('copies a tile before it is written to: history keeps what it was', () => {
    const mask = makeMask();
    const first = paint(mask, 100, 100)!;
    const kept = first.changes[0]!.after!;
    const before = digest(new Map([[0, kept]]));
    paint(mask, 120, 100);
    expect(digest(new Map([[0, kept]]))).toBe(before);
  });

  it('leaves no trace of an edit that is cancelled', () => {
    const mask = makeMask();
    paint(mask, 100, 100);
    const before = contents(mask);
    mask.beginEdit();
    stampSegment(
      mask,
      'erase',
      { x: 500, y: 100, radiusPx: 200 },
      { x: 90, y: 90, radiusPx: 9 },
      1,
    );
    mask.cancel();
    expect(contents(mask)).toEqual(before);
    expect(mask.isEditing).toBe(false);
  });

  it('makes no step of an edit that changes nothing', () => {
    const mask = makeMask();
    paint(mask, 100, 100);
    const tile = [...mask.tiles('painted').values()][0];
    expect(paint(mask, 100, 100)).toBeUndefined();
    expect([...mask.tiles('painted').values()][0] === tile).toBe(true);
  });

  it('drops tiles that an eraser has emptied', () => {
    const mask = makeMask();
    paint(mask, 100, 100);
    editMask(mask, () => {
      stampSegment(
        mask,
        'erase',
        { x: 100, y: 100, radiusPx: 40 },
        { x: 100, y: 100, radiusPx: 40 },
        1,
      );
    });
    expect(mask.tiles('painted').size).toBe(0);
    expect(mask.tiles('erased').size).toBe(1);
  });

  it('shows what was there before an edit as long as that is open', () => {
    const mask = makeMask();
    paint(mask, 100, 100);
    const [before] = mask.tiles('painted').values();
    mask.beginEdit();
    const dab = { x: 120, y: 100, radiusPx: 9 };
    stampSegment(mask, 'paint', dab, { ...dab, x: 600 }, 1);
    expect(mask.tiles('painted').size).toBe(2);
    expect([...mask.committedTiles('painted').values()]).toEqual([before]);
    mask.commit();
    expect(mask.committedTiles('painted')).toBe(mask.tiles('painted'));
  });

  it('knows what a step costs', () => {
    const mask = makeMask();
    const delta = paint(mask, 512, 100)!;
    expect(delta.changes).toHaveLength(2);
    expect(delta.byteLength).toBe(2 * (512 * 512 + 64));
  });

  it('tells what has changed, and whether something can have been erased', () => {
    const mask = makeMask();
    const heard: boolean[] = [];
    const stop = mask.onChange((_region, mayErase) => heard.push(mayErase));
    mask.beginEdit();
    stampSegment(mask, 'paint', { x: 9, y: 9, radiusPx: 5 }, { x: 9, y: 9, radiusPx: 5 }, 1);
    mask.notify({ x: 0, y: 0, width: 20, height: 20 });
    expect(heard).toEqual([false]);
    const delta = mask.commit()!;
    stop();
    expect(mask.apply(delta, 'undo')).toEqual({ x: 0, y: 0, width: 512, height: 512 });
    expect(heard).toHaveLength(2);
  });

  it('refuses to be written to outside an edit', () => {
    const mask = makeMask();
    expect(() => mask.writableTile('painted', 0)).toThrow('outside an edit');
    mask.beginEdit();
    expect(() => mask.beginEdit()).toThrow('open already');
  });
});
