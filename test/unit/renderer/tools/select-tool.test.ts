import { beforeEach, describe, expect, it } from 'vitest';
import { hitMarks } from '../../../../src-renderer/tools/mark-hit';
import { SelectTool } from '../../../../src-renderer/tools/select-tool';
import { centreOn } from '../../../../src-renderer/viewer/viewport';
import { bar, sample, viewport } from './support';

const marks = [
  bar('stain', 100, 100, 80, 80),
  bar('hair', 90, 140, 200, 3),
  bar('speck', 500, 500, 2, 2),
];
const plain = { isErasing: false, isExtending: false };
const shift = { isErasing: false, isExtending: true };

describe('hitting marks', () => {
  const scene = { marks, viewport, pixelRatio: 1 };
  const idsAt = (x: number, y: number) => hitMarks(scene, sample(x, y)).map(({ mark }) => mark.id);

  it('takes the nearest, and of those around the pointer the thinnest', () => {
    expect(idsAt(150, 141)).toEqual(['hair', 'stain']);
    expect(idsAt(150, 120)).toEqual(['stain']);
    expect(idsAt(250, 148)).toEqual(['hair']);
  });

  it('reaches 6 screen pixels further than the mark, at every zoom', () => {
    expect(idsAt(250, 149.5)).toEqual([]);
    const small = centreOn(viewport, { x: 450, y: 350 }, 0.25);
    const near = { photo: { x: 250, y: 160 }, screen: { x: 0, y: 0 }, pressure: 1 };
    expect(hitMarks({ ...scene, viewport: small }, near).map(({ mark }) => mark.id)).toEqual([
      'hair',
    ]);
  });

  it('takes a speck by its pin', () => {
    expect(idsAt(509, 493)).toEqual(['speck']);
    expect(idsAt(493, 509)).toEqual([]);
  });
});

describe('the select tool', () => {
  let log: string[];
  let tool: SelectTool;
  const click = (x: number, y: number, intent = plain) => tool.begin(sample(x, y), intent).commit();

  beforeEach(() => {
    log = [];
    tool = new SelectTool({
      scene: () => ({ marks, viewport, pixelRatio: 1 }),
      select: ({ markIds, mode }) => log.push(`${mode} ${markIds.join(' ')}`),
      hover: (id) => log.push(`hover ${id ?? 'none'}`),
      open: (id) => log.push(`open ${id}`),
      panBy: (dx, dy) => log.push(`pan ${dx} ${dy}`),
      redraw: () => undefined,
    });
  });

  it('goes through overlapping marks click by click', () => {
    click(150, 141);
    click(151, 141);
    click(150, 141);
    expect(log).toEqual(['replace hair', 'replace stain', 'replace hair']);
  });

  it('adds with Shift, and selects nothing with a click beside', () => {
    click(150, 120);
    click(250, 141, shift);
    click(700, 300, shift);
    click(700, 300);
    expect(log).toEqual(['replace stain', 'toggle hair', 'replace ']);
  });

  it('pans when a drag begins beside all marks', () => {
    const drag = tool.begin(sample(700, 300), plain);
    drag.move([sample(702, 300)]);
    drag.move([sample(710, 305)]);
    drag.commit();
    expect(log).toEqual(['pan 10 5']);
  });

  it('takes what lies in a box', () => {
    const drag = tool.begin(sample(600, 600), shift);
    drag.move([sample(480, 80)]);
    expect(tool.preview()?.kind).toBe('box');
    drag.move([sample(80, 80)]);
    drag.commit();
    expect(log).toEqual(['add stain hair speck']);
    expect(tool.preview()).toBeUndefined();
  });

  it('forgets what is under the pointer when another tool is taken up', () => {
    tool.hover(sample(150, 120));
    tool.leave();
    tool.leave();
    expect(log).toEqual(['hover stain', 'hover none']);
  });

  it('tells what is under the pointer once, and opens it on a double click', () => {
    tool.hover(sample(150, 120));
    tool.hover(sample(151, 120));
    expect(tool.cursor()).toBe('pointer');
    tool.hover(undefined);
    tool.doubleClick(sample(150, 120));
    expect(log).toEqual(['hover stain', 'hover none', 'open stain']);
  });
});
