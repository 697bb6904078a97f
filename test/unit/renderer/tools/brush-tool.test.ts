import { describe, expect, it } from 'vitest';
import { MaskLayer } from '../../../../src-renderer/mask/mask-layer';
import { pixelAt } from '../../../../src-renderer/mask/mask-tiles';
import {
  brushSizeAtScale,
  stepBrushSize,
  stepHardness,
  wheelBrushSize,
} from '../../../../src-renderer/tools/brush-size';
import { pressedRadius } from '../../../../src-renderer/tools/brush-size';
import { BrushTool } from '../../../../src-renderer/tools/brush-tool';
import type { BrushSettings } from '../../../../src-renderer/tools/tool';
import { makeHost, sample } from './support';

const settings: BrushSettings = { sizePx: 20, hardness: 1, pressure: 'linear' };
const plain = { isErasing: false, isExtending: false };

describe('brush and eraser', () => {
  it('paint what the pointer passes, as one step', () => {
    const { host, mask, edits } = makeHost();
    const stroke = new BrushTool(host, () => settings, false).begin(sample(100, 100), plain);
    stroke.move([sample(150, 100), sample(200, 100)]);
    expect(pixelAt(mask.tiles('painted'), 175, 100)).toBe(255);
    stroke.commit();
    expect(edits.map(({ label }) => label)).toEqual(['stroke']);
    expect(pixelAt(mask.tiles('painted'), 175, 115)).toBe(0);
  });

  it('leave nothing of a stroke that is cancelled', () => {
    const { host, mask, edits } = makeHost();
    const stroke = new BrushTool(host, () => settings, false).begin(sample(100, 100), plain);
    stroke.move([sample(200, 100)]);
    stroke.cancel();
    expect([mask.tiles('painted').size, mask.isEditing, edits.length]).toEqual([0, false, 0]);
  });

  it('erase with the brush when asked to, and always with the eraser', () => {
    const { host, mask, edits } = makeHost();
    const brush = new BrushTool(host, () => settings, false);
    brush.begin(sample(100, 100), plain).commit();
    brush.begin(sample(100, 100), { ...plain, isErasing: true }).commit();
    expect(mask.tiles('painted').size).toBe(0);
    new BrushTool(host, () => settings, true).begin(sample(300, 100), plain).commit();
    expect(pixelAt(mask.tiles('erased'), 300, 100)).toBe(255);
    expect(edits.map(({ label }) => label)).toEqual(['stroke', 'erase', 'erase']);
  });

  it('draw a straight line from the last point with Shift', () => {
    const { host, mask } = makeHost();
    const brush = new BrushTool(host, () => settings, false);
    brush.begin(sample(100, 100), plain).commit();
    brush.begin(sample(400, 100), { ...plain, isExtending: true }).commit();
    expect(pixelAt(mask.tiles('painted'), 250, 100)).toBe(255);
  });

  it('follow the pressure of a pen, if that is wanted', () => {
    const { host, mask } = makeHost();
    new BrushTool(host, () => settings, false).begin(sample(100, 100, 0.1), plain).commit();
    new BrushTool(host, () => ({ ...settings, pressure: undefined }), false)
      .begin(sample(300, 100, 0.1), plain)
      .commit();
    expect(pixelAt(mask.tiles('painted'), 107, 100)).toBe(0);
    expect(pixelAt(mask.tiles('painted'), 307, 100)).toBe(255);
  });

  it('hit a whole pixel when they are small', () => {
    const { host, mask } = makeHost();
    new BrushTool(host, () => ({ ...settings, sizePx: 1 }), false)
      .begin(sample(100.95, 100.02), plain)
      .commit();
    expect(pixelAt(mask.tiles('painted'), 100, 100)).toBe(255);
    expect(pixelAt(mask.tiles('painted'), 101, 100)).toBe(0);
  });

  it('note where the original is wanted back', () => {
    const restore = new MaskLayer(900, 700);
    const { host } = makeHost(restore);
    new BrushTool(host, () => settings, true).begin(sample(100, 100), plain).commit();
    expect(pixelAt(restore.tiles('painted'), 100, 100)).toBe(255);
    restore.cancel();
    new BrushTool(host, () => settings, true).begin(sample(100, 100), plain).cancel();
    expect([restore.tiles('painted').size, restore.isEditing]).toEqual([0, false]);
  });
});

describe('the size of the brush', () => {
  it('steps by a tenth, at least one pixel, between 1 and 2000', () => {
    expect(stepBrushSize(24, 1)).toBe(26);
    expect(stepBrushSize(5, -1)).toBe(4);
    expect(stepBrushSize(1, -1)).toBe(1);
    expect(stepBrushSize(1990, 1)).toBe(2000);
    expect(wheelBrushSize(100, 1)).toBeCloseTo(110);
    expect(wheelBrushSize(3, -1)).toBe(2);
    expect([stepHardness(0.8, 1), stepHardness(1, 1), stepHardness(0, -1)]).toEqual([0.9, 1, 0]);
  });

  it('stays the same on the screen at another scale', () => {
    expect(brushSizeAtScale(24, 0.5, 2)).toBe(6);
    expect(brushSizeAtScale(24, 2, 0.01)).toBe(2000);
  });

  it('reach the whole size at full pressure by every curve, and come near it softly or firmly', () => {
    const curves = ['soft', 'linear', 'firm'] as const;
    expect(curves.map((curve) => pressedRadius(20, 1, curve))).toEqual([10, 10, 10]);
    expect(curves.map((curve) => pressedRadius(20, 0, curve))).toEqual([2, 2, 2]);
    const [soft, linear, firm] = curves.map((curve) => pressedRadius(20, 0.5, curve));
    expect(linear).toBeCloseTo(6);
    expect(soft).toBeGreaterThan(7);
    expect(firm).toBeLessThan(5);
  });
});
