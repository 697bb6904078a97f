import { describe, expect, it } from 'vitest';
import type { LayerId } from '../../../../src-shared/model/ids';
import {
  dividerPosition,
  dividerX,
  isOnDivider,
  layoutPanes,
  paneAt,
  paneSize,
} from '../../../../src-renderer/viewer/panes';
import { centreOn, fitViewport, panBy } from '../../../../src-renderer/viewer/viewport';

const canvas = { width: 1000, height: 600 };
const source = (layerId: string) => ({ kind: 'layer', layerId: layerId as LayerId }) as const;
const fitted = fitViewport({ width: 4000, height: 4000 }, canvas, 24);
const zoomed = centreOn(fitted, { x: 2000, y: 2000 }, 1);
const divider = (position: number) => ({
  mode: 'divider' as const,
  before: source('original'),
  position,
  onPosition: () => undefined,
});

describe('panes', () => {
  it('split one picture at the divider without a gap', () => {
    const [before, after] = layoutPanes(canvas, fitted, source('r'), divider(0.5), 1);
    expect(before!.source.kind === 'layer' && before!.source.layerId).toBe('original');
    expect(before!.clip.right).toBe(500);
    expect(after!.clip.left).toBe(500);
    expect(after!.offset).toEqual(before!.offset);
  });

  it('are of one size beside each other, and found under the pointer', () => {
    const compare = { mode: 'sideBySide', panes: ['a', 'b', 'c', 'd'].map(source) } as const;
    const size = paneSize(canvas, 4, 1);
    expect(size).toEqual({ width: 496, height: 296 });
    const panes = layoutPanes(canvas, fitted, source('r'), compare, 1);
    expect(panes.map(({ offset }) => [offset.x, offset.y])).toEqual([
      [0, 0],
      [504, 0],
      [0, 304],
      [504, 304],
    ]);
    expect(paneAt(panes, { x: 700, y: 400 })).toBe(panes[3]);
    expect(paneAt(panes, { x: 501, y: 10 })).toBe(panes[1]);
    expect(paneAt(panes, { x: -50, y: 900 })).toBe(panes[2]);
  });

  it('lie above each other in a tall window', () => {
    expect(paneSize({ width: 600, height: 1000 }, 2, 1)).toEqual({ width: 600, height: 496 });
  });
});

describe('the divider', () => {
  it('never leaves the visible picture', () => {
    expect(dividerX(fitted, 0)).toBe(224);
    expect(dividerX(fitted, 1)).toBe(776);
    expect(dividerX(zoomed, 0)).toBe(0);
    expect(dividerX(zoomed, 1)).toBe(1000);
  });

  it('keeps its place on the screen while the picture zooms and pans', () => {
    expect(dividerX(fitted, 0.6)).toBe(600);
    expect(dividerX(zoomed, 0.6)).toBe(600);
    expect(dividerX(panBy(zoomed, 300, 0), 0.6)).toBe(600);
  });

  it('snaps to the middle within 8 CSS pixels', () => {
    expect(dividerPosition(fitted, 508, 1)).toBe(0.5);
    expect(dividerPosition(fitted, 509, 1)).toBe(0.509);
    expect(dividerPosition(fitted, 516, 2)).toBe(0.5);
  });

  it('shows nothing of one picture at the edges of what is visible, which is told so', () => {
    for (const x of [-100, 0, 224]) expect(dividerPosition(fitted, x, 1)).toBe(0);
    for (const x of [776, 1000, 1100]) expect(dividerPosition(fitted, x, 1)).toBe(1);
    expect(dividerPosition(fitted, 225, 1)).toBe(0.225);
    expect(dividerPosition(zoomed, 1, 1)).toBe(0.001);
  });

  it('is taken within 12 pixels of its line and 22 of its knob', () => {
    expect(isOnDivider(fitted, 0.5, { x: 511, y: 20 }, 1)).toBe(true);
    expect(isOnDivider(fitted, 0.5, { x: 514, y: 20 }, 1)).toBe(false);
    expect(isOnDivider(fitted, 0.5, { x: 520, y: 310 }, 1)).toBe(true);
    expect(isOnDivider(fitted, 0.5, { x: 514, y: 20 }, 2)).toBe(true);
  });
});
