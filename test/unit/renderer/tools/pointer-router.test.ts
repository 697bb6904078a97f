import { beforeEach, describe, expect, it } from 'vitest';
import { PointerRouter, type PointerFacts } from '../../../../src-renderer/tools/pointer-router';
import type { ToolId } from '../../../../src-renderer/tools/tool';
import { sample } from './support';

const facts = (x: number, y: number, more: Partial<PointerFacts> = {}): PointerFacts => ({
  id: 1,
  type: 'mouse',
  button: 0,
  buttons: 1,
  point: { x, y },
  samples: [{ point: { x, y }, pressure: 1 }],
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  ...more,
});
const finger = (id: number, x: number, y: number) => facts(x, y, { id, type: 'touch' });
const right = { button: 2, buttons: 2 };

describe('the pointer router', () => {
  let log: string[];
  let toolId: ToolId;
  let timers: (() => void)[];
  let divider: boolean;

  const makeRouter = (isMac = false) =>
    new PointerRouter({
      toolId: () => toolId,
      tool: () => ({
        begin: ({ screen }, { isErasing, isExtending }) => {
          if (toolId === 'hand') return undefined;
          log.push(`begin ${screen.x}${isErasing ? ' erase' : ''}${isExtending ? ' extend' : ''}`);
          return {
            move: (samples) => log.push(`move ${samples.map((one) => one.screen.x).join(' ')}`),
            commit: () => log.push('commit'),
            cancel: () => log.push('cancel'),
          };
        },
        hover: (at) => log.push(`hover ${at?.screen.x ?? 'out'}`),
      }),
      toSample: ({ x, y }, pressure) => sample(x, y, pressure),
      panBy: (dx, dy) => log.push(`pan ${dx} ${dy}`),
      zoomBy: (factor) => log.push(`zoom ${factor}`),
      isOnDivider: () => divider,
      dragDivider: ({ x }) => log.push(`divider ${x}`),
      openContextMenu: ({ x }) => log.push(`menu ${x}`),
      callLater: (callback) => {
        timers.push(callback);
        return () => (timers = timers.filter((timer) => timer !== callback));
      },
      pixelRatio: () => 1,
      isMac,
      onPen: () => log.push('pen'),
    });
  let router: PointerRouter;

  beforeEach(() => {
    log = [];
    timers = [];
    toolId = 'brush';
    divider = false;
    router = makeRouter();
  });

  it('paints with the left button, with every position in between', () => {
    router.down(facts(10, 0));
    router.move(
      facts(30, 0, { samples: [20, 30].map((x) => ({ point: { x, y: 0 }, pressure: 1 })) }),
    );
    router.up(facts(30, 0));
    expect(log).toEqual(['begin 10', 'move 20 30', 'commit']);
  });

  it('erases with Ctrl, or with ⌘ on a Mac', () => {
    router.down(facts(10, 0, { ctrlKey: true }));
    router.up(facts(10, 0));
    makeRouter(true).down(facts(20, 0, { metaKey: true }));
    expect(log).toEqual(['begin 10 erase', 'commit', 'begin 20 erase']);
  });

  it('erases with a right drag, and opens the menu on release without one', () => {
    router.down(facts(10, 0, right));
    router.move(facts(13, 0, right));
    expect(log).toEqual([]);
    router.up(facts(13, 0, right));
    router.down(facts(10, 0, right));
    router.move(facts(20, 0, right));
    router.up(facts(20, 0, right));
    expect(log).toEqual(['menu 13', 'begin 10 erase', 'move 20', 'commit']);
  });

  it('takes Ctrl and the button of a Mac for the right button', () => {
    router = makeRouter(true);
    router.down(facts(10, 0, { ctrlKey: true }));
    router.up(facts(10, 0, { ctrlKey: true }));
    expect(log).toEqual(['menu 10']);
  });

  it('pans with the middle button and with Space, in every tool', () => {
    router.down(facts(10, 0, { button: 1, buttons: 4 }));
    router.move(facts(15, 2));
    router.up(facts(15, 2, { button: 1 }));
    router.isSpaceHeld = true;
    router.down(facts(10, 0));
    router.move(facts(9, 0));
    expect(log).toEqual(['pan 5 2', 'pan -1 0']);
  });

  it('erases with the other end of a pen, and keeps the pressure', () => {
    router.down(facts(10, 0, { type: 'pen', button: 5, buttons: 32 }));
    expect(log).toEqual(['pen', 'begin 10 erase']);
  });

  it('paints with one finger, but pans once a pen was seen', () => {
    router.down(finger(1, 10, 0));
    router.move(finger(1, 30, 0));
    router.up(finger(1, 30, 0));
    expect(log).toEqual(['begin 10', 'move 30', 'commit']);
    router.down(facts(1, 1, { id: 9, type: 'pen' }));
    router.up(facts(1, 1, { id: 9, type: 'pen' }));
    router.down(finger(2, 10, 0));
    log = [];
    // The pen is still near: the hand that holds it rests on the screen.
    router.move(finger(2, 30, 0));
    expect(log).toEqual([]);
    router.leave('pen');
    router.down(finger(3, 10, 0));
    router.move(finger(3, 30, 0));
    expect(log.at(-1)).toBe('pan 20 0');
  });

  it('pans and zooms with two fingers and leaves no stroke behind', () => {
    router.down(finger(1, 0, 0));
    router.move(finger(1, 100, 0));
    router.down(finger(2, 200, 0));
    router.move(finger(2, 300, 0));
    router.up(finger(2, 300, 0));
    router.move(finger(1, 50, 0));
    router.up(finger(1, 50, 0));
    expect(log).toEqual(['begin 0', 'move 100', 'cancel', 'pan 50 0', 'zoom 2']);
  });

  it('dabs with a tap, and opens the menu with a long press', () => {
    router.down(finger(1, 10, 0));
    router.up(finger(1, 10, 0));
    router.down(finger(2, 20, 0));
    timers.at(-1)!();
    router.up(finger(2, 20, 0));
    expect(log).toEqual(['begin 10', 'commit', 'menu 20']);
    expect(router.kind).toBe('idle');
  });

  it('commits a stroke whose pointer is lost, and cancels one on Escape', () => {
    router.down(facts(10, 0));
    router.up(facts(10, 0), true);
    router.down(facts(20, 0));
    expect(router.cancel()).toBe(true);
    router.up(facts(20, 0));
    expect(router.cancel()).toBe(false);
    expect(log).toEqual(['begin 10', 'commit', 'begin 20', 'cancel']);
  });

  it('opens no menu for a right press that is lost', () => {
    router.down(facts(10, 0, right));
    router.up(facts(10, 0, right), true);
    expect(log).toEqual([]);
  });

  it('moves the divider rather than painting under it', () => {
    divider = true;
    router.down(facts(10, 0));
    router.move(facts(20, 0));
    router.up(facts(20, 0));
    expect(log).toEqual(['divider 10', 'divider 20']);
  });

  it('hovers while nothing is pressed, and pans where a tool wants nothing', () => {
    router.move(facts(5, 0));
    router.leave('mouse');
    toolId = 'hand';
    router.down(facts(10, 0));
    router.move(facts(12, 0));
    expect(log).toEqual(['hover 5', 'hover out', 'pan 2 0']);
  });
});
