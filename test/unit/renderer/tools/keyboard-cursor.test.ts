import { beforeEach, describe, expect, it } from 'vitest';
import { KeyboardCursor, type CursorKey } from '../../../../src-renderer/tools/keyboard-cursor';
import { sample } from './support';

const key = (name: string, more: Partial<CursorKey> = {}): CursorKey => ({
  key: name,
  shiftKey: false,
  commandKey: false,
  ...more,
});

describe('the keyboard cursor', () => {
  let log: string[];
  let timers: (() => void)[];
  let cursor: KeyboardCursor;

  beforeEach(() => {
    log = [];
    timers = [];
    cursor = new KeyboardCursor({
      tool: () => ({
        begin: ({ photo }) => {
          log.push(`begin ${photo.x}`);
          return {
            move: ([at]) => log.push(`move ${at!.photo.x}`),
            commit: () => log.push('commit'),
            cancel: () => log.push('cancel'),
          };
        },
      }),
      photo: () => ({ width: 900, height: 700 }),
      start: () => ({ x: 100, y: 100 }),
      toSample: ({ x, y }) => sample(x, y),
      scale: () => 0.5,
      pixelRatio: () => 1,
      changed: () => undefined,
      callLater: (callback) => {
        timers.push(callback);
        return () => (timers = timers.filter((timer) => timer !== callback));
      },
      rested: ({ x, y }) => log.push(`rest ${x} ${y}`),
    });
  });

  it('comes up with the first arrow, and moves by screen pixels, far with Shift, one photo pixel with Ctrl', () => {
    cursor.keyDown(key('ArrowRight'));
    expect(cursor.position).toEqual({ x: 100, y: 100 });
    cursor.keyDown(key('ArrowRight'));
    expect(cursor.position).toEqual({ x: 116, y: 100 });
    cursor.keyDown(key('ArrowDown', { shiftKey: true }));
    expect(cursor.position).toEqual({ x: 116, y: 228 });
    cursor.keyDown(key('ArrowLeft', { commandKey: true }));
    expect(cursor.position).toEqual({ x: 115, y: 228 });
  });

  it('stays on the photo', () => {
    for (let step = 0; step < 20; step += 1) cursor.keyDown(key('ArrowLeft', { shiftKey: true }));
    expect(cursor.position).toEqual({ x: 0.5, y: 100 });
  });

  it('puts the pen down where it is shown, and lifts it again', () => {
    cursor.press(true);
    expect(log).toEqual([]);
    cursor.keyDown(key('ArrowRight'));
    cursor.press(true);
    cursor.keyDown(key('ArrowRight'));
    cursor.press(true);
    expect(log).toEqual(['begin 100', 'move 116', 'commit']);
  });

  it('clicks in tools that have no pen to hold down', () => {
    cursor.keyDown(key('ArrowRight'));
    cursor.press(false);
    expect(log).toEqual(['begin 100', 'commit']);
  });

  it('gives up the stroke first, then itself', () => {
    cursor.keyDown(key('ArrowRight'));
    cursor.press(true);
    expect([cursor.cancel(), cursor.position !== undefined]).toEqual([true, true]);
    expect([cursor.cancel(), cursor.position]).toEqual([true, undefined]);
    expect(cursor.cancel()).toBe(false);
    expect(log).toEqual(['begin 100', 'cancel']);
  });

  it('is spoken once it rests, and keeps its stroke when the pointer takes over', () => {
    cursor.keyDown(key('ArrowRight'));
    cursor.keyDown(key('ArrowRight'));
    expect(timers).toHaveLength(1);
    timers[0]!();
    cursor.press(true);
    cursor.hide();
    expect(log).toEqual(['rest 116 100', 'begin 116', 'commit']);
  });
});
