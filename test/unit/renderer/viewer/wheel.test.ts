import { describe, expect, it } from 'vitest';
import { wheelAction, type WheelFacts } from '../../../../src-renderer/viewer/wheel';

const turn = (facts: Partial<WheelFacts>): WheelFacts => ({
  deltaX: 0,
  deltaY: 0,
  deltaMode: 0,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...facts,
});

describe('the wheel', () => {
  it('does what the preference says', () => {
    expect(wheelAction(turn({ deltaY: 100 }), 'zoom', true)).toMatchObject({
      kind: 'zoom',
      deltaPx: 100,
    });
    expect(wheelAction(turn({ deltaX: 5, deltaY: 100 }), 'scroll', true)).toEqual({
      kind: 'pan',
      dx: -5,
      dy: -100,
    });
  });

  it('zooms with Ctrl or ⌘ and on a pinch, whatever the preference', () => {
    expect(wheelAction(turn({ deltaY: 3, ctrlKey: true }), 'scroll', false)).toMatchObject({
      kind: 'zoom',
      isPinch: true,
    });
    expect(wheelAction(turn({ deltaY: 100, ctrlKey: true }), 'scroll', false)).toMatchObject({
      isPinch: false,
    });
    expect(wheelAction(turn({ deltaY: 10, metaKey: true }), 'scroll', false).kind).toBe('zoom');
  });

  it('changes the brush with Shift, on whichever axis the system reports it', () => {
    expect(wheelAction(turn({ deltaY: -100, shiftKey: true }), 'zoom', true)).toEqual({
      kind: 'brushSize',
      notches: 1,
    });
    expect(wheelAction(turn({ deltaX: 200, shiftKey: true }), 'scroll', true)).toEqual({
      kind: 'brushSize',
      notches: -2,
    });
    expect(wheelAction(turn({ deltaY: -100, shiftKey: true }), 'zoom', false).kind).toBe('zoom');
  });

  it('reads lines as pixels', () => {
    expect(wheelAction(turn({ deltaY: 3, deltaMode: 1 }), 'zoom', false)).toMatchObject({
      deltaPx: 99,
    });
  });
});
