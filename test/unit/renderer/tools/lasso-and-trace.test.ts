import { describe, expect, it } from 'vitest';
import type { TracedLine } from '../../../../src-shared/contract/engine-contract';
import { pixelAt } from '../../../../src-renderer/mask/mask-tiles';
import { LassoTool } from '../../../../src-renderer/tools/lasso-tool';
import { TraceTool } from '../../../../src-renderer/tools/trace-tool';
import { makeHost, sample } from './support';

const plain = { isErasing: false, isExtending: false };
const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

describe('the lasso', () => {
  const make = (takesAway = false) => {
    const made = makeHost();
    return { ...made, lasso: new LassoTool(made.host, () => ({ takesAway, featherPx: 0 })) };
  };
  const click = (lasso: LassoTool, x: number, y: number) =>
    lasso.begin(sample(x, y), plain).commit();

  it('closes a free drag when it ends', () => {
    const { lasso, mask, edits } = make();
    const drag = lasso.begin(sample(100, 100), plain);
    drag.move([sample(200, 100), sample(200, 200)]);
    drag.move([sample(100, 200)]);
    drag.commit();
    expect(edits.map(({ label }) => label)).toEqual(['lasso']);
    expect(pixelAt(mask.tiles('painted'), 110, 150)).toBe(255);
    expect(lasso.preview()).toBeUndefined();
  });

  it('closes corners at the first one, which shows itself as the pointer nears', () => {
    const { lasso, mask } = make();
    for (const [x, y] of [
      [100, 100],
      [200, 100],
      [200, 200],
    ] as const)
      click(lasso, x, y);
    lasso.hover(sample(150, 150));
    expect(lasso.preview()).toMatchObject({ kind: 'path', snap: undefined });
    lasso.hover(sample(105, 105));
    expect(lasso.preview()).toMatchObject({ snap: { x: 100, y: 100 } });
    click(lasso, 105, 105);
    expect(pixelAt(mask.tiles('painted'), 180, 120)).toBe(255);
  });

  it('closes at the last corner pressed twice, as the keyboard does', () => {
    const { lasso, edits } = make(true);
    for (const [x, y] of [
      [100, 100],
      [200, 100],
      [200, 200],
      [200, 200],
    ] as const)
      click(lasso, x, y);
    expect(edits.map(({ label }) => label)).toEqual(['lassoErase']);
  });

  it('gives its corners up when it is left', () => {
    const { lasso, edits } = make();
    click(lasso, 100, 100);
    expect(lasso.leave()).toBe(true);
    expect(lasso.leave()).toBe(false);
    expect([lasso.preview(), edits.length]).toEqual([undefined, 0]);
  });
});

describe('trace', () => {
  const line: TracedLine = { points: [100, 100, 300, 100], widthPx: 4, polarity: 'brighter' };
  const make = (answer: () => Promise<TracedLine | null>) => {
    const made = makeHost();
    const log: string[] = [];
    const trace = new TraceTool({
      ...made.host,
      traceLine: ({ x }) => {
        log.push(`ask ${x}`);
        return answer();
      },
      foundNothing: () => log.push('nothing'),
      failed: ({ message }) => log.push(message),
      widthPx: () => 'auto',
    });
    return { ...made, trace, log };
  };

  it('shows the line ahead of the click, which takes it to both ends without asking again', async () => {
    const { trace, log, mask, edits } = make(() => Promise.resolve(line));
    trace.hover(sample(200, 103));
    await settle();
    expect(trace.preview()).toMatchObject({ kind: 'line', widthPx: 6 });
    trace.begin(sample(200, 103), plain).commit();
    await settle();
    expect(log).toEqual(['ask 200']);
    expect(edits.map(({ label }) => label)).toEqual(['trace']);
    expect([101, 299].map((x) => pixelAt(mask.tiles('painted'), x, 100))).toEqual([255, 255]);
    expect(pixelAt(mask.tiles('painted'), 200, 105)).toBe(0);
  });

  it('says that there is nothing line-like', async () => {
    const { trace, log, edits } = make(() => Promise.resolve(null));
    trace.begin(sample(50, 50), plain).commit();
    await settle();
    expect([log, edits.length]).toEqual([['ask 50', 'nothing'], 0]);
  });

  it('asks for one place at a time, and then for the newest', async () => {
    let answer!: (found: null) => void;
    const { trace, log } = make(() => new Promise((resolve) => (answer = resolve)));
    for (const x of [10, 20, 30]) trace.hover(sample(x, 10));
    expect(log).toEqual(['ask 10']);
    answer(null);
    await settle();
    expect(log).toEqual(['ask 10', 'ask 30']);
  });

  it('reports a failure', async () => {
    const { trace, log } = make(() => Promise.reject(new Error('lost')));
    trace.hover(sample(10, 10));
    await settle();
    expect(log).toEqual(['ask 10', 'lost']);
  });
});
